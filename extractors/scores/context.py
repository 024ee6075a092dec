"""What stands around a result and dates it: its heading, the caption of its table, the sentences before it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from extractors.vietnamese import indices, score_words
from extractors.vietnamese.text import fold, key

if TYPE_CHECKING:
    from extractors.structure import View
    from extractors.vietnamese.indices import IndexMention
    from schemas.document import Place

# "năm 2021"; the year that is compared to ("so với năm 2020", "bằng năm 2020") dates nothing.
_YEAR = re.compile(
    r"(?<!so với )(?<!so với cùng kỳ )(?<!bằng )(?<!hơn )(?<!như )(?<!tương đương )"
    r"năm\s+(?P<year>(?:19|20)\d\d)(?!\d|\s*-)"
)
# A result that is named with its year, whatever is to be done about it: "khắc phục … tại kết quả Chỉ số CCHC năm 2022",
# "phê duyệt và công bố Chỉ số CCHC các sở năm 2022", "tiêu chí mất điểm của Chỉ số CCHC năm 2022"; but not "nâng cao
# kết quả Chỉ số CCHC năm 2022".
_NAMED_RESULT = re.compile(
    r"(?:tại|theo|công\s+bố|phê\s+duyệt|báo\s+cáo"
    r"|(?:mất\s+điểm|điểm\s+thấp|thấp\s+điểm|chưa\s+đạt\s+điểm\s+tối\s+đa)\s+(?:của|trong|thuộc))\s+(?:kết\s+quả\s+|đánh\s+giá\s+|xếp\s+hạng\s+)*(?:bộ\s+)?chỉ\s+số"
    r"[^.;]{0,150}?(?<!so với )năm\s+(?P<year>(?:19|20)\d\d)(?!\d|\s*-)"
)
_RESULT = re.compile(r"kết quả|công bố|đánh giá|báo cáo|xếp hạng|phê duyệt|chấm điểm|thẩm định|tự chấm|điểm")
# A ranking that names no index: "Kết quả đánh giá, xếp loại cải cách hành chính năm 2020".
_RANKING = re.compile(r"(?:xếp\s+(?:loại|hạng)|chấm\s+điểm)[^.;]{0,60}(?:cải\s+cách\s+hành\s+chính|cchc)")
# The same in a title or heading: "Kết quả chấm điểm công tác cải cách hành chính năm 2022", "Xếp loại CCHC".
_SCORED_REFORM = re.compile(
    r"(?:chấm\s+điểm|thẩm\s+định|đánh\s+giá,\s+xếp|xếp\s+(?:loại|hạng))[^.;]{0,60}(?:cải\s+cách\s+hành\s+chính|cchc)"
)
# The title of a report on the reform: "Kết quả cải cách hành chính quý III năm 2025".
_REPORTED = re.compile(r"(?:kết quả|tình hình)[^.;]{0,60}(?:cải cách hành chính|cchc)")
# A cheap test whether a text can name an index.
_INDEX = re.compile(
    "chỉ số|index|papi|sipas|pci|dti|pgi|pari|hiệu quả quản trị|năng lực cạnh tranh|xếp hạng|hài lòng|điểm số|sẵn sàng"
)
# A document about the reform, and words that rank what it tells.
_REFORM = re.compile(r"cải cách hành chính|cchc")
_WORTH = re.compile(r"xếp (?:hạng|loại|thứ)|đứng thứ")
_SAME_AGENCY = 75
"""How alike two names of an agency are, out of 100: "Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội"."""
# What is said of a unit behind its name: "Phường Thái Hòa xếp cuối", "tỉnh tăng đều qua các năm".
_PREDICATE = re.compile(r"\s+(?:xếp|đứng|dẫn|đạt|có|được|tăng|giảm|tiếp tục|luôn|cũng|vẫn|đã|như|cụ thể)\s.*$")
_LEVELS = {
    "tỉnh": "province",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
}
"""The level of a body that its noun alone tells: "Chỉ số PAPI của tỉnh" in a department's document is not its own."""
_ABOVE = 3
"""How many blocks above a table may be its caption."""


def named(folded: str, start: int = 0, end: int | None = None) -> list[IndexMention]:
    """The indices that a folded text names."""
    last = len(folded) if end is None else end
    return indices.find(folded, start, last) if _INDEX.search(folded, start, last) else []


@cache
def _owner_pattern() -> re.Pattern[str]:
    units = score_words.words("units")
    return re.compile(rf"(?<![^\W_])(?<![/-])(?P<unit>(?:{units})(?![^\W\d_])[^,;:()]*)")


