"""Numbers that compare: "tối thiểu 85%", "tăng 0,5-1 điểm so với năm 2021", "TOP 20" (domain section 4).

:func:`find` reads each number with the words around it: comparator, value or range, unit, change and baseline, rank.
Whether it is promised is decided where the sentence is known (:mod:`extractors.targets`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from extractors.vietnamese import comparators, measures
from extractors.vietnamese.number_rules import Context, decide
from extractors.vietnamese.quantity_links import Quantity, among, carried, with_baselines
from extractors.vietnamese.text import has_digit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.vietnamese.comparators import Cues
    from extractors.vietnamese.measures import Measure
    from extractors.vietnamese.text import Folded

__all__ = ["Quantity", "find"]

# A number that may begin a range or a fraction, or a date (taken first, to be passed over):
# "30", "2.989,5", "60-70%", "80% đến dưới 90%", "10 - 15/63", "20 000 000", "31/12/2025".
_DIGIT = re.compile(r"[0-9][0-9]*")  # found much faster than [0-9]+
_NUMBER = re.compile(
    r"""(?<![\d.,/])(?:
        (?P<date> \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?!\d) | \d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)
          | 24/(?:7|24)(?!\d) )
      | (?P<a>\d{1,3}(?:\ \d{3})+(?=\ [^\W\d]) | \d+(?:[.,]\d+)*)
        (?: \ ?(?:%|điểm|bậc|ngày|phút|giờ|tháng|lần)?\ ?
            (?: - | ÷ | đến(?=\ ) | tới(?=\ ) )\ ?(?:(?:dưới|khoảng)\ )? (?P<b>\d+(?:[.,]\d+)*) )?
        (?: \ ?/\ ? (?P<of>\d+(?:[.,]\d+)*)(?![\d/]) )?
    )""",
    re.VERBOSE,
)
# Words that make the number behind them a name: "mức độ 3, 4", "Đề án 06", "khóa 12", "ISO 9001", "năm 2022".
_LABEL = regex.compile(
    r"""(?r)(?<!\p{L})(?:
        (?:mức|cấp)\ độ | (?<!tổng\ )số | điều | khoản | mục | phụ\ lục | biểu | bảng | mẫu | chương | phần | lần\ thứ
      | khóa | iso(?:/iec)? | tcvn | phiên\ bản | giai\ đoạn | đợt | vòng | kỳ | chỉ\ thị | nghị\ quyết | nghị\ định
      | quyết\ định | thông\ tư | kế\ hoạch | đề\ án | chương\ trình | công\ văn | văn\ bản | phương\ án | dự\ án
      | (?<!(?:mỗi|hằng|hàng|một)\ )(?:năm|tháng|quý|tuần|ngày) | năm\ học | nhiệm\ kỳ | thế\ kỷ | so\ với | chuyên\ đề
      | tổng\ đài | đường\ dây\ nóng | đầu\ số | hotline | điện\ thoại
      | quốc\ lộ | tỉnh\ lộ | đường | nhóm | loại | trang | hình | câu | công\ nghiệp | công\ nghệ | tiêu\ chí
      | lĩnh\ vực | nội\ dung | nhiệm\ vụ | bước | tổ | khu\ phố | thôn | xã | phường | khu | cụm | quyển | tập | lớp
    )\ (?:số\ )?(?:\d+(?:[.,]\d+)*(?:,\ |\ và\ |\ -\ |-|,)(?:mức\ độ\ )?)*""",
    regex.X,
)
# "trở lên" behind the unit, or behind the noun that a percent counts: "30% trở lên", "80% hồ sơ trở lên", "95% kế
# hoạch vốn được giao trở lên" - not behind a grade: "80% số công chức có trình độ đại học trở lên".
_TRAIL = re.compile(
    r"""(?:/\ ?[^\W\d_]+)?\ ?
    (?: (?:(?!tốt|khá|đạt|giỏi|mức|bình|nhiệm|xuất|cao|yếu)[^\W\d_]+\ ){0,2}?
      | (?:tổng\ )?(?:số|kế\ hoạch|dự\ toán|vốn|chỉ\ tiêu|hồ\ sơ)\ (?:(?!tốt|khá|đạt|giỏi|mức|bình|nhiệm|xuất|cao|yếu
        |trình|loại|cấp|hạng|bậc|phó|trưởng|có|chuẩn|học|sỹ)[^\W\d_]+\ ){0,6}?
    )trở\ (?P<way>lên|xuống)\b""",
    re.VERBOSE,
)
# "từ 15 ngày làm việc xuống còn 10 ngày": the first number is where it stands today.
_FROM = re.compile(r"[^.;,\d]{0,40}(?:năm \d{4} )?[^.;,\d]{0,20}\b(?<!trở )(?:xuống|lên|còn|thành)\b[^.;,\d]{0,20}\d")
# What makes "20 địa phương" a rank: "nhóm 20 địa phương dẫn đầu", "trong 10 tỉnh có chỉ số cao nhất".
_LEADERS = re.compile(
    r"[^.;\d]{0,70}?\b(?:dẫn đầu|đứng đầu|hàng đầu|(?:cao|tốt) nhất|xếp hạng cao|đầu (?:cả nước|tỉnh|bảng)"
    r"|(?:thứ hạng|chỉ số|kết quả|điểm|chất lượng|năng lực|môi trường)[^.;\d]{0,40}?\b(?:cao|tốt))"
    r"|(?: (?:tỉnh|thành phố|địa phương|đơn vị|xã|phường|sở|ngành)(?:, (?:tỉnh|thành phố|ngành))?)?(?: của| trong)?"
    r" (?:cả nước|toàn quốc|toàn tỉnh|toàn thành phố)\b"
)
# "thuộc nhóm 15 tỉnh, thành phố": a group of so many is one of the first, where nothing else tells which.
_PEERS = re.compile(
    r" (?:tỉnh|thành phố|địa phương|đơn vị|sở|ban|ngành|huyện|xã|phường|bộ|cơ quan)\b"
    r"(?![^.;,]{0,20}\b(?:có|đặc biệt|khó khăn|nghèo|miền|vùng|biên giới|trọng điểm|thí điểm|còn|chưa|được)\b)"
)
# What may follow a number whose subject stood before it: "tăng 1% so với", "giảm 20%;" - not "giảm 20% hồ sơ".
_SETTLED = re.compile(r" ?(?:$|[.,;:)/]|so với|so năm|trở|mỗi|hằng|hàng|trong|vào|và|về|trên|năm|theo)")
# What the number is counted for: "/năm", "/01 lần", "/trạm y tế".
_RATE = re.compile(r" ?/ ?(?:\d+ ?)?(?=[^\W\d_])")
_ORDINAL = re.compile(
    r"\b(?:vị trí|vị thứ|xếp|đứng|xếp hạng|hạng) thứ (?P<word>nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
)
# Units before which small numbers stand in words: "ít nhất một bậc", "thêm hai sáng kiến".
_SPELLED_UNITS = (" bậc", " hạng", " thứ hạng", " sáng kiến", " lần", " lớp", " mô hình", " giải pháp")
_WORDS = {
    word: at + 1 for at, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
} | {
    "nhất": 1,
    "nhì": 2,
    "tư": 4,
}

# Fractions in words: "hai phần ba số xã", "giảm một phần tư thời gian".
_SHARE = re.compile(r"\b(?P<some>một|hai|ba|bốn|năm) phần (?P<all>hai|ba|tư|bốn|năm|sáu|mười)\b(?! nhất)")
_EACH_YEAR = ("mỗi năm ", "hằng năm ", "hàng năm ")
_NOTHING = Context()
_UNITS = {"percent": "%", "point": "điểm", "score": "điểm", "thing": "người", "activity": "người", "money": "đồng"}
_REACH = 60  # characters before a number in which a word may name it


def find(folded: Folded, masks: Sequence[tuple[int, int]] = (), start: int = 0) -> list[Quantity]:
    """The quantities of a text from ``start`` on, in reading order; numbers in ``masks`` (citations) are none."""
    text = folded.text
    found: list[Quantity] = []
    for match in _numbers(text, masks, start):
        quantity = _numeral(folded, match, found[-1] if found else None)
        if quantity is not None:
            found.append(quantity)
    spelled = _in_words(folded, start)
    if spelled:
        found = sorted([*found, *spelled], key=lambda quantity: quantity.number)
    return with_baselines(text, carried(text, among(text, found))) if found else found


def _numbers(text: str, masks: Sequence[tuple[int, int]], start: int) -> Iterator[re.Match[str]]:
    """Each number outside masks and dates; only where a digit stands is the pattern tried."""
    digit = _DIGIT.search(text, start) if has_digit(text) else None
    while digit is not None:
        at, end = digit.span()
        past = next((last for first, last in masks if first <= at < last), None) if masks else None
        match = _NUMBER.match(text, at) if past is None else None
        if match is not None:
            end = match.end()
            if match["date"] is None:
                yield match
        digit = _DIGIT.search(text, end if past is None else past)


def _numeral(folded: Folded, match: re.Match[str], before: Quantity | None) -> Quantity | None:
    """The quantity of one number, or None where it is a name, a year, a document number or a mark of a list."""
    text, number, end = folded.text, match.start(), match.end()
    if text.startswith("năm ", number - 4) and len(match[0]) == 4 and not text.endswith(_EACH_YEAR, 0, number):
        return None  # "năm 2022": what most numbers are
    if _attached(text, number, end):
        return None
    unit = measures.read(text, end)
    if unit is None and _in_brackets(text, number, end):
        unit = measures.read(text, end + 1)
        if unit is None or unit[0].kind == "unknown":
            return None
    glued = text[end : end + 1].isalpha()
    if glued and (unit is None or unit[0].kind == "unknown"):
        return None
    cues = comparators.read(text, number)
    measure = unit[0] if unit else measures.UNKNOWN
    stop = unit[2] if unit else end
    rank = _rank(text, match, cues, measure, stop, before)
    if rank is not None:
        return rank
    if measure.kind != "percent" and (_LABEL.match(text, max(0, number - _REACH), number) or _year(match, measure)):
        return None
    if "từ" in cues.words[-2:] and match["b"] is None and _FROM.match(text, stop):
        return None
    if match["of"]:
        return _fraction(folded, match, cues, unit)
    return _measured(folded, match, cues, unit)


def _attached(text: str, number: int, end: int) -> bool:
    """Is the number a piece of a symbol or a mark of a list: "113/KH", "05-NQ", "covid-19", "H55", "(1)", "± 0,5"?"""
    before = text[number - 1 : number]
    if before.isalpha() or before in ("±", "_", "#") or text[max(0, number - 2) : number] in ("± ", "/ "):
        return True
    if before == "-" and text[number - 2 : number - 1].isalpha():
        return True
    after, next_after = text[end : end + 1], text[end + 1 : end + 2]
    if after in ("/", "-", ".", "_") and (next_after.isalpha() or (after != "/" and next_after.isdigit())):
        return not (after == "/" and text.startswith(("/năm", "/tháng", "/quý", "/tuần"), end))
    return after == ")" and before in ("", " ") and not text.rfind("(", 0, number) > text.rfind(")", 0, number)


def _in_brackets(text: str, number: int, end: int) -> bool:
    """Of "ba mươi (30) ngày": a number repeated in brackets; "(1)" alone is a mark of a list."""
    bracketed = text[number - 1 : number] == "(" and text[end : end + 1] == ")"
    return bracketed and text[: number - 1].rstrip().endswith((*_WORDS, "mươi", "lăm", "mốt", "trăm"))


def _year(match: re.Match[str], measure: Measure) -> bool:
    if not (len(match["a"]) == 4 and match["a"].isdigit() and 1900 <= int(match["a"]) <= 2100):
        return False
    return measure.kind in ("unknown", "never") or (match["b"] is not None and len(match["b"]) == 4)


def _value(token: str, kind: str) -> float | None:
    """The number of a token by the rules of :mod:`extractors.vietnamese.number_rules`; None where it is none."""
    if len(token) < 16 and token.isdecimal():  # most numbers, and what the rules make of them
        return float(token)
    reading = decide(token, _NOTHING, _UNITS.get(kind))
    return None if reading is None or reading.value >= 10**15 else float(reading.value)


def _rank(
    text: str, match: re.Match[str], cues: Cues, measure: Measure, stop: int, before: Quantity | None
) -> Quantity | None:
    """The last rank that will do: "TOP 20", "vị trí 10 - 15/63", "thứ hạng từ 20 trở lên", "nhóm 05 huyện dẫn đầu"."""
    if cues.change or measure.kind in ("percent", "point", "duration", "money"):
        return None
    grouped = "nhóm" in cues.words
    peers = grouped and not {"trong", "thuộc", "vào"}.isdisjoint(cues.words) and _PEERS.match(text, match.end())
    group = cues.group and ((grouped and match["of"]) or peers or _LEADERS.match(text, match.end()))
    bare = cues.rank and (match["of"] is not None or not cues.weak)
    listed = (
        match["of"] is not None
        and before is not None
        and before.comparator == "top"
        and before.rank_of is not None
        and text[before.end : match.start()].count(",") <= 2
        and not {".", ";"} & set(text[before.end : match.start()])
    )
    if not (group or bare or listed):
        return None
    value = _value(match["b"] or match["a"], "rank")
    of = _value(match["of"], "rank") if match["of"] else None
    if value is None or not value.is_integer() or not 0 < value < 1000 or (of is not None and of < value):
        return None
    end = match.end()
    trail = _TRAIL.match(text, stop) or _TRAIL.match(text, end)
    return Quantity(
        start=cues.start, end=trail.end() if trail else end, number=match.start(), comparator="top", value=value,
        unit="rank", kind="rank", rank_of=None if of is None else int(of), stated=True, cues=cues.text, confidence=0.95,
    )  # fmt: skip


def _fraction(
    folded: Folded, match: re.Match[str], cues: Cues, unit: tuple[Measure, int, int] | None
) -> Quantity | None:
    """Of fractions: "85/100 điểm" is a score, "44/44 đơn vị" and "2/3 số hồ sơ" a share of all, in percent."""
    point = unit is not None and unit[0].kind == "point"
    kind = "point" if point or "." in match[0] or "," in match[0] else "share"
    value, of = _value(match["a"], kind), _value(match["of"], kind)
    if value is None or not of:
        return None
    comparator, stated = cues.compare or "eq", cues.compare is not None
    shared = unit is None and kind == "share" and cues.change is not None and value < of <= 10  # "giảm 1/3."
    if (kind == "point" or unit is None) and not shared:
        end = unit[2] if unit and point else match.end()
        trail = _TRAIL.match(folded.text, end)
        if value == of and comparator == "le":
            comparator = "eq"  # "đạt điểm tối đa 18/18 điểm": the highest score, no bound
        if trail is not None:
            comparator, stated, end = ("ge" if trail["way"] == "lên" else "le"), True, trail.end()
        return Quantity(
            start=cues.start, end=end, number=match.start(), value=value, comparator=comparator, unit="point",
            kind="score", stated=stated, level=cues.level, cues=cues.text, rule="score", confidence=0.8,
        )  # fmt: skip
    if value > of or match["b"]:
        return None  # "trong khoảng 10 - 15/34 tỉnh" is no share of all
    change = comparators.far_change(folded.text, cues.start, settled=False) if cues.change is None else cues.change
    return Quantity(
        start=cues.start, end=match.end(), number=match.start(), comparator=comparator, unit="percent",
        value=round(100 * value / of, 2), kind="proportion", change=change, stated=stated, level=cues.level,
        cues=cues.text, rule="proportion", confidence=0.8,
    )  # fmt: skip


def _measured(
    folded: Folded, match: re.Match[str], cues: Cues, unit: tuple[Measure, int, int] | None
) -> Quantity | None:
    """A number with its unit, or bare: a level or a change, compared or not."""
    text = folded.text
    measure, end = (unit[0], unit[2]) if unit else (measures.UNKNOWN, match.end())
    value = _value(match["a"], measure.kind)
    value_max = _value(match["b"], measure.kind) if match["b"] else None
    if value is None or (match["b"] and value_max is None):
        return None
    comparator, stated, rule = cues.compare or "eq", cues.compare is not None, None
    trail = _TRAIL.match(text, end)
    if value_max is not None and value_max > value:
        comparator, stated = "between", True
    elif trail is not None:
        rule = "contradictory_cue" if comparator in ("gt", "lt") else None
        comparator, stated, value_max = ("ge" if trail["way"] == "lên" else "le"), True, None
    change, level = cues.change, cues.level
    if measure.kind == "rank":
        change, comparator = _rank_change(cues, comparator)
    rate = _rate_end(text, end)
    end = trail.end() if trail else rate
    if change is None and not (level and measure.kind != "rank") and measure.kind != "unknown":
        settled = measure.kind == "rank" or _SETTLED.match(text, end) is not None
        of_many = measure.kind == "thing" and text.endswith((" của ", " đối với ", " cho "), 0, cues.start)
        change = None if of_many else comparators.far_change(text, cues.start, settled=settled)
    kind = measure.kind if unit else "bare"
    confidence = 0.97 if measure.code and rule is None else 0.8 if kind in ("unknown", "bare") or rule else 0.93
    words = (measure.code or folded.words(unit[1], unit[2])) if unit else None
    return Quantity(
        start=cues.start, end=end, number=match.start(), comparator=comparator, value=value, value_max=value_max,
        unit=words, kind=kind, change=change, stated=stated, level=level, cues=cues.text, rule=rule,
        confidence=confidence,
    )  # fmt: skip


def _rate_end(text: str, end: int) -> int:
    """Past what the unit is counted for: "80 triệu đồng/người/năm"."""
    while (
        "/" in text[end : end + 2]
        and (rate := _RATE.match(text, end)) is not None
        and (unit := measures.read(text, rate.end())) is not None
    ):
        end = unit[2]
    return end


def _rank_change(cues: Cues, comparator: str) -> tuple[str | None, str]:
    """Places are climbed: "lên 5 bậc" and "cao hơn 02 bậc" are an increase, no level."""
    if cues.change:
        return cues.change, comparator
    if "cao hơn" in cues.words:
        return "increase", "eq"
    if any(word in ("lên", "tăng", "lên đến") for word in cues.words):
        return "increase", comparator
    return ("decrease" if "xuống" in cues.words or "giảm" in cues.words else None), comparator


def _in_words(folded: Folded, start: int) -> list[Quantity]:
    """Numbers in words: "ít nhất một bậc", "vị trí thứ nhất"."""
    text, found = folded.text, []
    if " thứ " in text:
        found = [
            Quantity(
                start=match.start(), end=match.end(), number=match.start("word"), comparator="top",
                value=_WORDS[match["word"]], unit="rank", kind="rank", stated=True, cues=match[0], confidence=0.9,
            )
            for match in _ORDINAL.finditer(text, start)
        ]  # fmt: skip
    if " phần " in text:
        found += [share for match in _SHARE.finditer(text, start) if (share := _share(text, match)) is not None]
    for number, end in _spelled(text, start):
        cues, unit = comparators.read(text, number), measures.read(text, end)
        if unit is None or not (cues.compare or cues.change or "lên" in cues.words):
            continue
        change, comparator = cues.change, cues.compare or "eq"
        if unit[0].kind == "rank":
            change, comparator = _rank_change(cues, comparator)
        trail = _TRAIL.match(text, unit[2])
        found.append(
            Quantity(
                start=cues.start, end=trail.end() if trail else unit[2], number=number,
                comparator="ge" if trail else comparator, value=_WORDS[text[number:end]],
                unit=unit[0].code or folded.words(unit[1], unit[2]), kind=unit[0].kind, change=change,
                stated=cues.compare is not None or trail is not None, cues=cues.text, confidence=0.9,
            )
        )  # fmt: skip
    return found


def _share(text: str, match: re.Match[str]) -> Quantity | None:
    """The fraction in percent; "một phần năm 2022" is none."""
    some, whole = _WORDS[match["some"]], _WORDS[match["all"]]
    if some >= whole or has_digit(text[match.end() : match.end() + 2]):
        return None
    cues = comparators.read(text, match.start())
    trail = _TRAIL.match(text, match.end())
    settled = _SETTLED.match(text, match.end()) is not None
    change = cues.change or (None if cues.level else comparators.far_change(text, cues.start, settled=settled))
    return Quantity(
        start=cues.start, end=trail.end() if trail else match.end(), number=match.start(), unit="percent",
        comparator="ge" if trail else cues.compare or "eq", value=round(100 * some / whole, 2), kind="proportion",
        change=change, stated=cues.compare is not None or trail is not None, level=cues.level, cues=cues.text,
        rule="proportion", confidence=0.8,
    )  # fmt: skip


def _spelled(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The words that are small numbers before one of the units that are counted so."""
    for unit in _SPELLED_UNITS:
        end = text.find(unit, start)
        while end >= 0:
            number = text.rfind(" ", start, end) + 1
            if text[number:end] in _WORDS:
                yield number, end
            end = text.find(unit, end + 1)
