"""Results told in sentences, list items and headings (domain 3.3).

A sentence is read from event to event (points, rank, change …). The words before an event either name a new subject (an
index, an area, a part of the total, a criterion, a unit), or only link it to the one before ("; xếp thứ"), or speak of
something else, and then the event is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import regex

from extractors import score_context, score_words
from extractors.score_words import Event, count, points
from extractors.structure import Theme, Zone
from extractors.vietnamese import areas, indices
from extractors.vietnamese.text import fold
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.structure import View
    from extractors.vietnamese.indices import IndexMention
    from schemas.document import Place

# A block is read only where it can hold a result: points, a rank, or a fraction behind "đạt", ":" or "(".
_GATE = regex.compile(
    r"\d\s*điểm|xếp|hạng\s+\d|thứ\s+\d|chỉ số[^.]{0,120}\d\s*%|(?:đạt|:|\()\s*\(?\d+(?:[.,]\d+)?\s*/\s*\d"
)
# The end of a sentence: ". Cụ thể", but not the dot of "1. Công tác".
_SENTENCE = regex.compile(
    r'(?<=[\p{L}\d)"%])(?<!(?i:lĩnh vực|tiêu chí|thành phần|nội dung|mục|tctp|tc)\s+[\d.IVX]{1,8})\.(?=\s+["(]?\p{Lu})|[!?…](?=\s)'
)
# Where a clause with a subject of its own begins: "; ", "trong đó: ", ": " (but not that of "Lĩnh vực 1: ").
_CLAUSE = regex.compile(
    r"(?:;|,?\s*trong đó\s*[:,]?|(?:bao\s+)?gồm\s*:|"
    r"(?<!(?:lĩnh vực|tiêu chí|tiêu chí thành phần|nội dung|phần|mục|nhóm)\s*(?:số\s*)?[\divx.]{1,6}):)\s+"
)
# Words that link an event to the subject before it: "; xếp thứ", ", đạt tỷ lệ", " (", " và đứng".
_LINK = regex.compile(
    r"[\s,;:.()\"'-]*(?:(?:và|đạt|được|với|là|tương ứng|tương đương|tỷ lệ|bằng|chiếm|số điểm|tổng điểm|xếp|nằm|thuộc|ở|trong|đứng"
    r"|vào|điểm|kết quả|nhưng|song|đồng thời|hiện|trên|của|qua|đã|cụ thể|tức|hay|thứ hạng|bậc|hạng|xếp hạng|vị trí|chỉ số"
    r"|mức|điểm số|chung|tăng|giảm|điểm và|cũng|so|còn|tiếp tục|nên|do đó|nhóm|loại|giá trị|số)[\s,;:.()\"'-]+)*"
)
# What ends the label before a score: "… đạt", "… :", "… (đạt", "… được chấm".
_VERB = regex.compile(
    r"[\s,:(\[–-]*(?:(?:là|đạt|được|chấm|đã|chỉ|có|với|số điểm|tổng số điểm|điểm số|điểm đạt được|điểm|kết quả|tương ứng|mới|tự|ước|hiện|tỷ lệ|bằng|và|cùng)[\s,:(]*)*$"
)
# "- ", "1. ", "IV) ", "a) ", "Lĩnh vực 1: ", "Tiêu chí 1.2. ", "+ ".
_ITEM = regex.compile(
    r"\s*(?:[-+*•–]\s*)*(?:\(?(?P<plain>\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-zđ])[.):](?!\d)\s*|(?P<plain>\d{1,2}(?:\.\d{1,2}){1,3})\s+)?"
    r"(?:(?P<noun>lĩnh vực|tiêu chí thành phần|tiêu chí|nội dung|chỉ số thành phần|phần|mục|nhóm|tctp|tc)\s*(?:thứ\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5})\s*(?:[:.)-]\s*|\s))?"
)
_PART = regex.compile(
    r"(?P<survey_score>xã hội học|xhh|khảo sát|sự hài lòng)|(?P<self_score>tự chấm|tự đánh giá|tự cho điểm|tự chấm điểm)"
    r"|(?P<appraised_score>thẩm định|hội đồng|tổ công tác|sở nội vụ chấm|bộ nội vụ chấm)"
)
_TOTAL = regex.compile(
    r"tổng\s+(?:số\s+)?điểm|điểm\s+số|kết\s+quả(?:\s+(?:chung|đạt\s+được))?|điểm\s+tổng|điểm\s+chung|số\s+điểm"
)
_REST = regex.compile(r"còn\s+lại\s*$")
# Words before an index that belong to its label: "Tổng điểm chỉ số …", "Kết quả Chỉ số …".
_TOTAL_LEAD = regex.compile(
    r"(?:tổng\s+(?:số\s+)?điểm|kết\s+quả|điểm|bộ|chỉ\s+số|giá\s+trị|thứ\s+hạng|xếp\s+hạng)\s+(?:của\s+|các\s+|đạt\s+được\s+|bộ\s+)?$"
)
# Nouns that a number behind an index counts instead: "… chỉ số CCHC, tỷ lệ hồ sơ trễ hạn 2%".
_OTHER_SUBJECT = regex.compile(r"nhiệm vụ|hồ sơ|văn bản|thủ tục|tỷ lệ|phiếu|tiêu chí|chỉ tiêu")
# What may stand between the start of a clause and the unit that is its subject: "dẫn đầu là ".
_BEFORE_UNIT = regex.compile(
    r"[\s,;:+*•-]*(?:(?:dẫn đầu|đứng đầu|xếp đầu|tiếp theo|tiếp đến|đứng cuối|thứ hai|thứ ba|là|có|gồm|trong đó|và|bảng|xếp hạng|cụ thể"
    r"|năm 20\d\d|trong)[\s,:]+)*"
)
_PROMISED_BEFORE = regex.compile(r"(?:từ|trên|dưới|khoảng|tối thiểu|≥|>=?|≤|<=?)\s*$")
_PROMISED_AFTER = regex.compile(r"\s*(?:điểm\s*)?trở\s+(?:lên|xuống)")
# What may follow a fraction that is a score: the end, a mark, a bracket, or the next thing said.
_AFTER_SCORE = regex.compile(
    r"\s*(?:$|[,.;:()\[\]*]|(?:và|xếp|đứng|so|giảm|tăng|đạt|nằm|thuộc|với|trong|là|do|nhưng|vì|bằng|tương|chiếm|cao|thấp|năm|ở)(?!\p{L}))"
)
_RESULTS = ("score", "self_score", "appraised_score", "survey_score", "percent", "rank", "grade")
# A parenthesis behind the score that says more: "(do đơn vị không có chi cục trực thuộc)".
_ASIDE = regex.compile(r"\s*(?:điểm\s*)?\((?P<words>[^()]{12,})\)")
_AMONG = regex.compile(
    r"[^,.;:()]*?(?=\s*(?:[,.;:()]|$|\s(?:và|với|đạt|giảm|tăng|nhưng|so với|song|xếp|nằm|thuộc nhóm|bằng|năm)\s))"
)


@cache
def _unit_pattern() -> regex.Pattern[str]:
    """The start of a unit's name in the text as written: "Sở T…", "UBND huyện Đ…", "thành phố L…"."""
    return regex.compile(
        rf"(?<!\p{{L}})(?i:{score_words.words('units')})\s+(?:(?i:{score_words.words('units')})\s+)?(?=\p{{Lu}})"
    )


