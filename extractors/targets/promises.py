"""Which numbers of a text are promised: targets, not results, counts, deadlines or conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.targets import indicators as target_indicators
from schemas.quick import quick

if TYPE_CHECKING:
    from extractors.vietnamese.clauses import Segment
    from extractors.vietnamese.quantities import Quantity

# Words that promise.
_PROMISE = re.compile(
    r"""\b(?:phấn\ đấu|quyết\ tâm|cố\ gắng|góp\ phần\ (?:đạt|đưa|nâng|hoàn\ thành)|hướng\ (?:tới|đến)|đặt\ mục\ tiêu
      |(?:mục|chỉ)\ tiêu\ (?:là|đạt|đến)|nâng|duy\ trì|giữ\ vững|(?:bảo|đảm)\ (?:đảm|bảo)\ đạt|phải\ đạt)\b""",
    re.VERBOSE,
)
_PROMISE_HINTS = ("phấn đấu", "quyết", "cố gắng", "góp phần", "hướng", "tiêu", "nâng", "duy trì", "giữ vững", "đạt")
# Words before a number that report: what has been done, what stands today.
_PAST = re.compile(
    r"""\b(?:
        đã\ (?:đạt|hoàn\ thành|giải\ quyết|thực\ hiện|tiếp\ nhận|xử\ lý|tổ\ chức|ban\ hành|có|cắt\ giảm|đưa|triển\ khai
             |đăng|cấp|số\ hóa|tăng|giảm|xếp)
      | hiện(?:\ nay|\ tại)?,?\ (?:đạt|có|mới|đang|xếp|đứng) | mới\ (?:chỉ\ )?đạt | ước\ đạt | chưa\ (?:đạt|hoàn\ thành)
      | qua\ (?:kiểm\ tra|theo\ dõi|rà\ soát|khảo\ sát|đánh\ giá|thống\ kê|tổng\ hợp)
      | (?<!số\ hóa\ )(?<!trả\ )kết\ quả\ (?:đạt(?!\ (?:từ|tối\ thiểu|ít\ nhất|trên|không))|thực\ hiện|đánh\ giá
             |xếp\ hạng|chấm)
      | vừa\ qua | thời\ gian\ qua | tính\ đến | lũy\ kế
      | không\ đạt | bị\ mất | theo\ (?:công\ bố|kết\ quả) | được\ (?:công\ bố|đánh\ giá)\ đạt | đề\ nghị\ bỏ
      | (?<!phấn\ đấu\ )tự\ (?:chấm|đánh\ giá)(?:\ đạt|\ được)?(?=\ [\d(]|$|\ $)
    )\b""",
    re.VERBOSE,
)
_PAST_HINTS = (
    "đã ",
    "hiện",
    "mới ",
    "ước",
    "chưa",
    "kết quả",
    "qua",
    "tính",
    "lũy",
    "không đạt",
    "mất",
    "theo ",
    "được ",
    "đề nghị",
    "tự ",
)
# The word stands before what looks behind it, as a pattern that begins with letters is found fast.
_YEAR_BEFORE = re.compile(r"năm (?<=\bnăm )(?<!so với năm )(?<!so năm )(?<!cùng kỳ năm )(?<!\d năm )((?:19|20)\d\d)\b")
# "(năm 2023 đạt 55%)", "(năm 2023: 55%)", "(thực hiện năm 2023 55%)".
_REPORTED_YEAR = re.compile(
    r"\bnăm ((?:19|20)\d\d)(?:,? (?:đã )?(?:đạt|là|chỉ|mới|ước)\b\D{0,12}| ?: ?(?:đạt )?)$"
    r"|\((?:kết quả |thực hiện |số liệu )?năm ((?:19|20)\d\d) ?$"
)
_YEAR_BESIDE = re.compile(r"\bnăm ((?:19|20)\d\d) ?$")
# Conditions of awards, rules of points and money, which promise nothing.
_RULES = re.compile(
    r"""\b(?:
        khen\ thưởng|bằng\ khen|giấy\ khen|danh\ hiệu|thi\ đua|bình\ xét|xét\ tặng|phạt\ tiền|mức\ phạt|phụ\ cấp
      | trợ\ cấp|hệ\ số|tính\ điểm
      | chấm\ điểm|trừ\ điểm|điểm\ thưởng|điểm\ trừ|cộng\ điểm|điểm\ cộng|thang\ điểm|trọng\ số
      | không\ chấm|bị\ trừ|thì\ điểm|xử\ phạt|vốn\ (?:điều\ lệ|nước\ ngoài|nhà\ nước)|thuế\ suất|lãi\ suất|tổn\ thương
    )\b""",
    re.VERBOSE,
)
_CASE = re.compile(r"[\s\-+]*(?:nếu|(?:đối với |trong )?(?:những |các )?trường hợp)\b")
# What is to be explained or put right, told by how little it is: "giải trình tỷ lệ hồ sơ trực tuyến dưới 30%".
_DEFECT = re.compile(
    r"\b(?:giải trình|kiểm điểm|khắc phục|chấn chỉnh|phê bình|nhắc nhở|nguyên nhân|làm rõ|tồn tại|hạn chế"
    r"|(?:đơn vị|địa phương|xã|phường|sở|ngành|huyện|cơ quan|tiêu chí|chỉ số) (?:có|đạt|còn))\b[^.;]*$"
)
# Those who are named for what they have: "công khai danh sách đơn vị có tỷ lệ trễ hạn trên 2%".
_NAMED = re.compile(
    r"\b(?:danh sách|công khai|nêu tên|nhắc nhở|phê bình|biểu dương|kiểm điểm|xử lý|đối với)\b[^.;,]*?"
    r"\b(?:đơn vị|địa phương|xã|phường|sở|ngành|huyện|cơ quan|cá nhân|công chức) (?:có|còn|để|đạt)\b[^.;]*$"
)
# What stands before a count that tells of what: "gồm 166 dự án", "của 05 phòng"; elsewhere "tại 12 xã" too.
_PARTS_WORDS = (
    "gồm|bao gồm|gồm có|trong đó có|danh mục|tổng cộng|cụ thể|theo|thuộc|của|trong|trên địa bàn|kinh phí|dự toán"
)
_PARTS = re.compile(rf"\b(?:{_PARTS_WORDS})\s?$")
_COUNTED = re.compile(rf"\b(?:{_PARTS_WORDS}|tại|với|đối với|cho)\s?$")
_JOINED = re.compile(r"[^;.\d]{0,60}(?:,| và) ")
_FOR = re.compile(
    r"[^;,.\d]{0,60} cho (?:ít nhất |tối thiểu |khoảng |hơn |trên )?$"
)  # "02 lớp tập huấn cho 150 công chức"
_MUST = re.compile(r"\b(?:phải|bảo đảm|đảm bảo)\b")
_MEMBER = re.compile(r"\bgồm\b[^.]*$")  # "(gồm 166 dự án thủy điện; 02 dự án điện gió)"
_HOLDS = re.compile(
    r"""\b(?:
        tổ\ chức|mở|đăng|đăng\ tải|phát|xây\ dựng|thực\ hiện|sản\ xuất|in|cấp\ phát|biên\ soạn|ban\ hành|triển\ khai
      | tiến\ hành|phát\ hành|đào\ tạo|bồi\ dưỡng|tập\ huấn|cử|kiểm\ tra|khảo\ sát|treo|viết
    )\s?$""",
    re.VERBOSE,
)
# Work on a count: "Số hóa tối thiểu 5.000 hồ sơ", "Cử 15 công chức", "Kiểm tra công vụ tại 12 đơn vị".
_WORKS = re.compile(
    r"""\b(?:số\ hóa|rà\ soát|cắt\ giảm|đơn\ giản\ hóa|hỗ\ trợ|cung\ cấp|đào\ tạo|bồi\ dưỡng|tập\ huấn|cử
      |giải\ quyết|(?<!năng\ lực\ )xử\ lý
      |(?:kiểm\ tra|thanh\ tra)(?:\ (?:đột\ xuất|định\ kỳ|thực\ tế|trực\ tiếp|công\ vụ))*
      |khảo\ sát|thành\ lập|xây\ dựng|lắp\ đặt|triển\ khai
      |(?:cắt\ giảm|rút\ ngắn|đơn\ giản\ hóa)[^;.,]{1,40}\ (?:của|đối\ với|cho))\s?$""",
    re.VERBOSE,
)
# "mỗi phường thành lập 01 đội tình nguyện": so many from each.
_EACH = re.compile(
    r"\bmỗi (?:[^\W\d_]+[ ,]+){1,6}?(?:có|thành lập|xây dựng|đăng ký|cử|bố trí|chọn|duy trì|hình thành)\s?$"
)
# So many each time: "tối thiểu 02 số/tháng", "ít nhất 01 bản ghi/tuần".
_PER_TIME = re.compile(r"\d+[^/.,;\d]{1,24}/ ?(?:\d+ ?)?(?:năm|tháng|quý|tuần|ngày)\b")
_SENDS = re.compile(r"\b(?:cử|đào tạo|bồi dưỡng|tập huấn|số hóa)\s?$")
# Bodies that become fewer or other: "Sáp nhập 03 trung tâm", "Chuyển 01 đơn vị sự nghiệp sang tự chủ".
_MERGES = re.compile(r"(?:^|[;,.:]|\bvà)[\s\-+•]*(?:sáp nhập|hợp nhất|giải thể|chuyển)\s?$")
_OPENS_CLAUSE = re.compile(r"(?:^|[;,.:]|\bvà)[\s\-+•]*$")
_BODIES = re.compile(r"0?\d{1,3} (?:đơn vị|phòng|trung tâm|đầu mối|cơ quan|trường|chi cục|ban|tổ chức)(?![^\W\d_])")
_VISITS = re.compile(
    r"\b(?:kiểm tra|thanh tra|khảo sát|lấy ý kiến|mở rộng|nhân rộng|thí điểm)\b[^,;.]{0,60}\b(?:tại|đối với)\s?$"
)
_MAKES = re.compile(r"\b(?:hoàn thành|(?:hình thành|thành lập|phát triển|xây dựng)(?: mới)?|thu hút|tăng|giảm)\s?$")
# A time limit of a procedure, or when to report: a deadline, no target.
_LIMIT = re.compile(r"\b(?:kể từ|thời hạn|chậm nhất|định kỳ|trước ngày|trong vòng|hết hạn|quá hạn)\b")
_ENSURES = re.compile(r"\b(?:bảo đảm|đảm bảo|phải|đưa|nâng cao|cải thiện)\b")
_AT_LEAST = ("ge", "gt", "between", "approx")


@quick
@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: ``targets`` says in a part headed Chỉ tiêu or Mục tiêu.

    ``plan_year`` is the year that the document plans for.
    """

    targets: bool
    plan_year: int | None


def is_promised(text: str, quantity: Quantity, segment: Segment, setting: Setting, last: Quantity | None) -> bool:
    """Is the quantity in this segment of folded ``text`` a target? ``last`` is the one before it that was."""
    if quantity.kind == "never" or (quantity.unit is None and not quantity.stated):
        return False
    if "nhóm" in quantity.cues and quantity.comparator != "top":
        return False  # "nhóm từ 30 hộ trở lên": who is meant
    if quantity.comparator == "gt" and quantity.cues.endswith("quá "):
        return False  # "không có hồ sơ trễ hạn quá 05 ngày"
    if quantity.comparator == "le" and "xuất sắc" in text[segment.start : segment.end]:
        return False  # a quota: "không quá 20% … hoàn thành xuất sắc nhiệm vụ"
    before = text[segment.sentence : quantity.number]
    skipped = segment.start - segment.sentence
    promised, reported = _last(_PROMISE, _PROMISE_HINTS, before), _last(_PAST, _PAST_HINTS, before[skipped:])
    if reported >= 0 and reported + skipped > promised:
        return False
    if promised < 0 and _is_past(before[skipped:], setting):
        return False
    bracket = before.rfind("(")
    if bracket > max(promised, before.rfind(")")):
        if _is_past(before[bracket:], setting):
            return False  # "Phấn đấu 90% hồ sơ … (cùng kỳ năm 2024 đạt 82%)"
        beside = _YEAR_BESIDE.search(before, 0, bracket)
        if beside and setting.plan_year and int(beside[1]) < setting.plan_year and quantity.start == quantity.number:
            return False  # "tăng 2% so với năm 2023 (82,5%)"
    head = text[segment.start : quantity.start]
    bare_count = quantity.kind in ("thing", "unknown", "activity") and not quantity.stated
    if bare_count and _MEMBER.search(text[segment.sentence : quantity.start]):
        return False
    if setting.targets:
        return _in_targets(text, quantity, head)
    if _RULES.search(text, segment.start, segment.end):
        return False
    if _CASE.match(text, segment.start) and not (quantity.kind == "percent" and _MUST.search(head)):
        return False  # but "Trường hợp trễ hạn phải xin lỗi 100%"
    if (
        last is not None
        and last.kind == quantity.kind == "activity"
        and _JOINED.fullmatch(text, last.end, quantity.start)
    ):
        return True  # "tổ chức 02 đợt kiểm tra, 01 hội nghị"
    people = quantity.unit == "lượt" or quantity.kind == "thing"
    if last is not None and last.kind == "activity" and people and _FOR.search(text, last.end, quantity.number):
        return True
    return _elsewhere(text, quantity, segment, head, promised >= 0)


def _last(pattern: re.Pattern[str], hints: tuple[str, ...], text: str) -> int:
    """Where the last match begins, or -1; ``hints`` tell cheaply that there is none."""
    for hint in hints:  # a loop of its own is twice as fast as any()
        if hint in text:
            break
    else:
        return -1
    last = -1
    for match in pattern.finditer(text):
        last = match.start()
    return last


def _is_past(before: str, setting: Setting) -> bool:
    """Does a year before the number report: "Trong năm 2022, chỉ số … đạt 81,52%" in a plan for 2023?"""
    if setting.plan_year is None:
        return False
    pattern = _REPORTED_YEAR if setting.targets else _YEAR_BEFORE
    return any(int(match[match.lastindex or 1]) < setting.plan_year for match in pattern.finditer(before))


def _in_targets(text: str, quantity: Quantity, head: str) -> bool:
    if quantity.kind == "score":
        return "điểm" in text[quantity.number : quantity.end]
    if quantity.kind == "duration":
        return quantity.stated or quantity.level or quantity.change is not None
    if quantity.kind == "list":
        return quantity.stated or _MAKES.search(head) is not None
    if quantity.kind in ("thing", "unknown", "activity", "money") and not quantity.stated and not quantity.level:
        return not _introduces(text, quantity, head, _PARTS)
    return True


def _introduces(text: str, quantity: Quantity, head: str, counted: re.Pattern[str] = _COUNTED) -> bool:
    """Does the count merely tell of what: "(gồm 166 dự án", "của 12 xã", "05 nội dung sau:"?"""
    return counted.search(head) is not None or text.rstrip().endswith(":") or text.startswith(" sau", quantity.end)


def _elsewhere(text: str, quantity: Quantity, segment: Segment, head: str, promise: bool) -> bool:
    """Outside parts of targets a number must be promised by its own words."""
    kind = quantity.kind
    if quantity.comparator in ("lt", "approx") and not promise and _DEFECT.search(head):
        return False
    if not promise and quantity.stated and _NAMED.search(head):
        return False
    if not promise and "điểm" in head and "/" in head:
        return False  # the sentence reports a score
    if kind in ("percent", "proportion"):
        return promise or _percent(text, quantity, head)
    if kind in ("rank", "point"):
        return promise or (quantity.stated and (quantity.change == "increase" or "nằm" in head))
    if kind == "duration":
        if quantity.stated and quantity.comparator in _AT_LEAST and _PER_TIME.match(text, quantity.number):
            return True  # "bồi dưỡng tối thiểu 40 giờ/năm"
        changes = quantity.change is not None or "còn" in quantity.cues
        served = quantity.unit in ("minute", "hour") and quantity.comparator in ("le", "lt")
        return (promise or changes or served) and not _LIMIT.search(text, segment.start, segment.end)
    if kind == "frequency" or (kind in ("unknown", "thing") and _PER_TIME.match(text, quantity.number)):
        return quantity.stated and quantity.comparator in _AT_LEAST
    if kind == "activity":
        bound = quantity.stated and quantity.comparator in _AT_LEAST
        held = _HOLDS.search(head) is not None and not _introduces(text, quantity, head)
        return promise or bound or held or _VISITS.search(head) is not None
    if kind == "thing" and not promise and _EACH.search(head):
        return True
    if kind == "thing" and _worked(text, quantity, head):
        return True
    if kind in ("thing", "list", "money"):
        return promise and (quantity.stated or not _introduces(text, quantity, head))
    return promise and (quantity.stated or kind == "score")


def _worked(text: str, quantity: Quantity, head: str) -> bool:
    """Is a count the measure of the work that the words before it name? "số hóa tối thiểu 5.000 hồ sơ"."""
    if text.rstrip().endswith(":"):
        return False
    if quantity.stated and quantity.comparator in _AT_LEAST:
        return _WORKS.search(head) is not None
    fewer = _OPENS_CLAUSE if quantity.change == "decrease" else _MERGES
    if fewer.search(head) and _BODIES.match(text, quantity.number):
        return True
    return _SENDS.search(head) is not None or _VISITS.search(head) is not None


def _percent(text: str, quantity: Quantity, head: str) -> bool:
    """A percentage without a word that promises: "tối thiểu 30% …", "100% hồ sơ …", not "đạt 81,52%"."""
    if quantity.kind == "proportion" or quantity.stated:  # "ít nhất 05/13 bệnh viện", not "42/139 đơn vị"
        return quantity.kind != "proportion" or (quantity.stated and quantity.comparator in _AT_LEAST)
    if quantity.level and _ENSURES.search(head):
        return True
    if quantity.value == 100 and quantity.change is None and _MUST.search(head):
        return True  # "phải xin lỗi người dân 100%"
    if not quantity.value.is_integer():
        return False
    if quantity.change is not None:
        return quantity.baseline_year is None  # "tăng 2% so với năm 2020" without a promise reports
    return target_indicators.counts(text, quantity)
