"""Results told in sentences, list items and headings (domain 3.3).

A sentence is read from event to event (points, rank, change …). The words before an event either name a new subject
(:mod:`extractors.scores.subjects`), or only link it to the one before ("; xếp thứ"), or speak of something else, and
then the event is nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.scores import completion, gates, links, records
from extractors.scores import context as score_context
from extractors.scores.context import Surroundings
from extractors.scores.filling import BELOW_TOTAL, Filling
from extractors.scores.subjects import Clauses
from extractors.scores.telling import Telling
from extractors.structure import Theme, Zone
from extractors.vietnamese import indices, score_words

if TYPE_CHECKING:
    import re

    from extractors.structure import View
    from extractors.vietnamese.score_words import Event
    from schemas.records import Score

_OPENING = frozenset(
    ("fraction", "points", "value", "percent", "shift", "rank", "move", "respectively", "grade", "lost")
)
_NEXT = 2
"""How far below a total the block may stand that says more of it."""
_FIGURES = frozenset(("points", "fraction", "value"))
_MEASURES = frozenset(("points", "percent", "value", "rank"))
_PROMISABLE = frozenset(("fraction", "points", "value", "percent", "shift", "rank", "change"))
_OF_TOTALS = frozenset(("rank", "grade", "group", "move"))
_RESULTS = ("score", "self_score", "appraised_score", "survey_score", "percent", "rank", "grade")


def read(view: View) -> list[Score]:
    """Every result that headings, list items and paragraphs tell, in reading order."""
    found: list[Score] = []
    zones, surroundings, last = view.outline.zones, Surroundings(view), -_NEXT
    for block in view.blocks:
        folded = view.folded[block.index]
        if block.kind == "table" or folded.offsets is not None or not gates.may_tell(folded.text):
            continue
        if not zones or zones[block.index] not in (Zone.HEADER, Zone.SIGNATURE):
            reader = _Reader(view, block.index, surroundings)
            if found and block.index - last <= _NEXT and gates.goes_on(folded.text) and reader.go_on(found[-1]):
                rest = reader.read()
                joined = completion.with_rest(found[-1], rest[0]) if rest else None
                found[-1:] = [*([joined] if joined is not None else found[-1:]), *rest[joined is not None :]]
            else:
                found.extend(reader.read())
            last = block.index if found and (reader.rows or found[-1].place.block == block.index) else last
    return found


class _Reader(Filling):
    """Reads one block."""

    def __init__(self, view: View, block: int, surroundings: Surroundings) -> None:
        super().__init__(view.blocks[block].text, view.folded[block].text)
        self.view = view
        self.block = block
        self.named = tuple(score_context.named(self.folded))
        index = surroundings.index(block) or (self.named[0].code if self.named else surroundings.guess(self.folded))
        self.clauses = Clauses(view, block, self.text, self.folded, index, self.named)
        self.rank_ahead: int | None = None  # "đứng đầu là …": the unit follows
        self.hint: tuple[int, tuple[int, int]] | None = None
        self.years: list[Event] = []
        self.total: Telling | None = None  # the last total told in the sentence
        self.further: Telling | None = None  # the total of a block before, of which this one says more
        self.of_maxima = False  # "Tổng điểm tối đa là 100 điểm, trong đó thẩm định 70 điểm": the parts are maxima

    def read(self) -> list[Score]:
        """The results of the block, those that are promised left out."""
        start = 0
        for end in [*gates.sentence_ends(self.text), len(self.folded)]:
            self._sentence(start, end)
            start = min(end + 1, len(self.folded))
        self._close()
        promising = self.view.outline.theme(self.block) is Theme.TARGETS if self.view.outline.within else False
        return [records.score(self.view, self.block, row) for row in self.rows if self._is_result(row, promising)]

    def go_on(self, before: Score) -> bool:
        """Read the block as more of the total told right before it: "- Xếp hạng: 13/19." below "- Tổng điểm: 84,56"."""
        if before.level != "total" or before.place.table_row is not None or self.named:
            return False
        self.current = Telling("total", (0, 1), 0, 1, before.index_code, unit=before.unit, year=before.scored_year)
        self.further = self.current
        return True

    def _is_result(self, row: Telling, promising: bool) -> bool:
        """Whether the row says what was reached; in a part of targets only what is said of a year gone by does."""
        if row is self.further and row.values and not row.promised:
            return True
        if row.promised or not any(row.values.get(name) is not None for name in _RESULTS):
            return False
        plan_year = self.view.header.plan_year
        if plan_year is None and self.folded.rfind("(", 0, row.end) > self.folded.rfind(")", 0, row.end):
            plan_year = (self.view.header.issued_year or 0) + 1  # "đạt từ 90 điểm (năm 2025 tự chấm 77,25 điểm)"
        past = row.year is not None and plan_year is not None and row.year < plan_year
        return past or not promising

    def _sentence(self, start: int, end: int) -> None:
        self.sentence, self.outside, self.total, self.of_maxima = start, None, None, False
        named = any(start <= index.start < end for index in self.named)
        if not (named or gates.tells(self.folded, start, end, further=self.current is not None)):
            self._close()
            return
        found = score_words.events(self.folded, start, end)
        self.years = [event for event in found if event.kind == "year"]
        promised = score_words.listed("promises").search(self.folded, start, end)
        if promised is not None and promised[0] == "thang điểm":
            promised = None  # "81,36 điểm trên thang điểm 100" says what is the most, and promises nothing
        cursor = start
        for event in found:
            if (
                event.start < cursor
                or event.kind == "year"
                or (event.kind == "value" and not self._is_value(event, cursor))
            ):
                continue
            told_before = cursor
            cursor = max(event.end, self._event(event, cursor))
            self.of_maxima |= event.kind == "maximum" and self.current is None
            if self.current is not None and self._is_promise(event, promised, told_before):
                self.current.promised = True
        if self.years and named:
            aside = [year for year in self.years if self._in_brackets(start, year.start)]
            match = next((year for year in reversed(self.years) if year not in aside), self.years[-1]).match
            self.hint = (int(match["year_number"]), match.span())

    def _is_value(self, event: Event, cursor: int) -> bool:
        """Whether a figure without a unit is the value of an index or of a total: "Chỉ số DTI là 0,5107, đứng"."""
        if self.current is not None and links.PART.search(self.folded, cursor, event.start):
            return True
        said = links.SAID.search(self.folded, cursor, event.start)
        if said is None:
            return False
        index = self.clauses.index
        clause = max(cursor, *(self.folded.rfind(mark, cursor, said.start()) + 1 for mark in ";:,("))
        if index not in (None, "PAR_INDEX") and indices.part(self.folded[clause : said.start()].strip(), index or ""):
            return True  # "kinh tế số đạt 0,6421, xếp hạng 41/63"
        return (
            bool(score_context.named(self.folded, cursor, said.start()))
            or links.SUM.search(self.folded, cursor, event.start) is not None
        )

    def _is_promise(self, event: Event, promised: re.Match[str] | None, cursor: int) -> bool:
        if event.kind not in _PROMISABLE or self._defines(event, cursor):
            return False
        if promised is not None and promised.start() < event.start and not self._measures(promised):
            bracket = self.folded.rfind("(", promised.end(), event.start)
            return bracket < 0 or self.folded.find(")", bracket, event.start) >= 0
        before = links.PROMISED_BEFORE.search(self.folded, cursor, event.start)
        return before is not None or links.PROMISED_AFTER.match(self.folded, event.end) is not None

    def _defines(self, event: Event, cursor: int) -> bool:
        """Whether a bracket behind a result only says what its class or group is: "nhóm II (từ 80 đến 90 điểm)"."""
        if event.kind not in ("fraction", "points", "percent") or self.current is None or not self.current.values:
            return False
        return links.DEFINES.search(self.folded, cursor, event.start) is not None

    def _measures(self, promised: re.Match[str]) -> bool:
        """Whether a word of promises only stands within the label: "Tác động đến … các chỉ tiêu …: 13/16,5"."""
        row = self.current
        if row is None or row.level not in BELOW_TOTAL or promised[0] not in links.MEASURED:
            return False
        return row.criterion[0] < promised.start() < row.criterion[1]

    # -- one event -------------------------------------------------------------------------------------------------

    def _event(self, event: Event, cursor: int) -> int:
        """Give the event to its subject; the end of the words that belong to it."""
        if event.kind == "rank" and not event.match["rank_of"] and self._counts(event):
            return event.end
        if event.kind == "rank" and links.FOLLOWS.match(self.folded, event.end):
            self._close()
            first = bool(event.match["first"])  # "dẫn đầu là xã An Bình (92 điểm)", "xếp hạng nhì là Sở Y tế với"
            self.rank_ahead = 1 if first else score_words.ordinal(event.match["rank_number"])
            return event.end
        self._return(event.start)
        label = self.folded[cursor : event.start]
        passed = self._passed_over(event, cursor, label) if label else None
        if passed is not None:
            return passed
        opens = event.kind == "maximum" or event.kind in _OPENING
        if opens and self.current is not None and self.versus == cursor and label.strip(" ,") == "(":
            # "so với năm 2022 (87,51 điểm, xếp thứ 21/63)": what the year compared to had
            compared = self.current.values.get("compared_to_year")
            self._again(event.start)
            self.current.year, self.current.year_at = (compared if isinstance(compared, int) else None), None
            return self._fill(event, cursor)
        if opens and self._open(event, cursor):
            return self._fill(event, cursor)
        year = next((year for year in self.years if cursor <= year.start < event.start), None)
        bare = label if year is None else self.folded[cursor : year.start] + self.folded[year.end : event.start]
        bare = bare if self.current is None else links.GOES_ON.sub("", links.REMARK.sub("", bare), count=1)
        if not links.LINK.fullmatch(bare):
            self._leave(event.start)
        elif self.current is None:
            if event.kind == "rank" and event.match["first"]:
                self.rank_ahead = 1
        else:
            if year is not None and opens and self.current.values:
                self._again(event.start)
                self._date(year)
            if event.kind in _FIGURES and "tự" in label and score_words.SELF.search(label):
                self.current.field_name = "self_score"  # "đạt 54,5/60 điểm (điểm tự chấm là 58 điểm)"
            if event.kind in _OF_TOTALS and self.current.level == "part" and self.total is not None and ";" in label:
                self._resume(self.total)  # "… điểm khảo sát đạt 25,16/35 điểm; xếp thứ 14/19"
            return self._fill(event, cursor)
        return event.end

    def _passed_over(self, event: Event, cursor: int, label: str) -> int | None:
        """The end of an event that is no result, for the words before it; None where it may be one."""
        kind, row = event.kind, self.current
        if "(" in label and row is not None:
            if (kind == "maximum" or kind in _OPENING) and links.WITHOUT.search(label):
                return max(event.end, self.folded.find(")", event.end))
            if self._defines(event, cursor):
                return max(event.end, self.folded.find(")", event.end))
        if row is not None and kind in _MEASURES and links.THAN_WORDS.search(label) and links.THAN.search(label):
            amount = links.AMOUNT.match(self.folded, event.end) if kind == "rank" else None
            return amount.end() if amount else event.end  # "kém đơn vị dẫn đầu 8,2 điểm"
        if kind == "grade" and links.CLASSED.search(label):
            self._close()
            return event.end
        told = kind == "percent" and row is not None and row.values  # "9,12 điểm, chiếm 91,17%"
        if kind in ("fraction", "points", "percent") and not told and score_words.WEIGHT.search(label):
            self._close()
            return event.end
        if kind in ("points", "value") and links.OF_MAXIMA.search(label):
            self._close()
            self.of_maxima = True
            return event.end
        if kind == "points" and label.rstrip().endswith("còn lại"):
            if row is not None and row.level == "total":
                row.level = "part"  # "58,5/60,5 điểm, còn lại 7,5 điểm": a part, and a maximum of the rest
            return event.end
        return None

    def _counts(self, event: Event) -> bool:
        """Whether it is no rank: "Kết quả xếp hạng 11 huyện, thị xã" counts, "nhóm 5 đơn vị dẫn đầu" groups."""
        if event.match["first"]:
            return links.AHEAD.search(self.folded, self.sentence, event.start) is not None
        return links.COUNTED.match(self.folded, event.end) is not None and links.ORDINAL.search(event.match[0]) is None

    def _open(self, event: Event, cursor: int) -> bool:
        """Open the row of the subject that the words before the event name; False where they name none."""
        if event.kind == "respectively":
            found = self.clauses.series(event, cursor)
            if found:
                self._close()
                for self.current in found:
                    self._date(self._year(event))
                    self._close()
            return bool(found)
        row = self.clauses.find(event, cursor, self.current, self.sentence)
        if row is None or (row.level == "part" and self.of_maxima):
            return False
        if event.kind == "maximum" and row.level == "total":
            return False  # "Lĩnh vực 1: điểm chuẩn 13 điểm, điểm đạt 12 điểm" opens a row, "Tổng điểm tối đa 100" none
        if row.level == "part" and row.unit is None and self.total is not None:
            row.unit = self.total.unit
        if row is not self.current:
            self._close()
            self.current = row
            self.outside = self._around(row, event.start)
            self.total = row if row.level == "total" else self.total
            self._date(self._year(event))
        if self.rank_ahead is not None:
            row.values["rank"] = self.rank_ahead
            self.rank_ahead = None
        return True

    def _around(self, row: Telling, at: int) -> tuple[Telling, int] | None:
        """The total outside a bracket that tells its parts: "82,9 điểm (thẩm định 58,7; XHH 24,2), xếp thứ 15/20"."""
        if row.level == "total" or self.total is None or not self._in_brackets(self.total.end, at):
            return None
        closes = self.folded.find(")", at)
        return (self.total, closes) if closes >= 0 else None

    def _leave(self, at: int) -> None:
        """Close the row at words about something else; behind a bracket that holds them it goes on."""
        row = self.current
        self._close()
        if row is not None and self.outside is None and self._in_brackets(max(row.start, self.sentence), at):
            closes = self.folded.find(")", at)
            self.outside = (row, closes) if closes >= 0 else None

    def _year(self, event: Event) -> Event | None:
        """The year that dates an event: the last before it in its sentence, else one right behind it."""
        before = [year for year in self.years if year.start < event.start]
        if before:
            return before[-1]
        behind = (year for year in self.years if 0 < year.start - event.end < 25)
        return next((year for year in behind if self._dates(event.end, year)), None)

    def _dates(self, end: int, year: Event) -> bool:
        """Whether a year behind a result is its own: "(năm 2022)", not "(năm 2021 hạng 3)" nor ", bằng năm 2021"."""
        between = self.folded[end : year.start]
        if ";" in between or links.LIKE.search(between):
            return False
        return "(" not in between or self.folded.startswith(")", year.end)

    def _date(self, year: Event | None) -> None:
        if self.current is None:
            return
        if year is not None:
            self.current.year, self.current.year_at = int(year.match["year_number"]), year.match.span()
        elif self.hint is not None:
            self.current.year, self.current.year_at = self.hint

    def _return(self, at: int) -> None:
        """Go back to the row outside a bracket that has closed, or from a part to its total."""
        if self.outside is not None and at > self.outside[1]:
            row = self.outside[0]
            self.outside = None
            self._resume(row)
