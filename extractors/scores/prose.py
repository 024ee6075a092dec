"""Results told in sentences, list items and headings (domain 3.3).

A sentence is read from event to event (points, rank, change …). The words before an event either name a new subject
(:mod:`extractors.scores.subjects`), or only link it to the one before ("; xếp thứ"), or speak of something else, and
then the event is nobody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import context as score_context
from extractors.scores import gates, links, records
from extractors.scores.context import Surroundings
from extractors.scores.subjects import Clauses
from extractors.scores.telling import Telling
from extractors.structure import Theme, Zone
from extractors.vietnamese import score_words
from extractors.vietnamese.score_words import Event, count, points

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.records import Score

_OPENING = frozenset(
    ("fraction", "points", "value", "percent", "shift", "rank", "move", "respectively", "grade", "lost")
)
_PROMISABLE = frozenset(("fraction", "points", "value", "percent", "shift", "rank", "change"))
_BOTH = ("score", "self_score")
_OF_TOTALS = frozenset(("rank", "grade", "group", "move"))
_RESULTS = ("score", "self_score", "appraised_score", "survey_score", "percent", "rank", "grade")
_BETTER = ("tăng", "lên", "cao", "thăng", "cải", "+")
_LONGEST_AMONG = 80


def read(view: View) -> list[Score]:
    """Every result that headings, list items and paragraphs tell, in reading order."""
    found: list[Score] = []
    zones, surroundings = view.outline.zones, Surroundings(view)
    for block in view.blocks:
        folded = view.folded[block.index]
        if block.kind == "table" or folded.offsets is not None or not gates.may_tell(folded.text):
            continue
        if not zones or zones[block.index] not in (Zone.HEADER, Zone.SIGNATURE):
            found.extend(_Reader(view, block.index, surroundings).read())
    return found


class _Reader:
    """Reads one block."""

    def __init__(self, view: View, block: int, surroundings: Surroundings) -> None:
        self.view = view
        self.block = block
        self.folded = view.folded[block].text
        self.text = view.blocks[block].text
        self.named = tuple(score_context.named(self.folded))
        index = surroundings.index(block) or (self.named[0].code if self.named else surroundings.guess(self.folded))
        self.clauses = Clauses(view, block, self.text, self.folded, index, self.named)
        self.rows: list[Telling] = []
        self.current: Telling | None = None
        self.first_in_rank = False  # "đứng đầu là …": the unit follows
        self.hint: tuple[int, tuple[int, int]] | None = None
        self.years: list[Event] = []
        self.sentence = 0
        self.versus = -1  # the end of the last "so với năm 2020"
        self.outside: tuple[Telling, int] | None = None  # the row outside a bracket, and where the bracket closes
        self.total: Telling | None = None  # the last total told in the sentence

    def read(self) -> list[Score]:
        """The results of the block, those that are promised left out."""
        start = 0
        for end in [*gates.sentence_ends(self.text), len(self.folded)]:
            self._sentence(start, end)
            start = min(end + 1, len(self.folded))
        self._close()
        promising = self.view.outline.theme(self.block) is Theme.TARGETS if self.view.outline.within else False
        return [records.score(self.view, self.block, row) for row in self.rows if self._is_result(row, promising)]

    def _is_result(self, row: Telling, promising: bool) -> bool:
        """Whether the row says what was reached; in a part of targets only what is said of a year gone by does."""
        if row.promised or not any(row.values.get(name) is not None for name in _RESULTS):
            return False
        plan_year = self.view.header.plan_year
        if plan_year is None and self.folded.rfind("(", 0, row.end) > self.folded.rfind(")", 0, row.end):
            plan_year = (self.view.header.issued_year or 0) + 1  # "đạt từ 90 điểm (năm 2025 tự chấm 77,25 điểm)"
        past = row.year is not None and plan_year is not None and row.year < plan_year
        return past or not promising

    def _sentence(self, start: int, end: int) -> None:
        self.sentence, self.outside, self.total = start, None, None
        named = any(start <= index.start < end for index in self.named)
        if not (named or gates.tells(self.folded, start, end, further=self.current is not None)):
            self._close()
            return
        found = score_words.events(self.folded, start, end)
        self.years = [event for event in found if event.kind == "year"]
        promised = score_words.listed("promises").search(self.folded, start, end)
        cursor = start
        for event in found:
            if event.kind == "year" or (event.kind == "value" and not self._is_value(event, cursor)):
                continue
            told_before = cursor
            cursor = max(event.end, self._event(event, cursor))
            if self.current is not None and self._is_promise(event, promised, told_before):
                self.current.promised = True
        if self.years and named:
            aside = [year for year in self.years if self._in_brackets(start, year.start)]
            match = next((year for year in reversed(self.years) if year not in aside), self.years[-1]).match
            self.hint = (int(match["year_number"]), match.span())

    def _is_value(self, event: Event, cursor: int) -> bool:
        """Whether a figure without a unit is the value of an index or of a total: "Chỉ số DTI là 0,5107, đứng"."""
        said = links.SAID.search(self.folded, cursor, event.start)
        if said is None:
            return False
        return (
            bool(score_context.named(self.folded, cursor, said.start()))
            or links.SUM.search(self.folded, cursor, event.start) is not None
        )

    def _in_brackets(self, start: int, at: int) -> bool:
        return self.folded.count("(", start, at) > self.folded.count(")", start, at)

    def _is_promise(self, event: Event, promised: re.Match[str] | None, cursor: int) -> bool:
        if event.kind not in _PROMISABLE:
            return False
        if promised is not None and promised.start() < event.start:
            bracket = self.folded.rfind("(", promised.end(), event.start)
            return bracket < 0 or self.folded.find(")", bracket, event.start) >= 0
        before = links.PROMISED_BEFORE.search(self.folded, cursor, event.start)
        return before is not None or links.PROMISED_AFTER.match(self.folded, event.end) is not None

    # -- one event -------------------------------------------------------------------------------------------------

    def _event(self, event: Event, cursor: int) -> int:
        """Give the event to its subject; the end of the words that belong to it."""
        if event.kind == "rank" and not event.match["rank_of"] and self._counts(event):
            return event.end
        if event.kind == "rank" and event.match["first"] and links.FOLLOWS.match(self.folded, event.end):
            self._close()
            self.first_in_rank = True  # "dẫn đầu là xã An Bình (92 điểm)"
            return event.end
        self._return(event.start)
        label = self.folded[cursor : event.start]
        opens = event.kind in _OPENING
        if opens and self.current is not None and links.WITHOUT.search(label):
            return max(event.end, self.folded.find(")", event.end))
        if opens and self.current is not None and self.versus == cursor and label.strip(" ,") == "(":
            # "so với năm 2022 (87,51 điểm, xếp thứ 21/63)": what the year compared to had
            compared = self.current.values.get("compared_to_year")
            self._again(event.start)
            self.current.year, self.current.year_at = (compared if isinstance(compared, int) else None), None
            return self._fill(event, cursor)
        told = event.kind == "percent" and self.current is not None and self.current.values  # "9,12 điểm, chiếm 91,17%"
        if event.kind in ("fraction", "points", "percent") and not told and score_words.WEIGHT.search(label):
            self._close()
            return event.end
        if event.kind == "points" and label.rstrip().endswith("còn lại"):
            if self.current is not None and self.current.level == "total":
                self.current.level = "part"  # "58,5/60,5 điểm, còn lại 7,5 điểm": a part, and a maximum of the rest
            return event.end
        if opens and self._open(event, cursor):
            return self._fill(event, cursor)
        year = next((year for year in self.years if cursor <= year.start < event.start), None)
        bare = label if year is None else self.folded[cursor : year.start] + self.folded[year.end : event.start]
        bare = bare if self.current is None else links.GOES_ON.sub("", links.REMARK.sub("", bare), count=1)
        if not links.LINK.fullmatch(bare):
            self._close()
        elif self.current is None:
            self.first_in_rank |= event.kind == "rank" and bool(event.match["first"])
        else:
            if year is not None and opens and self.current.values:
                self._again(event.start)
                self._date(year)
                if score_words.SELF.search(label):
                    self.current.field_name = "self_score"
            if event.kind in _OF_TOTALS and self.current.level == "part" and self.total is not None and ";" in label:
                self._resume(self.total)  # "… điểm khảo sát đạt 25,16/35 điểm; xếp thứ 14/19"
            return self._fill(event, cursor)
        return event.end

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
        if row is None:
            return False
        if row is not self.current:
            self._close()
            self.current = row
            self.outside = None
            self.total = row if row.level == "total" else self.total
            self._date(self._year(event))
        if self.first_in_rank:
            row.values["rank"] = 1
            self.first_in_rank = False
        return True

    def _year(self, event: Event) -> Event | None:
        """The year that dates an event: the last before it in its sentence, else one right behind it."""
        before = [year for year in self.years if year.start < event.start]
        if before:
            return before[-1]
        behind = (year for year in self.years if 0 < year.start - event.end < 25)
        return next((year for year in behind if self._dates(event.end, year)), None)

    def _dates(self, end: int, year: Event) -> bool:
        """Whether a year behind a result is its own: "(năm 2022)", not "(năm 2021 hạng 3)"."""
        between = self.folded[end : year.start]
        return ";" not in between and ("(" not in between or self.folded.startswith(")", year.end))

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

    def _resume(self, row: Telling) -> None:
        self._close()
        self.rows = [other for other in self.rows if other is not row]
        self.current = row

    def _again(self, at: int | None = None) -> Telling:
        """Another row about the same subject: a second year, a second rank; of a bracket's where ``at`` is in one."""
        row = self.current
        assert row is not None
        self.rows.append(row)
        if at is not None and self._in_brackets(self.sentence, at):
            closes = self.folded.find(")", at)
            self.outside = (row, closes) if closes >= 0 else None
        self.current = Telling(
            row.level, row.criterion, row.start, row.end, row.index_code, row.area, row.number, row.unit,
            row.field_name, year=row.year, year_at=row.year_at, confidence=0.85 * row.confidence,
        )  # fmt: skip
        return self.current

    def _aside(self, row: Telling) -> None:
        """Move the rank within a region to a row of its own."""
        aside = Telling(
            row.level, row.criterion, row.start, row.end, row.index_code, row.area, row.number, row.unit,
            row.field_name, row.promised, year=row.year, year_at=row.year_at, confidence=0.85 * row.confidence,
        )  # fmt: skip
        aside.values = {name: row.values.pop(name, None) for name in ("rank", "rank_of", "rank_scope")}
        self.rows.append(aside)

    def _close(self) -> None:
        if self.current is not None:
            self.rows.append(self.current)
            self.current = None

    # -- values ----------------------------------------------------------------------------------------------------

    def _fill(self, event: Event, cursor: int) -> int:
        """Put what the event says into the row; the end of its words."""
        row, match = self.current, event.match
        if row is None:
            return event.end
        end = event.end
        if event.kind == "fraction":
            self._fill_fraction(row, event)
        elif event.kind in ("points", "value"):
            row.values.setdefault(row.field_name, points(match[f"{event.kind}_number"]))
        elif event.kind == "percent":
            row.values.setdefault("percent", points(match["percent_number"]))
        elif event.kind == "shift":
            self._fill_shift(row, event)
        elif event.kind == "rank":
            row, end = self._fill_rank(row, event)
        elif event.kind == "move":
            before, after = int(match["move_from"]), int(match["move_to"])
            row.values |= {"rank": after, "rank_change": before - after}
            if match["move_of"]:
                row.values["rank_of"] = int(match["move_of"])
        elif event.kind == "change":
            self._fill_change(row, event)
        elif event.kind == "unscored":
            end = self._fill_unscored(row, event, cursor)
        else:
            self._fill_words(row, event)
        row.end = max(row.end, end)
        if row.field_name == "self_score" and row.level == "total" and None not in map(row.values.get, _BOTH):
            row.field_name = "score"
        return end

    def _fill_fraction(self, row: Telling, event: Event) -> None:
        whole = points(event.match["whole"])
        part = points(event.match["part"], whole)
        score = bool(event.match["fraction_unit"]) or links.AFTER_SCORE.match(self.folded, event.end)
        if whole is None or part is None or not 0 < whole <= 1000 or not score:
            self._close()  # "39/45 nhiệm vụ"
        elif row.field_name not in row.values:
            beside = row.field_name == "self_score" and "score" in row.values
            row.values[row.field_name] = part
            row.values["max_score"] = row.values.get("max_score", whole) if beside else whole

    def _fill_shift(self, row: Telling, event: Event) -> None:
        """From what to what; a year behind the first value makes it a row of its own."""
        match = event.match
        name = "percent" if match["shift_what"] == "%" else row.field_name
        if match["shift_since"] and name not in row.values:
            row.values[name] = points(match["shift_from"])
            row.year, row.year_at, row.end = int(match["shift_since"]), match.span("shift_since"), event.end
            row = self._again()
        row.values.setdefault(name, points(match["shift_to"]))
        if match["shift_until"]:
            row.year, row.year_at, row.end = int(match["shift_until"]), match.span("shift_until"), event.end

    def _fill_rank(self, row: Telling, event: Event) -> tuple[Telling, int]:
        among = links.AMONG.match(self.folded, event.end)
        end = among.end() if among and among.end() - event.end < _LONGEST_AMONG else event.end
        scope = None
        if score_words.listed("scopes").search(self.folded, event.end, end):
            scope = re.sub(r"^(?:trong|của|các)\s+", "", self.text[event.end : end].strip())
        if "rank" in row.values and scope is None and row.values.get("rank_scope"):
            self._aside(row)  # "thứ 4/13 tỉnh vùng … và thứ 20/63": the rank among all is the row's own
        elif "rank" in row.values:
            row = self._again()
        number = event.match["rank_number"]
        row.values["rank"] = 1 if event.match["first"] else score_words.ordinal(number)
        if event.match["rank_of"]:
            row.values["rank_of"] = int(event.match["rank_of"])
        if scope is not None:
            row.values["rank_scope"] = scope
        return row, end

    def _fill_change(self, row: Telling, event: Event) -> None:
        way, what, written = event.match["way"] or event.match["sign"], event.match["what"], event.match["amount"]
        better = way.startswith(_BETTER)
        if event.match["further"] and event.match["further_what"] != what:  # "giảm 18 bậc và 2,07 điểm"
            further = points(event.match["further"]) or 0.0
            self._put_change(row, event.match["further_what"], further if better else -further)
        amount = points(written) if written[0].isdigit() else count(written)
        if amount is None:
            return
        if way == "lên" and what == "điểm":  # "tăng 1,59 điểm lên 85 điểm"
            row.values.setdefault(row.field_name, amount)
        else:
            self._put_change(row, what, amount if better else -amount)

    @staticmethod
    def _put_change(row: Telling, what: str, amount: float) -> None:
        if what in ("điểm", "%"):
            row.values.setdefault("score_change", amount)
        else:
            row.values.setdefault("rank_change", int(amount))

    def _fill_words(self, row: Telling, event: Event) -> None:
        match = event.match
        if event.kind == "versus":
            self.versus = event.end
        if event.kind == "versus" and match["versus_year"].isdecimal():
            row.values.setdefault("compared_to_year", int(match["versus_year"]))
        elif event.kind == "versus" and row.year is not None:  # "so với năm trước"
            row.values.setdefault("compared_to_year", row.year - 1)
        elif event.kind == "grade":
            row.values.setdefault("grade", self.text[slice(*match.span("grade_word"))])
        elif event.kind == "group":
            row.values.setdefault("rank_group", self.text[slice(*match.span("group_name"))])
        elif event.kind == "maximum":
            row.values.setdefault("max_score", points(match["maximum_points"]))

    def _fill_unscored(self, row: Telling, event: Event, cursor: int) -> int:
        row.values.setdefault("unscored_points", points(event.match["unscored_points"]))
        start, end = self.folded.rfind("(", cursor, event.start), self.folded.find(")", event.end)
        if start < 0 or end < 0:
            return event.end
        row.notes.append(self.text[start + 1 : end].strip())
        return end + 1
