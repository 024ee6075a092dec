"""What the words of a column's head say of its cells: their maximum, the number of the ranked, the year, the index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.tables.columns import is_maximum
from extractors.vietnamese import indices, score_words
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import Column

RESULTS = ("score", "self", "appraised", "survey", "percent", "rank", "grade")
# "Điểm đạt (tối đa 18 điểm)", "Tổng điểm (22 điểm)", "Cải cách thể chế (12)", "Điểm tối đa: 10",
# "Điểm (thang điểm 100)", "Điểm đạt/100", "Kinh tế số - 200 điểm"; never a year: "Cải cách thể chế (2022)".
_MAXIMUM = re.compile(
    r"""\(\s*(?:(?:điểm\s+)?(?:tối\s+đa|chuẩn)|max|thang\s+điểm|tổng\s+điểm)?\s*(?:là\s+|[:=]\s*)?
        (?!(?:19|20)\d\d\s*\))(?P<bracket>\d+(?:[.,]\d+)?)\s*(?:đ|điểm)?\s*\)
      | (?:tối\s+đa|thang\s+điểm|max)\s*(?:là\s+|[:=]\s*)?(?P<told>\d+(?:[.,]\d+)?)
      | điểm[^/\d]*/\s*(?P<over>\d+(?:[.,]\d+)?)\s*(?:đ|điểm)?\s*\)?\s*$
      | (?:[-:]|^)\s*(?P<behind>\d+(?:[.,]\d+)?)\s*điểm\s*$""",
    re.VERBOSE,
)
# "Xếp hạng/63", "Thứ hạng năm 2022/63 tỉnh", "Vị trí (trong 63 tỉnh, thành phố)".
_RANKED = re.compile(
    r"(?:hạng|thứ|vị\s+trí|bậc)[^/]*?(?:/|\(?\s*(?:trên|trong)\s+(?:tổng\s+)?(?:số\s+)?)\s*(?P<of>\d{1,3})(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$|\s*[-–]\s*\d+(?:[.,]\d+)?\s*điểm\s*$")
# Heads that measure or divide, and so name no unit: "Điểm số", "Kết quả năm 2022", "Đánh giá của Hội đồng", "Trụ cột".
_MEASURE = re.compile(
    r"điểm|kết quả|xếp|hạng|chỉ số|năm|thẩm định|đánh giá|tự chấm|tỷ lệ|so sánh|so với|%|hội đồng"
    r"|trụ cột|yếu tố|nội dung|lĩnh vực|tiêu chí|thành phần|mức|quý |kỳ "
)
_LONGEST_UNIT = 60


def bare(head: str) -> str:
    """A head without the maximum that it gives."""
    return _IN_BRACKETS.sub("", head).strip(" :-") or head


def naming(column: Column) -> str:
    """The lowest head of a column that names what its cells hold, not only what that is worth."""
    named = (head for head in reversed(column.headers) if not is_maximum(head))
    return next(named, column.headers[-1])


def maximum(column: Column) -> float | None:
    """The maximum that a column's head gives for its cells."""
    for head in reversed(column.headers):
        if "điểm" in head.lower() or "(" in head:
            found = _MAXIMUM.search(fold(head).text)
            if found is not None:
                return score_words.points(found[found.lastgroup or 0])
    return None


def rank_of(column: Column) -> int | None:
    """Of how many the ranks below a head are."""
    for head in reversed(column.headers):
        found = _RANKED.search(fold(head).text)
        if found is not None:
            return int(found["of"])
    return None


def year(column: Column) -> int | None:
    """The year that the head of a column of results or maxima names."""
    found = _YEAR.search(column.header)
    return int(found[0]) if found and column.role in (*RESULTS, "max") else None


def index(column: Column) -> str | None:
    """The index that a column of results is said to be of: "PAR INDEX / Xếp hạng", "SIPAS (%)"."""
    if column.role not in (*RESULTS, "max", "change", "rank_change"):
        return None
    return next((found[0].code for cell in column.cells if (found := indices.find(fold(cell.text).text))), None)


def unit_like(text: str) -> bool:
    """Whether a head above sub-heads names no measure: "Quảng Ninh", "Sở Tư pháp"."""
    return bool(text[:1].isupper() and len(text) <= _LONGEST_UNIT and not _MEASURE.search(fold(text).text))
