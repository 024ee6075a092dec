"""The words of results: points, percents, ranks, changes, grades, and the index that they are about (domain 3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from schemas.quick import quick
from schemas.vocabulary import load

Match = re.Match[str]

_POINTS = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[.,]\d{3}$")
_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNT = "|".join(_COUNTS)
_ORDINALS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_UNITS = ("một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín")
_ORDINALS |= {f"mười {word}": 10 + number for number, word in enumerate(_UNITS, 1)}
_ORDINALS |= {"hai mươi": 20, "hai mươi mốt": 21, "hai mươi hai": 22}
_ORDINAL = r"năm(?=\s*(?:[,.;:()/]|$))|" + "|".join(
    word.replace(" ", r"\s+") for word in sorted(_ORDINALS, key=len, reverse=True)
)


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """One thing said in a sentence about results: ``kind`` is the name of its pattern, ``match`` has the values."""

    kind: str
    start: int
    end: int
    match: Match


def points(token: str, maximum: float | None = None) -> float | None:
    """The points that a token writes: one mark is decimal ("17,5", "12.446"), unless only thousands fit ("1.000").

    Points are small: a token with a thousands mark is read as thousands only where the maximum says so.
    """
    bare = token.strip().replace(" ", "")
    if not _POINTS.fullmatch(bare):
        return None
    value = float(bare.replace(",", "."))
    if maximum is not None and maximum >= 1000 and _GROUPED.search(bare):
        return float(bare.replace(",", "").replace(".", ""))
    return value


def count(word: str) -> int | None:
    """A small whole number in figures or words: "06", "một"."""
    return int(word) if word.isdecimal() else _COUNTS.get(word)


def ordinal(word: str) -> int:
    """A place in figures or words: "20", "nhất", "hai"; "năm" is the fifth."""
    return int(word) if word.isdecimal() else _ORDINALS.get(" ".join(word.split()), 5)


@cache
def words(name: str) -> str:
    """A list of ``scores.toml`` as alternatives of a pattern, longest first."""
    return "|".join(
        regex.escape(word).replace("\\ ", r"\s+")
        for word in sorted(load("scores")["words"][name], key=len, reverse=True)
    )


@cache
def listed(name: str) -> re.Pattern[str]:
    """Any word of a list of ``scores.toml``, whole."""
    return re.compile(rf"(?<![^\W\d_])(?:{words(name)})(?![^\W\d_])")


@cache
def grades() -> re.Pattern[str]:
    """Any class: "tốt", "khá", "trung bình"."""
    return re.compile(words("grades"))


@cache
def totals() -> re.Pattern[str]:
    """Any label of a total: "tổng cộng"."""
    return re.compile(words("totals"))


@cache
def named_unit() -> regex.Pattern[str]:
    """The start of a unit's name in the text as written: "Sở T…", "UBND huyện Đ…", "thành phố L…", "Công an tỉnh"."""
    units = f"(?i:{words('units')})"
    whole = r"(?i:thanh tra|công an|văn phòng (?:ubnd|ủy ban nhân dân|hđnd))\s+(?=(?:tỉnh|thành phố|huyện)(?!\p{L}))"
    return regex.compile(rf"(?<!\p{{L}})(?:{units}\s+(?:{units}\s+)?(?=\p{{Lu}})|{whole})")


SELF = re.compile(r"tự (?:chấm|đánh giá)")
"""What a unit gave itself."""
WEIGHT = re.compile(r"(?:chiếm|trọng\s+số)(?:\s+(?:là|tỷ lệ|tỷ trọng|tối đa))?[\s:]*$")
"""Before what an index counts for: "SIPAS chiếm 10/100 điểm của PAR INDEX", "trọng số là"."""
_RANK = r"(?:vị\s+trí\s+thứ|vị\s+trí|vị\s+thứ|thứ\s+hạng|hạng\s+thứ|thứ\s+bậc|thứ\s+tự|hạng|thứ)"
_FREE = r"(?<![.,/-])"
"""Before a number that is not part of a longer token ("26/7", "2,5", "H-5")."""