def owner(view: View, text: str, folded: str, start: int, end: int) -> str | None:
    """The unit that an index or a table is said to be of, as written; None for the document's own agency."""
    own = _owner_pattern().search(folded, start, end)
    if own is None:
        return None
    return other_unit(view, text[slice(*own.span("unit"))])


def other_unit(view: View, unit: str) -> str | None:
    """A unit's name as written, or None where it is the document's own agency ("Sở", "Sở Lao động - TB&XH")."""
    unit = re.sub(r"\s+(?:trong\s+)?năm\s+20\d\d.*$", "", unit, flags=re.IGNORECASE)
    unit = _PREDICATE.sub("", unit).strip(" ,:.-")
    agency = view.header.agency
    level = _LEVELS.get(unit.lower())
    if level is not None and view.header.agency_level not in (None, level, "central"):
        return unit
    if " " not in unit or (agency and fuzz.token_set_ratio(key(unit), key(agency)) >= _SAME_AGENCY):
        return None
    return unit


def year_above(view: View, block: int, *, table: bool) -> tuple[int, Place] | None:
    """The year that the heading, the caption or the sentences above a result speak of."""
    if table:
        for above in range(block - 1, max(-1, block - 1 - _ABOVE), -1):
            if view.blocks[above].kind != "table" and (found := _year_in(view, above, view.folded[above].text)):
                return found
    if view.outline.within:
        for section in view.outline.chain(block):
            found = _year_in(view, section.block, view.folded[section.block].text[: section.end])
            if found:
                return found
        annex = view.outline.annex(block)
        if annex is not None:
            for line in range(annex.first, min(annex.first + 4, block)):
                if found := _year_in(view, line, view.folded[line].text):
                    return found
    return None


def year_of_document(view: View, until: int) -> tuple[int, Place] | None:
    """The year of the results that the document's first sentences speak of ("công bố chỉ số CCHC năm 2022")."""
    found = None
    for block in view.blocks[:until]:
        folded = view.folded[block.index].text
        about = "chỉ số" in folded or _RANKING.search(folded) or named(folded)
        if block.kind != "table" and about and _RESULT.search(folded):
            found = _year_in(view, block.index, folded) or found
    if found is None and _REPORTED.search(fold(view.header.title or "").text):
        source = next((source.place for source in view.header.sources if source.field == "title"), None)
        if source is not None:
            return _year_in(view, source.block, view.folded[source.block].text)
    return found


def _year_in(view: View, block: int, folded: str) -> tuple[int, Place] | None:
    """The year of a text about an index or about points, unless it speaks of making them better."""
    if "năm" not in folded:
        return None
    for start, end in _sentences(folded):
        named_result = _NAMED_RESULT.search(folded, start, end)
        if named_result is not None:
            return int(named_result["year"]), view.place(block, *named_result.span("year"))
        year = _YEAR.search(folded, start, end)
        about = year and (_RESULT.search(folded, start, end) or named(folded, start, end))
        if about and year and not score_words.listed("improvements").search(folded, start, year.end()):
            return int(year["year"]), view.place(block, *year.span("year"))
    return None


def _sentences(folded: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(r"[.;](?=\s)", folded)]
    return list(zip([0, *ends], [*ends, len(folded)], strict=True))


def index_of(view: View, block: int) -> str:
    """The index that a table's caption, heading or title names; the reform index where none does."""
    for above in range(block - 1, max(-1, block - 1 - _ABOVE), -1):
        if view.blocks[above].kind != "table" and (found := named(view.folded[above].text)):
            return found[0].code
    found = named(fold(view.header.title or "").text)
    return found[0].code if found else "PAR_INDEX"


class Surroundings:
    """The index that the headings and the title are about, found once a part."""

    def __init__(self, view: View) -> None:
        self.view = view
        title = fold(view.header.title or "").text
        self.title = self._code(title)
        self.reform = _REFORM.search(title) is not None
        self.known: dict[int, str | None] = {}

    def index(self, block: int) -> str | None:
        """The index of the nearest heading that names one, else of the title."""
        for part in self.view.outline.chain(block) if self.view.outline.within else ():
            if part.index not in self.known:
                self.known[part.index] = self._code(self.view.folded[part.block].text[part.start : part.end])
            if (code := self.known[part.index]) is not None:
                return code
        return self.title

    def guess(self, folded: str) -> str | None:
        """The reform index, where a document about the reform tells points and what they are worth, naming no index."""
        return "PAR_INDEX" if self.reform and "điểm" in folded and _WORTH.search(folded) else None

    @staticmethod
    def _code(folded: str) -> str | None:
        found = named(folded)
        return found[0].code if found else "PAR_INDEX" if _SCORED_REFORM.search(folded) else None
