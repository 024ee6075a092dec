"""Which numbers of a text are promised: targets, not results, counts, deadlines or conditions (``datasets.md`` targets)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.vietnamese.quantities import Quantity

# Words that promise.
_PROMISE = re.compile(
    r"\b(?:phấn đấu|quyết tâm|cố gắng|góp phần (?:đạt|đưa|nâng|hoàn thành)|hướng (?:tới|đến)|đặt mục tiêu|mục tiêu (?:là|đạt|đến)|"
    r"nâng|duy trì|giữ vững|bảo đảm đạt|đảm bảo đạt|phải đạt|chỉ tiêu (?:là|đạt))\b"
)
# Words before a number that report: what has been done, what stands today.
_PAST = re.compile(
    r"\b(?:đã (?:đạt|hoàn thành|giải quyết|thực hiện|tiếp nhận|xử lý|tổ chức|ban hành|có|cắt giảm|đưa|triển khai|đăng|cấp|số hóa|tăng|giảm|xếp)"
    r"|hiện(?: nay| tại)?,? (?:đạt|có|mới|đang)|mới (?:chỉ )?đạt|kết quả (?:đạt|thực hiện|đánh giá|xếp hạng|chấm)|ước đạt|vừa qua|thời gian qua"
    r"|tính đến|lũy kế|theo (?:công bố|kết quả)|được (?:công bố|đánh giá) đạt|đề nghị bỏ)\b"
)
_YEAR_BEFORE = re.compile(r"(?<!so với )(?<!so )(?<!cùng kỳ )\bnăm ((?:19|20)\d\d)\b")
# Conditions of awards, points and money, which promise nothing.
_RULES = re.compile(
    r"\b(?:khen thưởng|bằng khen|giấy khen|danh hiệu|thi đua|bình xét|xét tặng|phạt tiền|mức phạt|phụ cấp|trợ cấp|hệ số|tính điểm|chấm điểm|"
    r"trừ điểm|điểm thưởng|điểm trừ|cộng điểm|điểm cộng|thang điểm|trọng số|không chấm|bị trừ|thì điểm)\b"
)
_COUNTED = re.compile(
    r"\b(?:gồm|bao gồm|gồm có|trong đó có|danh mục|tổng cộng|cụ thể|tại|theo|thuộc|của|với|trong|trên địa bàn|đối với|cho)\s?$"
)
_ACTS = re.compile(
    r"\b(?:tổ chức|mở|đăng|đăng tải|phát|xây dựng|thực hiện|sản xuất|in|cấp phát|biên soạn|ban hành|triển khai|tiến hành|phát hành)\s?$"
)
_MADE = re.compile(
    r"\b(?:hoàn thành|hình thành(?: mới)?|thành lập(?: mới)?|phát triển(?: mới)?|xây dựng(?: mới)?|thu hút|tăng|giảm)\s?$"
)
_MEMBER = re.compile(r"\bgồm\b[^.]*$")  # "(gồm 166 dự án thủy điện; 02 dự án điện gió)"
_LIMIT = re.compile(r"\b(?:kể từ|thời hạn|chậm nhất|định kỳ|trước ngày|trong vòng|hết hạn|quá hạn)\b")
_NOUN_NEXT = re.compile(r"\s?(?!so với|so năm|trở|và|hoặc|trong|vào|mỗi|hằng|hàng|đến|theo|năm|nhằm|để|là|do|ở)\w")


def is_promised(
    text: str, quantity: Quantity, start: int, end: int, sentence: int, *, targets: bool, plan_year: int | None
) -> bool:
    """Is the quantity in segment ``start`` to ``end`` of folded ``text`` a target?

    ``sentence`` is where its sentence begins, ``targets`` says that it stands in a part headed Chỉ tiêu or Mục tiêu,
    ``plan_year`` is the year that the document plans for.
    """
    if quantity.kind == "never" or quantity.unit is None and not quantity.stated:
        return False
    if "nhóm" in quantity.cues and quantity.comparator != "top":
        return False  # "nhóm từ 30 hộ trở lên": who is meant
    if quantity.comparator == "le" and "xuất sắc" in text[start:end]:
        return False  # a quota: "không quá 20% … hoàn thành xuất sắc nhiệm vụ"
    before = text[start : quantity.number]
    promise = _PROMISE.search(text, sentence, quantity.number) is not None
    if not promise and (_PAST.search(before) or (not targets and _is_past(before, plan_year))):
        return False
    if (
        not quantity.stated
        and quantity.kind in ("thing", "unknown", "activity")
        and _MEMBER.search(text[sentence : quantity.start])
    ):
        return False
    return _in_targets(text, quantity, before) if targets else _elsewhere(text, quantity, start, end, before, promise)


def _is_past(before: str, plan_year: int | None) -> bool:
    """ "Trong năm 2022, chỉ số … đạt 81,52%" in a plan for 2023."""
    if plan_year is None:
        return False
    return any(int(match[1]) < plan_year for match in _YEAR_BEFORE.finditer(before))


def _in_targets(text: str, quantity: Quantity, before: str) -> bool:
    head = before[: quantity.start - quantity.number] if quantity.start < quantity.number else before
    if quantity.kind == "score":
        return "điểm" in text[quantity.number : quantity.end]
    if quantity.kind == "duration":
        return quantity.stated or quantity.level or quantity.change is not None
    if quantity.kind == "list":
        return quantity.stated or _MADE.search(head) is not None
    if quantity.kind in ("thing", "unknown", "activity", "money") and not quantity.stated and not quantity.level:
        return not _introduces(text, quantity, head)
    return True


def _introduces(text: str, quantity: Quantity, head: str) -> bool:
    """Does the count merely tell of what: "(gồm 166 dự án", "của 12 xã", "05 nội dung sau:"?"""
    return _COUNTED.search(head) is not None or text.rstrip().endswith(":") or text.startswith(" sau", quantity.end)


def _elsewhere(text: str, quantity: Quantity, start: int, end: int, before: str, promise: bool) -> bool:
    kind = quantity.kind
    if _RULES.search(text, start, end) or (kind == "score" and not promise):
        return False
    if not promise and "điểm" in before and "/" in before:
        return False  # the sentence reports a score
    head = text[start : quantity.start]
    if kind in ("percent", "proportion"):
        return _percent_elsewhere(text, quantity, promise)
    if kind in ("rank", "point", "score"):
        return (
            promise
            or (quantity.stated and quantity.change == "increase")
            or (quantity.comparator in ("ge", "top") and "nằm" in head)
        )
    if kind == "duration":
        return (promise or quantity.change is not None or "còn" in quantity.cues) and not _LIMIT.search(
            text, start, end
        )
    if kind == "frequency":
        return quantity.stated and quantity.comparator in ("ge", "gt")
    if kind == "activity":
        bound = quantity.stated and quantity.comparator in ("ge", "gt", "between", "approx")
        return promise or bound or (_ACTS.search(head) is not None and not _introduces(text, quantity, head))
    if kind in ("thing", "list", "money"):
        return promise and not (not quantity.stated and _introduces(text, quantity, head))
    return promise and quantity.stated


def _percent_elsewhere(text: str, quantity: Quantity, promise: bool) -> bool:
    if promise or (quantity.stated and quantity.rule != "proportion"):
        return True
    if quantity.kind == "proportion" or not float(quantity.value).is_integer():
        return False
    if quantity.change is not None:
        return quantity.baseline_year is None  # "tăng 2% so với năm 2020" without a promise reports
    return _NOUN_NEXT.match(text, quantity.end) is not None