_FIGURE = r"\d{1,3}[.,]\d{1,4}"
_STOP = r"(?=\s*(?:[,;()]|\.(?!\d)|$)|\s+(?:và|xếp|đứng|so|tăng|giảm|cao|thấp|thuộc|nằm)\s)"
"""What follows a figure that has no unit: "là 0,5107, đứng hạng", "đạt 42,07 và thuộc"."""

# How every pattern below begins: most words of a sentence are passed over by this alone, at a tenth of the price.
_FIRST = rf"""{_NUMBER}\s*(?:/|%|điểm|trên\s|đ\s*/) | {_FIGURE}{_STOP} | [+-]\s*(?:\d|{_COUNT}) | so\s | năm\s+(?:19|20)
    | không\s+(?:chấm|đánh|tính|xét) | từ\s+(?:\d|vị|thứ|hạng)
    | (?:giảm|tăng|tụt|lên|xuống|hạ|thăng|lùi|rớt)\s | (?:cao|thấp)\s+hơn\s | cải\s+thiện\s
    | (?:giữ|đạt|ở|về)\s+(?:ở\s+)?(?:vị|thứ|hạng) | xếp | (?:đứng|dẫn)\s | vị\s+t | thứ | hạng
    | (?:phân|đạt|đánh\s+giá)\s*(?:loại|hạng|mức) | loại\s | nhóm\s
    | (?:bị\s+)?(?:trừ|mất|hụt)\s | tối\s+đa | trên\s+tổng | thang\s+điểm | điểm\s+chuẩn | lần\s+lượt"""


def _figures() -> dict[str, str]:
    """What a number may be, tried in this order."""
    return {
        # "85.44/100 điểm", "11,5/ 13,5", "18đ/20đ", "79,48 điểm/97,5 điểm", "10,5 trên 13 điểm", "13 trên tổng số 15"
        "fraction": rf"""{_FREE}(?!\d+\.\d{{3}}\s*đ\b)(?P<part>{_NUMBER})\s*(?:(?P<slash>(?:điểm|đ)?\s*/)\s*
                |(?:điểm\s+)?trên\s+(?:tổng\s+(?:số\s+)?|thang\s+(?:điểm\s+)?|số\s+)?)(?P<whole>
                {_NUMBER})
            (?(slash)(?![\d/]|[.,]\d|\s*-\s*\d|-[^\W\d_])\s*|\s*(?=điểm|[,.;()]|$))(?P<fraction_unit>điểm|đ(?![^\W_]))?""",
        # "86,8 điểm", but not "63 điểm cầu"
        "points": rf"""{_FREE}(?P<points_number>{_NUMBER})\s*điểm
            (?!\s*(?:%|cầu|đến|thi|giao|trường|bưu|du|mới|nghẽn|nóng|phần\s+trăm)|[^\W\d_])""",
        # "81,52%", "91,77% điểm"
        "percent": rf"{_FREE}(?P<percent_number>{_NUMBER})\s*(?:%|điểm\s*%)(?:\s*điểm)?",
        # "là 0,5107, đứng hạng": the value of an index that has no unit
        "value": rf"{_FREE}(?P<value_number>{_FIGURE}){_STOP}",
    }