@dataclass(slots=True)
class _Row:
    """A result being read."""

    level: str
    criterion: tuple[int, int]
    start: int
    end: int
    index_code: str = "PAR_INDEX"
    area: str | None = None
    number: str | None = None
    unit: str | None = None
    field_name: str = "score"
    promised: bool = False
    values: dict[str, float | int | str | None] = field(default_factory=dict)
    year: int | None = None
    year_at: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)
    confidence: float = 0.97


@dataclass(frozen=True, slots=True)
class Told:
    """A result told in a sentence, with the year that its own sentence gives and where it stands."""

    score: Score
    year: int | None
    year_place: Place | None


def read(view: View) -> list[Told]:
    """Every result that headings, list items and paragraphs tell, in reading order."""
    told: list[Told] = []
    zones = view.outline.zones
    for block in view.blocks:
        if block.kind == "table" or (zones and zones[block.index] in (Zone.HEADER, Zone.SIGNATURE)):
            continue
        folded = view.folded[block.index].text
        if _GATE.search(folded):
            told.extend(_Reader(view, block.index, folded).read())
    return told


class _Reader:
    """Reads one block."""

    def __init__(self, view: View, block: int, folded: str) -> None:
        self.view = view
        self.block = block
        self.folded = folded
        self.text = view.blocks[block].text
        self.rows: list[_Row] = []
        self.current: _Row | None = None
        self.first_in_rank = False  # "đứng đầu là …": the unit follows
        self.hint: tuple[int, tuple[int, int]] | None = None
        self.years: list[Event] = []
        self.sentence = 0
        chain = view.outline.chain(block) if view.outline.within else []
        titles = " ".join(section.title for section in chain) + " " + (view.header.title or "")
        self.named = indices.find(folded)
        mentioned = indices.find(fold(titles).text) or self.named
        self.index = mentioned[0].code if mentioned else None
        self.promising = next((section.theme for section in chain if section.theme), None) is Theme.TARGETS

    def read(self) -> list[Told]:
        """The results of the block, those that are promised left out."""
        start = 0
        ends = [match.start() for match in _SENTENCE.finditer(self.text) if match.start() > 5]
        for end in [*ends, len(self.folded)]:
            self._sentence(start, end)
            start = min(end + 1, len(self.folded))
        self._close()
        return [self._told(row) for row in self.rows if self._is_result(row)]

    def _is_result(self, row: _Row) -> bool:
        """Whether the row says what was reached; in a part of targets only what is said of a year gone by does."""
        if row.promised or not any(row.values.get(name) is not None for name in _RESULTS):
            return False
        plan_year = self.view.header.plan_year
        past = row.year is not None and plan_year is not None and row.year < plan_year
        return past or not self.promising

    def _sentence(self, start: int, end: int) -> None:
        found = score_words.events(self.folded, start, end)
        self.sentence = start
        self.years = [event for event in found if event.kind == "year"]
        promised = score_words.listed("promises").search(self.folded, start, end)
        cursor = start
        for event in found:
            if event.kind == "year":
                continue
            told_before = cursor
            cursor = max(event.end, self._event(event, cursor, start))
            if self.current is not None and self._is_promise(event, promised, told_before):
                self.current.promised = True
        if self.years and any(start <= index.start < end for index in self.named):
            match = self.years[-1].match
            self.hint = (int(match["year_number"]), match.span())

    def _is_promise(self, event: Event, promised: regex.Match[str] | None, cursor: int) -> bool:
        if event.kind not in ("fraction", "points", "percent", "rank", "change"):
            return False
        if promised is not None and promised.start() < event.start:
            bracket = self.folded.rfind("(", promised.end(), event.start)
            return bracket < 0 or self.folded.find(")", bracket, event.start) >= 0
        return bool(
            _PROMISED_BEFORE.search(self.folded[cursor : event.start]) or _PROMISED_AFTER.match(self.folded, event.end)
        )

    # -- one event -------------------------------------------------------------------------------------------------

    def _event(self, event: Event, cursor: int, sentence: int) -> int:
        """Give the event to its subject; the end of the words that belong to it."""
        label = self.folded[cursor : event.start]
        opens = event.kind in ("fraction", "points", "percent", "rank", "move", "respectively", "grade")
        if opens and label.rstrip().endswith("còn lại") and event.kind == "points":
            if self.current is not None and self.current.level == "total":
                self.current.level = (
                    "part"  # "58,5/60,5 điểm, còn lại 7,5 điểm …": the first is a part, the second a maximum
                )
            return event.end
        if opens and self._open(event, cursor, sentence):
            return self._fill(event, cursor)
        year = next((year for year in self.years if cursor <= year.start < event.start), None)
        bare = self.folded[cursor : year.start] + self.folded[year.end : event.start] if year else label
        if not _LINK.fullmatch(bare + " "):
            self._close()
            return event.end
        if self.current is None:
            self.first_in_rank |= event.kind == "rank" and bool(event.match["first"])
            return event.end
        if year is not None and opens and self.current.values:
            self._again()
            self._date(year)
        return self._fill(event, cursor)

    def _open(self, event: Event, cursor: int, sentence: int) -> bool:
        """Open the rows that the words before the event name; False where they name none."""
        label = self.folded[cursor : event.start]
        verb = _VERB.search(label)
        name_end = cursor + (verb.start() if verb else len(label))
        if event.kind == "respectively":
            return self._series(event, cursor, name_end)
        row = self._labelled(cursor, name_end, event, verb[0] if verb else "") or self._whole(cursor, name_end, event)
        if row is None:
            return False
        if row is not self.current:
            self._close()
            self.current = row
            self._date(self._year_before(sentence, event))
        if self.first_in_rank:
            self.current.values["rank"] = 1
            self.first_in_rank = False
        return True

    def _labelled(self, start: int, end: int, event: Event, verb: str) -> _Row | None:
        """The area, part or criterion that the label names."""
        for at in self._pieces(start, end):
            item = _ITEM.match(self.folded, at, end)
            name_at = item.end() if item else at
            number = (item["number"] or item["plain"]) if item else None
            found = areas.of_heading(self.folded[name_at:end].strip(), scored=True) if name_at < end else None
            if found is not None and found.code != "survey":
                if event.kind == "points" and not regex.search(r"đạt|được|chấm|chỉ|với|là", verb):
                    return None  # a maximum alone: "Cải cách thể chế: 12 điểm"
                if event.kind == "percent" and not regex.search(r"đạt|chỉ|là|bằng", verb):
                    return None
                return _Row(
                    "area", (name_at, end), at, event.end, self.index or "PAR_INDEX", found.code,
                    self._written(number, at, name_at), confidence=0.97 * found.confidence,
                )  # fmt: skip
            if item and item["noun"] and item["noun"].startswith(("tiêu chí", "tc")) and event.kind == "fraction":
                level = (
                    "sub_criterion" if "thành phần" in item["noun"] or (number or "").count(".") == 2 else "criterion"
                )
                return _Row(
                    level, (name_at, end), at, event.end, number=self._written(number, at, name_at), confidence=0.85
                )
        return self._part(self._pieces(start, end)[0], end, event)

    def _part(self, start: int, end: int, event: Event) -> _Row | None:
        """What a council appraised, what a survey found, what the unit gave itself."""
        match = _PART.search(self.folded, start, end)
        if match is None or event.kind not in ("fraction", "points", "percent"):
            return None
        if self._index(match.end(), end) or end - match.start() > 120:
            return None
        name = match.lastgroup or "score"
        current = self.current
        if current is not None and current.level == "total" and "score" not in current.values and current.values:
            current.field_name = name
            return current
        total = name == "self_score" and (current is None or current.level != "total")
        if self.index is None:
            return None
        name_at = self._trim(start, end)
        row = _Row("total" if total else "part", name_at, name_at[0], event.end, self.index, confidence=0.85)
        row.area = "survey" if name == "survey_score" else None
        row.field_name = "self_score" if name == "self_score" else "score"
        return row

    def _whole(self, start: int, end: int, event: Event) -> _Row | None:
        """The total of an index, told of it or of a unit."""
        piece = self._pieces(start, end)[0]
        match = self._index(start, end)
        if score_words.listed("statistics").search(self.folded, piece, end):
            return None
        if match is not None:
            other = _OTHER_SUBJECT.search(self.folded, match.end, end) and match.code != "SIPAS"
            if other or end - match.end > 200:
                return None
            lead = _TOTAL_LEAD.search(self.folded, start, match.start)
            at = lead.start() if lead else match.start
            row = _Row("total", (at, end), at, event.end, match.code)
            row.unit = self._owner(match.end, end)
            if row.unit is None and self.current is not None and self.current.start >= self.sentence:
                row.unit = self.current.unit  # "Chỉ số CCHC của tỉnh A …, PAPI …"
            if regex.search(r"tự (?:chấm|đánh giá)", self.folded[piece:end]):
                row.field_name = "self_score"
            return row
        if self.index is None or _OTHER_SUBJECT.search(self.folded, piece, end):
            return None
        unit = self._unit(piece, end, event)
        if unit is not None:
            row = _Row("total", (unit, end), unit, event.end, self.index, confidence=0.85)
            row.unit = self.text[unit:end].strip(" ,:")
            return row
        total = _TOTAL.search(self.folded, piece, end)
        if total is None or not _BEFORE_UNIT.fullmatch(self.folded, piece, total.start()):
            return None
        row = _Row("total", (total.start(), end), total.start(), event.end, self.index, confidence=0.9)
        row.unit = self._owner(total.end(), end)
        return row

    def _unit(self, piece: int, end: int, event: Event) -> int | None:
        """Where the unit begins that is the subject of the clause."""
        unit = _unit_pattern().search(self.text, piece, end)
        if unit is None or end - unit.start() > 80 or not _BEFORE_UNIT.fullmatch(self.folded, piece, unit.start()):
            return None
        direct = "," not in self.folded[unit.start() : end]
        return unit.start() if direct or event.kind in ("fraction", "points", "rank") else None

    def _series(self, event: Event, start: int, end: int) -> bool:
        """Several units that share one verb: "Sở A và Sở B với số điểm lần lượt là 87,61 và 86,70"."""
        piece = self._pieces(start, end)[0]
        units = [
            unit
            for unit in _unit_pattern().finditer(self.text, piece, end)
            if unit.start() == piece or self.folded[: unit.start()].endswith(("và ", ", ", ": ", "là "))
        ]
        tokens = regex.findall(r"\d+(?:[.,]\d+)?", event.match["series"])
        if self.index is None or len(units) != len(tokens):
            return False
        self._close()
        for unit, following, token in zip(units, [*units[1:], None], tokens, strict=True):
            until = following.start() if following else end
            row = _Row("total", (unit.start(), until), piece, event.end, self.index, confidence=0.8)
            row.unit = regex.sub(r"[\s,]+(?:và|với số điểm)?[\s,]*$", "", self.text[unit.start() : until])
            row.criterion = (unit.start(), unit.start() + len(row.unit))
            row.values["percent" if "%" in event.match["series"] else "score"] = points(token)
            self.rows.append(row)
        return True

    # -- values ----------------------------------------------------------------------------------------------------

    def _fill(self, event: Event, cursor: int) -> int:
        row = self.current
        if row is None:
            return event.end
        end = getattr(self, f"_fill_{event.kind}")(row, event, cursor)
        row.end = max(row.end, end)
        return end

    def _fill_fraction(self, row: _Row, event: Event, cursor: int) -> int:
        whole = points(event.match["whole"])
        part = points(event.match["part"], whole)
        score = bool(event.match["fraction_unit"]) or _AFTER_SCORE.match(self.folded, event.end)
        if whole is None or part is None or not 0 < whole <= 1000 or not score:
            self._close()
        elif row.field_name not in row.values:
            row.values |= {row.field_name: part, "max_score": whole}
        return event.end

    def _fill_points(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault(row.field_name, points(event.match["points_number"]))
        return event.end

    def _fill_percent(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault("percent", points(event.match["percent_number"]))
        return event.end

    def _fill_rank(self, row: _Row, event: Event, cursor: int) -> int:
        among = _AMONG.match(self.folded, event.end)
        end = among.end() if among and among.end() - event.end < 80 else event.end
        scope = self.text[event.end : end].strip()
        if "rank" in row.values:
            row = self._again()
        number = event.match["rank_number"]
        row.values["rank"] = 1 if event.match["first"] or number == "nhất" else 2 if number == "nhì" else int(number)
        if event.match["rank_of"]:
            row.values["rank_of"] = int(event.match["rank_of"])
        if score_words.listed("scopes").search(self.folded, event.end, end):
            row.values["rank_scope"] = regex.sub(r"^(?:trong|của|các)\s+", "", scope)
        row.end = max(row.end, end)
        return end

    def _fill_move(self, row: _Row, event: Event, cursor: int) -> int:
        before, after = int(event.match["move_from"]), int(event.match["move_to"])
        row.values |= {"rank": after, "rank_change": before - after}
        return event.end

    def _fill_change(self, row: _Row, event: Event, cursor: int) -> int:
        way, what = event.match["way"] or event.match["sign"], event.match["what"]
        better = way.startswith(("tăng", "lên", "cao", "thăng", "cải", "+"))
        amount = points(event.match["amount"]) if event.match["amount"][0].isdigit() else count(event.match["amount"])
        if amount is None:
            return event.end
        if what in ("điểm", "%"):
            name = row.field_name if way == "lên" and what == "điểm" else "score_change"
            row.values.setdefault(name, amount if better or name != "score_change" else -amount)
        else:
            row.values.setdefault("rank_change", int(amount) if better else -int(amount))
        return event.end

    def _fill_versus(self, row: _Row, event: Event, cursor: int) -> int:
        year = event.match["versus_year"]
        if year.isdecimal():
            row.values.setdefault("compared_to_year", int(year))
        elif row.year is not None:
            row.values.setdefault("compared_to_year", row.year - 1)
        return event.end

    def _fill_grade(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault("grade", self.text[slice(*event.match.span("grade_word"))])
        return event.end

    def _fill_group(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault("rank_group", self.text[slice(*event.match.span("group_name"))])
        return event.end

    def _fill_maximum(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault("max_score", points(event.match["maximum_points"]))
        return event.end

    def _fill_unscored(self, row: _Row, event: Event, cursor: int) -> int:
        row.values.setdefault("unscored_points", points(event.match["unscored_points"]))
        start = self.folded.rfind("(", cursor, event.start)
        end = self.folded.find(")", event.end)
        if start >= 0 and end >= 0:
            row.notes.append(self.text[start + 1 : end].strip())
            return end + 1
        return event.end

    # -- subjects --------------------------------------------------------------------------------------------------

    def _pieces(self, start: int, end: int) -> list[int]:
        """Where the label may begin: at its last clause first, then at its start."""
        marks = [match.end() for match in _CLAUSE.finditer(self.folded, start, end)]
        return [*reversed(marks), start]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        words = self.folded[start:end]
        return start + len(words) - len(regex.sub(r"^[\s,:;(–-]*(?:trong đó|và)?[\s,:]*", "", words)), end

    def _written(self, number: str | None, start: int, end: int) -> str | None:
        """The number as it stands in the text: "IV", not "iv"."""
        if number is None:
            return None
        at = self.folded.find(number, start, end)
        return self.text[at : at + len(number)] if at >= 0 else number

    def _owner(self, start: int, end: int) -> str | None:
        """The unit that the index is said to be of; None for the document's own agency."""
        return score_context.owner(self.view, self.text, self.folded, start, end)

    def _index(self, start: int, end: int) -> IndexMention | None:
        """The last index named between start and end."""
        return next((index for index in reversed(self.named) if start <= index.start and index.end <= end), None)

    def _year_before(self, sentence: int, event: Event) -> Event | None:
        before = [year for year in self.years if sentence <= year.start < event.start]
        behind = (
            year
            for year in self.years
            if 0 < year.start - event.end < 25 and ";" not in self.folded[event.end : year.start]
        )
        return before[-1] if before else next(behind, None)

    def _date(self, year: Event | None) -> None:
        row = self.current
        if row is None:
            return
        if year is not None:
            row.year, row.year_at = int(year.match["year_number"]), year.match.span()
        elif self.hint is not None:
            row.year, row.year_at = self.hint

    def _again(self) -> _Row:
        """Another row about the same subject: a second year, a second rank."""
        row = self.current
        assert row is not None
        self.rows.append(row)
        self.current = _Row(
            row.level, row.criterion, row.start, row.end, row.index_code, row.area, row.number, row.unit,
            row.field_name, year=row.year, year_at=row.year_at, confidence=0.85 * row.confidence,
        )  # fmt: skip
        return self.current

    def _close(self) -> None:
        if self.current is not None:
            self.rows.append(self.current)
            self.current = None

    def _told(self, row: _Row) -> Told:
        end = row.end
        aside = _ASIDE.match(self.text, end)
        if row.level != "total" and aside and not score_words.events(self.folded, *aside.span("words")):
            row.notes.append(aside["words"].strip())
            end = aside.end()
        if self.text[end : end + 1] == ")" and self.text.count("(", row.start, end) > self.text.count(
            ")", row.start, end
        ):
            end += 1
        sources = []
        if not (row.start <= (row.year_at or (row.start, 0))[0] < end) and row.year_at:
            sources.append(Source("scored_year", self.view.place(self.block, *row.year_at)))
        score = Score(
            place=self.view.place(self.block, row.start, end),
            confidence=round(row.confidence, 3),
            sources=tuple(sources),
            level=row.level,
            criterion=self.text[slice(*row.criterion)].strip(" ,:;(-–"),
            unit=row.unit,
            index_code=row.index_code,
            criterion_no=row.number,
            area=row.area,
            note="; ".join(row.notes) or None,
            scored_year=row.year,
            **row.values,  # type: ignore[arg-type]
        )
        year_place = self.view.place(self.block, *row.year_at) if row.year_at else None
        return Told(score, row.year, year_place)
