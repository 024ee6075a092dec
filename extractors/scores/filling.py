"""What an event of a sentence puts into the row that is being read, and the further rows that it opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import links
from extractors.scores.telling import Telling
from extractors.vietnamese import score_words
from extractors.vietnamese.score_words import count, points

if TYPE_CHECKING:
    from extractors.vietnamese.score_words import Event

BELOW_TOTAL = ("area", "criterion", "sub_criterion")
POINTS = ("score", "self_score", "appraised_score", "survey_score")
_BOTH = ("score", "self_score")
_BETTER = ("tăng", "lên", "cao", "thăng", "cải", "+")
_LONGEST_AMONG = 80


class Filling:
    """The rows of a block while it is read, and the one that is being told."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self.rows: list[Telling] = []
        self.current: Telling | None = None
        self.sentence = 0
        self.versus = -1  # the end of the last "so với năm 2020"
        self.outside: tuple[Telling, int] | None = None  # the row outside a bracket, and where the bracket closes

    def _in_brackets(self, start: int, at: int) -> bool:
        return self.folded.count("(", start, at) > self.folded.count(")", start, at)

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
            if row.level in BELOW_TOTAL and links.FULL.search(self.folded, max(row.criterion[1], cursor), event.start):
                row.values.setdefault("max_score", row.values[row.field_name])
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
            if match["move_until"]:
                row.year, row.year_at = int(match["move_until"]), match.span("move_until")
            if match["move_since"]:
                row.values.setdefault("compared_to_year", int(match["move_since"]))
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
            beside = any(name in row.values for name in POINTS if name != row.field_name)
            row.values[row.field_name] = part
            row.values["max_score"] = row.values.get("max_score", whole) if beside else whole

    def _fill_shift(self, row: Telling, event: Event) -> None:
        """From what to what; a year behind the first value makes it a row of its own."""
        match = event.match
        name = "percent" if match["shift_what"] == "%" else row.field_name
        if match["shift_since"] and row.values and row.year != int(match["shift_since"]):
            row = self._again()  # "xếp thứ 6, từ 82,5 điểm (năm 2020) tăng lên 88,15 điểm (năm 2021)"
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
        again = links.RANK_AGAIN.match(self.folded, end)
        if again is not None and int(again["rank"]) == row.values["rank"]:
            row.values.setdefault("rank_of", int(again["of"]))  # "thứ 4 khối huyện (4/15 đơn vị)"
            end = again.end()
        return row, end

    def _fill_change(self, row: Telling, event: Event) -> None:
        way, what, written = event.match["way"] or event.match["sign"], event.match["what"], event.match["amount"]
        if links.THAN_OTHERS.match(self.folded, event.end):
            return  # "thẩm định 85,75 điểm (giảm 6,75 điểm so với điểm tự chấm)"
        if self.outside is not None and row.year is not None and row.year < (self.outside[0].year or row.year + 1):
            row = self.outside[0]  # "hạng 11/20 (năm 2021 xếp hạng 9/20, giảm 2 bậc)": the change is of the year told
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
            if row.level in BELOW_TOTAL and links.FULL.search(self.folded, row.criterion[1], event.end):
                row.values.setdefault(row.field_name, row.values["max_score"])

    def _fill_unscored(self, row: Telling, event: Event, cursor: int) -> int:
        row.values.setdefault("unscored_points", points(event.match["unscored_points"]))
        start, end = self.folded.rfind("(", cursor, event.start), self.folded.find(")", event.end)
        if start < 0 or end < 0:
            return event.end
        row.notes.append(self.text[start + 1 : end].strip())
        return end + 1