def _said() -> dict[str, str]:
    """What words may say of a result, tried in this order."""
    return {
        # "so với năm 2020", "so với cùng kỳ năm 2021", "so năm trước"
        "versus": r"""so\s+(?:với\s+)?(?:(?:cùng\s+kỳ|kết\s+quả|điểm|chỉ\s+số)\s+)?(?:của\s+)?(?:năm\s+)?
            (?P<versus_year>(?:19|20)\d\d|năm\s+(?:trước|ngoái))""",
        # "năm 2022"
        "year": r"năm\s+(?P<year_number>(?:19|20)\d\d)(?!\d)",
        # "không chấm 01 tiêu chí 1 điểm do …": points that were not scored
        "unscored": rf"""không\s+(?:chấm|đánh\s+giá|tính|xét)(?:\s+điểm)?(?:\s+(?:\d+\s+)?[^\W\d_]+){{0,6}}?
            ,?\s+(?P<unscored_points>{_NUMBER})\s*điểm""",
        # "từ thứ hạng 51 lên thứ hạng 31"
        "move": rf"""từ\s+{_RANK}\s+(?P<move_from>\d{{1,3}})(?:/\d+)?(?:\s+[^\W\d_]+){{0,3}}?
            (?:\s*\(?năm\s+(?P<move_since>(?:19|20)\d\d)\)?)?(?:\s+[^\W\d_]+){{0,2}}?
            \s+(?:lên|xuống|tới|đến)\s+(?:{_RANK}\s+)+(?P<move_to>\d{{1,3}})(?:\s*/\s*(?P<move_of>\d{{1,3}}))?
            (?:(?:\s+[^\W\d_]+){{0,2}}?\s*\(?năm\s+(?P<move_until>(?:19|20)\d\d)\)?)?""",
        # "giảm từ 86,18% xuống còn 80,91%", "tăng từ 84 lên 86,5 điểm", "từ 77,2% (2016) lên 84,55% (2020)"
        "shift": rf"""từ\s+(?P<shift_from>{_NUMBER})\s*(?:%|điểm)?\s*
            (?:\((?:năm\s+)?(?:(?P<shift_since>(?:19|20)\d\d)|[^)]{{1,20}})\)\s*)?
            (?:(?:đã\s+)?(?:tăng|giảm|nâng|tụt)\s+)?(?:lên|xuống|tới|thành)(?:\s+(?:còn|thành|mức))*
            \s+(?P<shift_to>{_NUMBER})\s*(?P<shift_what>%|điểm)
            (?:\s*\((?:năm\s+)?(?P<shift_until>(?:19|20)\d\d)\))?""",
        # "giảm 1.41 điểm", "tăng 01 bậc", "tụt 7 bậc", "lên một bậc", "(+6,39%)", "cao hơn 2,19%"
        "change": rf"""(?:(?P<way>giảm|tăng|tụt|lên|xuống|hạ|cao\s+hơn|thấp\s+hơn|thăng|lùi|rớt|cải\s+thiện)
            (?:\s+(?:được|thêm|vọt|nhẹ|mạnh|tới|đến|hạng|điểm|bậc|thứ\s+hạng|đi))*\s+|(?:(?<=\()|(?<=\(\s))(?P<sign>[+-])\s*)
            (?P<amount>{_NUMBER}|{_COUNT})(?!\d)\s*(?P<what>điểm|bậc|hạng|thứ\s+bậc|thứ\s+hạng|vị\s+trí|%)
            (?:\s*(?:,|và)\s+(?P<further>{_NUMBER})\s*(?P<further_what>điểm|bậc|hạng|%)(?![^\W\d_]))?""",
        # "xếp thứ 20/22 Sở ngành", "xếp hạng 11/34", "đứng thứ 15", "vị trí thứ 56/63", "thứ 1/6 tỉnh …", "đứng đầu"
        "rank": rf"""(?:(?P<told>(?:xếp|đứng|giữ|đạt|ở|về)\s+(?:ở\s+)?(?:{_RANK}\s*)+:?\s*)
                | (?P<bare>xếp\s*:?\s*)
                | (?P<among>{_RANK}(?:\s+chung)?\s*:?\s*)
                | (?:vị\s+trí\s+thứ|thứ\s+hạng|hạng)\s*:?\s*)
                (?P<rank_number>\d{{1,3}}|(?(told)(?:{_ORDINAL})(?![^\W\d_])|(?!)))
                (?(bare)(?=\s*/))(?(among)(?=\s*/\s*\d))
                (?![\d.,]*\d)(?:(?:\s*/\s*|\s+(?:trong|trên)\s+(?:tổng\s+)?(?:số\s+)?)(?P<rank_of>\d{{1,3}})
                    (?!\d|\s*(?:năm|tháng|ngày|tiêu\s+chí|lĩnh\s+vực|chỉ\s+số)(?![^\W\d_])))?
            | (?<!người\s)(?:đứng|dẫn|xếp)\s+(?P<first>đầu)""",
        # "xếp loại Tốt", "xếp hạng: Khá", "đạt loại Xuất sắc", ", loại Khá"
        "grade": rf"""(?:(?:xếp|phân|đạt|đánh\s+giá)\s*(?:loại|hạng|mức(?:\s+độ)?)|(?:(?<=[,;(-])|(?<=[,;(-]\s))loại)\s*
            (?:ở\s+mức\s+)?:?\s*["']?
            (?P<grade_word>{words("grades")})(?![^\W\d_])["']?""",
        # "nhóm II", "nhóm A", "nhóm trung bình cao", "nhóm điều hành Khá", "nhóm các tỉnh có chất lượng điều hành Tốt"
        "group": rf"""nhóm\s+(?:(?:các\s+)?(?:tỉnh|tỉnh,\s+thành\s+phố|địa\s+phương|đơn\s+vị|cơ\s+quan)\s+)?
            (?:(?:có|đạt|xếp)\s+)?(?:(?:chất\s+lượng|kết\s+quả|mức|mức\s+độ|loại|điểm|chỉ\s+số)\s+)*(?:điều\s+hành\s+)?["']?
            (?P<group_name>(?:cao|thấp)\s+nhất|(?:tương\s+đối\s+)?(?:cao|thấp)|trung\s+bình(?:\s*-?\s*(?:cao|thấp|khá)(?!\s+nhất))?
                |[ivx]+|[a-e]|{words("grades")}|\d(?!\s+(?:đơn|cơ|tỉnh|địa|sở|huyện|xã|phường|bộ|nước)\b))(?![^\W_])["']?""",
        # "bị trừ 1,5 điểm": what was lost is no result, but what follows is of the same subject
        "lost": rf"(?<!điểm\s)(?:bị\s+)?(?:trừ|mất|hụt)\s+{_NUMBER}(?:\s*/\s*{_NUMBER})?\s*điểm",
        # "tối đa 17,5 điểm", "trên tổng số 100 điểm"; not "đạt tối đa 14/14 điểm"
        "maximum": rf"""(?:tối\s+đa|trên\s+tổng\s+(?:số\s+)?|thang\s+điểm|điểm\s+chuẩn)\s*(?:là\s+|:\s*)?
            (?P<maximum_points>{_NUMBER})(?![\d.,]*\d|\s*/)\s*(?:điểm)?""",
        # "lần lượt là 87,61 và 86,70"
        "respectively": rf"""lần\s+lượt\s+(?:là|đạt)\s+
            (?P<series>{_NUMBER}(?:\s*(?:điểm|%))?(?:\s*(?:,|và)\s+{_NUMBER}(?:\s*(?:điểm|%))?)+)""",
    }


@cache
def _events(*, figure: bool) -> re.Pattern[str]:
    """One pattern of the events that begin with a figure, or of those that begin with a word; its last group is one."""
    patterns = _figures() if figure else _said()
    return re.compile(" | ".join(f"(?P<{kind}> {pattern} )" for kind, pattern in patterns.items()), re.VERBOSE)


# Where a pattern may begin; the patterns together are tried only there.
_BEGINNING = re.compile(rf"(?<![^\W_])(?:{_FIRST})", re.VERBOSE)


def events(folded: str, start: int = 0, end: int | None = None) -> list[Event]:
    """What a text says about results, in reading order."""
    found = []
    at, last = start, len(folded) if end is None else end
    while beginning := _BEGINNING.search(folded, at, last):
        at = beginning.start()
        match = _events(figure=folded[at].isdecimal()).match(folded, at, last)
        if match is None:
            at += 1
            continue
        assert match.lastgroup is not None
        found.append(Event(match.lastgroup, at, match.end(), match))
        at = match.end()
    return found
