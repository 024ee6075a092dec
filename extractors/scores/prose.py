"""Results told in sentences, list items and headings (domain 3.3).

A sentence is read from event to event (points, rank, change …). The words before an event either name a new subject
(:mod:`extractors.scores.subjects`), or only link it to the one before ("; xếp thứ"), or speak of something else, and
then the event is nobody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import context as score_context
from extractors.scores.context import Surroundings
from extractors.scores.subjects import Clauses, Telling
from extractors.structure import Theme, Zone
from extractors.vietnamese import score_words
from extractors.vietnamese.score_words import Event, count, points
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.structure import View

# A sentence is read only where it can hold a result: points, a rank, or a fraction behind "đạt", ":" or "(".
_GATE = re.compile(
    r"\d\s*điểm|xếp\s+(?:thứ|hạng|loại|vị|\d)|hạng\s+\d|thứ\s+\d|(?<!người )(?:đứng|dẫn) đầu|lần lượt"
    r"|(?:đạt|:|\()\s*\(?\d+(?:[.,]\d+)?\s*/"
)
# The last of these: most of what has a slash is a symbol.
_FRACTION = re.compile(r"(?:đạt|:|\()\s*\(?\d+(?:[.,]\d+)?\s*/")
_PERCENT = re.compile(r"(?:đạt|là|:|\(|bằng)\s*(?:tỷ lệ\s*)?\d+(?:[.,]\d+)?\s*%|hạng|thứ")
_RANKED = ("xếp ", "hạng ", "thứ ", "dẫn đầu", "đứng đầu", "lần lượt")
# The end of a sentence: ". Cụ thể", but not the dot of "1. Công tác" or "Tiêu chí 1.2. Thực hiện".
_SENTENCE = re.compile(r"""\.(?<=[\w)"%].)(?<!_.)(?=\s+["(]?(?P<first>[^\W\d_])) | [!?…](?=\s)""", re.VERBOSE)
_NUMBERED = re.compile(r"(?i:lĩnh vực|tiêu chí|thành phần|nội dung|mục|tctp|tc)\s+[\d.IVX]{1,8}$")
# Words that link an event to the subject before it: "; xếp thứ", ", đạt tỷ lệ", " (", " và đứng".
_LINK = re.compile(
    r"""[\s,;:.()"'-]*(?:(?:và|đạt|được|với|là|tương\ ứng|tương\ đương|tỷ\ lệ|bằng|chiếm|số\ điểm|tổng\ điểm|xếp|nằm
        |thuộc|ở|trong|đứng|vào|điểm|kết\ quả|nhưng|song|đồng\ thời|hiện|trên|của|qua|đã|cụ\ thể|tức|hay|thứ\ hạng|bậc
        |hạng|xếp\ hạng|bảng|vị\ trí|chỉ\ số|mức|điểm\ số|chung|tăng|giảm|cũng|so|còn|tiếp\ tục|nên|do\ đó|nhóm|loại
        |giá\ trị|số|trở\ lên|tự\ chấm|tự\ đánh\ giá|tối\ đa)(?:[\s,;:.()"'-]+|$))*""",
    re.VERBOSE,
)
_PROMISED_BEFORE = re.compile(r"(?:từ|trên|dưới|khoảng|tối thiểu|≥|>=?|≤|<=?)\s*$")
_PROMISED_AFTER = re.compile(r"\s*(?:điểm\s*)?trở\s+(?:lên|xuống)")
# What may follow a fraction that is a score: the end, a mark, a bracket, or the next thing said.
_AFTER_SCORE = re.compile(
    r"""\s*(?:$|[,.;:()\[\]*]|(?:và|xếp|đứng|so|giảm|tăng|đạt|nằm|thuộc|với|trong|là|do|nhưng|vì|bằng|tương|chiếm|cao|thấp
        |năm|ở)(?![^\W\d_]))""",
    re.VERBOSE,
)
# Whom a rank is among: "xếp thứ 20/22 Sở ngành", "18/21 sở, ban, ngành tỉnh", up to a mark or the next thing said.
_LISTED = (
    r",\s*(?:ban|ngành|sở|tỉnh|thành\ phố|thị\ xã|huyện|quận|phường|xã|thị\ trấn|đặc\ khu|đơn\ vị|địa\ phương|cơ\ quan"
    r"|đoàn\ thể)(?![^\W\d_])"
)
_AMONG = re.compile(
    rf"""(?:[^,.;:()]|(?={_LISTED}),)*?
    (?=\s*(?:[.;:()]|(?!{_LISTED}),|$
        |\s(?:và|với|đạt|giảm|tăng|nhưng|so\ với|song|xếp|nằm|thuộc\ nhóm|bằng|năm|về)\s))""",
    re.VERBOSE,
)
# A parenthesis behind the score that says more: "(do đơn vị không có chi cục trực thuộc)".
_ASIDE = re.compile(r"\s*(?:điểm\s*)?\((?P<words>[^()]{12,})\)")
_OPENING = frozenset(("fraction", "points", "percent", "shift", "rank", "move", "respectively", "grade", "lost"))
_PROMISABLE = frozenset(("fraction", "points", "percent", "shift", "rank", "change"))
_RESULTS = ("score", "self_score", "appraised_score", "survey_score", "percent", "rank", "grade")
_BETTER = ("tăng", "lên", "cao", "thăng", "cải", "+")
_LONGEST_AMONG = 80
_SHORT = 160
"""A block of this length may tell an area's percentage without naming an index."""


def read(view: View) -> list[Score]:
    """Every result that headings, list items and paragraphs tell, in reading order."""
    found: list[Score] = []
    zones, surroundings = view.outline.zones, Surroundings(view)
    for block in view.blocks:
        folded = view.folded[block.index]
        if block.kind == "table" or folded.offsets is not None or not _may_tell(folded.text):
            continue
        if not zones or zones[block.index] not in (Zone.HEADER, Zone.SIGNATURE):
            found.extend(_Reader(view, block.index, surroundings).read())
    return found


def _may_tell(folded: str) -> bool:
    """A cheap test before the pattern of the gate: most blocks hold none of its words beside a number."""
    at = folded.find("điểm")
    while at >= 0:
        if folded[max(0, at - 2) : at].strip().isdigit():
            return True
        at = folded.find("điểm", at + 4)
    for words in _RANKED:
        if words in folded and _GATE.search(folded):
            return True
    if "/" in folded and _FRACTION.search(folded):
        return True
    told = "%" in folded and (len(folded) <= _SHORT or score_context.named(folded))
    return bool(told) and _PERCENT.search(folded) is not None


def _sentence_ends(text: str) -> list[int]:
    """Where the sentences of a block end, its last one excepted."""
    return [
        at
        for match in _SENTENCE.finditer(text, 6)
        if (at := match.start())
        and (match["first"] is None or match["first"].isupper())
        and not (match["first"] and _NUMBERED.search(text, max(0, at - 24), at))
    ]


class _Reader:
    """Reads one block."""

    def __init__(self, view: View, block: int, surroundings: Surroundings) -> None:
        self.view = view
        self.block = block
        self.folded = view.folded[block].text
        self.text = view.blocks[block].text
        self.named = tuple(score_context.named(self.folded))
        index = surroundings.index(block) or (self.named[0].code if self.named else surroundings.guess(self.folded))
        self.clauses = Clauses(view, self.text, self.folded, index, self.named)
        self.rows: list[Telling] = []
        self.current: Telling | None = None
        self.first_in_rank = False  # "đứng đầu là …": the unit follows
        self.hint: tuple[int, tuple[int, int]] | None = None
        self.years: list[Event] = []
        self.sentence = 0
        self.versus = -1  # the end of the last "so với năm 2020"

    def read(self) -> list[Score]:
        """The results of the block, those that are promised left out."""
        start = 0
        for end in [*_sentence_ends(self.text), len(self.folded)]:
            self._sentence(start, end)
            start = min(end + 1, len(self.folded))
        self._close()
        promising = self.view.outline.theme(self.block) is Theme.TARGETS if self.view.outline.within else False
        return [self._score(row) for row in self.rows if self._is_result(row, promising)]

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
        self.sentence = start
        named = any(start <= index.start < end for index in self.named)
        if not (named or _GATE.search(self.folded, start, end) or _PERCENT.search(self.folded, start, end)):
            self._close()
            return
        found = score_words.events(self.folded, start, end)
        self.years = [event for event in found if event.kind == "year"]
        promised = score_words.listed("promises").search(self.folded, start, end)
        cursor = start
        for event in found:
            if event.kind == "year":
                continue
            told_before = cursor
            cursor = max(event.end, self._event(event, cursor))
            if self.current is not None and self._is_promise(event, promised, told_before):
                self.current.promised = True
        if self.years and named:
            aside = [year for year in self.years if self._in_brackets(start, year.start)]
            match = next((year for year in reversed(self.years) if year not in aside), self.years[-1]).match
            self.hint = (int(match["year_number"]), match.span())

    def _in_brackets(self, start: int, at: int) -> bool:
        return self.folded.count("(", start, at) > self.folded.count(")", start, at)

    def _is_promise(self, event: Event, promised: re.Match[str] | None, cursor: int) -> bool:
        if event.kind not in _PROMISABLE:
            return False
        if promised is not None and promised.start() < event.start:
            bracket = self.folded.rfind("(", promised.end(), event.start)
            return bracket < 0 or self.folded.find(")", bracket, event.start) >= 0
        before = _PROMISED_BEFORE.search(self.folded, cursor, event.start)
        return before is not None or _PROMISED_AFTER.match(self.folded, event.end) is not None

    # -- one event -------------------------------------------------------------------------------------------------

    def _event(self, event: Event, cursor: int) -> int:
        """Give the event to its subject; the end of the words that belong to it."""
        label = self.folded[cursor : event.start]
        opens = event.kind in _OPENING
        if opens and self.current is not None and self.versus == cursor and label.strip(" ,") == "(":
            # "so với năm 2022 (87,51 điểm, xếp thứ 21/63)": what the year compared to had
            compared = self.current.values.get("compared_to_year")
            self._again()
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
        if not _LINK.fullmatch(bare):
            self._close()
        elif self.current is None:
            self.first_in_rank |= event.kind == "rank" and bool(event.match["first"])
        else:
            if year is not None and opens and self.current.values:
                self._again()
                self._date(year)
                if score_words.SELF.search(label):
                    self.current.field_name = "self_score"
            return self._fill(event, cursor)
        return event.end

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
        return next((year for year in behind if ";" not in self.folded[event.end : year.start]), None)

    def _date(self, year: Event | None) -> None:
        if self.current is None:
            return
        if year is not None:
            self.current.year, self.current.year_at = int(year.match["year_number"]), year.match.span()
        elif self.hint is not None:
            self.current.year, self.current.year_at = self.hint

    def _again(self) -> Telling:
        """Another row about the same subject: a second year, a second rank."""
        row = self.current
        assert row is not None
        self.rows.append(row)
        self.current = Telling(
            row.level, row.criterion, row.start, row.end, row.index_code, row.area, row.number, row.unit,
            row.field_name, year=row.year, year_at=row.year_at, confidence=0.85 * row.confidence,
        )  # fmt: skip
        return self.current

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
        elif event.kind == "points":
            row.values.setdefault(row.field_name, points(match["points_number"]))
        elif event.kind == "percent":
            row.values.setdefault("percent", points(match["percent_number"]))
        elif event.kind == "shift":
            name = "percent" if match["shift_what"] == "%" else row.field_name
            row.values.setdefault(name, points(match["shift_to"]))
        elif event.kind == "rank":
            row, end = self._fill_rank(row, event)
        elif event.kind == "move":
            before, after = int(match["move_from"]), int(match["move_to"])
            row.values |= {"rank": after, "rank_change": before - after}
        elif event.kind == "change":
            self._fill_change(row, event)
        elif event.kind == "unscored":
            end = self._fill_unscored(row, event, cursor)
        else:
            self._fill_words(row, event)
        row.end = max(row.end, end)
        return end

    def _fill_fraction(self, row: Telling, event: Event) -> None:
        whole = points(event.match["whole"])
        part = points(event.match["part"], whole)
        score = bool(event.match["fraction_unit"]) or _AFTER_SCORE.match(self.folded, event.end)
        if whole is None or part is None or not 0 < whole <= 1000 or not score:
            self._close()  # "39/45 nhiệm vụ"
        elif row.field_name not in row.values:
            row.values |= {row.field_name: part, "max_score": whole}

    def _fill_rank(self, row: Telling, event: Event) -> tuple[Telling, int]:
        among = _AMONG.match(self.folded, event.end)
        end = among.end() if among and among.end() - event.end < _LONGEST_AMONG else event.end
        if "rank" in row.values:
            row = self._again()
        number = event.match["rank_number"]
        row.values["rank"] = 1 if event.match["first"] else score_words.ordinal(number)
        if event.match["rank_of"]:
            row.values["rank_of"] = int(event.match["rank_of"])
        if score_words.listed("scopes").search(self.folded, event.end, end):
            scope = self.text[event.end : end].strip()
            row.values["rank_scope"] = re.sub(r"^(?:trong|của|các)\s+", "", scope)
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

    def _area(self, row: Telling) -> str | None:
        """The area of the part in which a criterion is told."""
        section = self.view.outline.section(self.block) if row.level in ("criterion", "sub_criterion") else None
        return section.area if section is not None else None

    def _score(self, row: Telling) -> Score:
        end = row.end
        aside = _ASIDE.match(self.text, end)
        if row.level != "total" and aside and not score_words.events(self.folded, *aside.span("words")):
            row.notes.append(aside["words"].strip())
            end = aside.end()
        open_brackets = self.text.count("(", row.start, end) - self.text.count(")", row.start, end)
        if self.text.startswith(")", end) and open_brackets > 0:
            end += 1
        sources: tuple[Source, ...] = ()
        if row.year_at is not None and not row.start <= row.year_at[0] < end:
            sources = (Source("scored_year", self.view.place(self.block, *row.year_at), "sentence"),)
        return Score(
            place=self.view.place(self.block, row.start, end),
            confidence=round(row.confidence, 3),
            sources=sources,
            level=row.level,
            criterion=self.text[slice(*row.criterion)].strip(" ,:;(-–"),
            unit=row.unit,
            index_code=row.index_code,
            criterion_no=row.number,
            area=row.area or self._area(row),
            note="; ".join(row.notes) or None,
            scored_year=row.year,
            **row.values,  # type: ignore[arg-type]
        )
