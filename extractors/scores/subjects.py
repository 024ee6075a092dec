"""Of whom and of what a sentence tells a result: an area, a criterion, a part of the total, an index, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.scores import context as score_context
from extractors.scores import items
from extractors.scores import subject_words as words
from extractors.scores.telling import Telling
from extractors.structure import Theme
from extractors.vietnamese import areas, indices, provinces, score_words
from extractors.vietnamese.text import fold
from schemas.quick import quick

if TYPE_CHECKING:
    from extractors.structure import View
    from extractors.vietnamese.indices import IndexMention
    from extractors.vietnamese.score_words import Event


_RANKING = frozenset(("fraction", "points", "rank", "grade"))


@quick
@dataclass(frozen=True, slots=True)
class Clauses:
    """The text in which subjects are looked for; ``index`` is what its surroundings are about, ``named`` its own."""

    view: View
    block: int
    text: str
    folded: str
    index: str | None
    named: tuple[IndexMention, ...]

    def find(self, event: Event, start: int, current: Telling | None, sentence: int) -> Telling | None:
        """The subject that the words from ``start`` to the event name: a new telling, ``current``, or None."""
        verb = words.VERB.search(self.folded, start, event.start)
        end = verb.start() if verb else event.start
        if (tail := words.TAIL.search(self.folded, start, end)) is not None:
            end = tail.start()  # "Thanh tra tỉnh đạt tổng điểm 85,91"
        if event.kind == "fraction" and start == 0 and current is None:
            below = items.below_heading(self, end, event)
            if below is not None:
                return below
        if not self.folded[start:end].strip(" ,;.()+-*") and (
            current is not None or verb is None or not words.TOTAL.match(verb[0].lstrip(" ,;.()+-*"))
        ):
            return None
        pieces = self._pieces(start, end)
        row = (
            self._labelled(pieces, end, event, verb[0] if verb else "")
            or items.given(self, start, event)
            or self._part(pieces[0], end, event, current)
            or self._whole(pieces[0], start, end, event, current, sentence)
            or items.listed(self, start, end, event, verb[0] if verb else "")
        )
        if (
            row is not None
            and row is not current
            and row.level != "part"
            and self._gives_itself(verb[0] if verb else "", pieces[0], row)
        ):
            row.field_name = "self_score"  # "Tiêu chí 1.2: tự chấm 1,5/2 điểm"
        return row

    def _gives_itself(self, verb: str, piece: int, row: Telling) -> bool:
        """Whether the verb, or the words between the label's colon and the points, say "tự chấm", "tự đánh giá"."""
        if score_words.SELF.search(verb):
            return True
        return piece > row.criterion[0] and score_words.SELF.search(self.folded, piece, row.end) is not None

    def series(self, event: Event, start: int) -> list[Telling]:
        """Several units that share one verb: "Sở A và Sở B với số điểm lần lượt là 87,61 và 86,70"."""
        piece = self._pieces(start, event.start)[0]
        units = [
            unit
            for unit in score_words.named_unit().finditer(self.text, piece, event.start)
            if unit.start() == piece or self.folded[: unit.start()].endswith(("và ", ", ", ": ", "là "))
        ]
        tokens = re.findall(r"\d+(?:[.,]\d+)?", event.match["series"])
        if self.index is None or len(units) != len(tokens):
            return []
        name = "percent" if "%" in event.match["series"] else "score"
        found = []
        for unit, following, token in zip(units, [*units[1:], None], tokens, strict=True):
            written = self.text[unit.start() : following.start() if following else event.start]
            written = re.sub(r"[\s,]+(?:và|(?:đạt )?(?:với )?số điểm)?[\s,]*$", "", written)
            row = Telling("total", (unit.start(), unit.start() + len(written)), piece, event.end, self.index)
            row.unit, row.values, row.confidence = written, {name: score_words.points(token)}, 0.8
            found.append(row)
        return found

    def _pieces(self, start: int, end: int) -> list[int]:
        """Where the subject may begin: at the last clause first, then at the start."""
        label = self.folded[start:end]
        if not (";" in label or ":" in label or ")" in label or "trong " in label or "qua " in label):
            return [start]
        found = [
            match.end()
            for match in words.CLAUSE.finditer(self.folded, start, end)
            if not (
                match["colon"]
                and words.NUMBERED.search(self.folded, max(0, match.start() - words.NUMBERED_LENGTH), match.start())
            )
        ]
        return [*reversed(found), start]

    def _labelled(self, pieces: list[int], end: int, event: Event, verb: str) -> Telling | None:
        """The area, criterion or part that the label names: "Lĩnh vực 3: Cải cách TTHC đạt", "Tiêu chí 1.2. …:"."""
        reached = event.kind not in ("points", "percent", "value") or words.REACHED.search(verb) is not None
        if not reached and ":" not in verb and "(" not in verb:
            return None
        reached = reached or self._tells_results() or words.TELLS_RESULTS.search(self.folded, 0, end) is not None
        for at in pieces:
            item = words.ITEM.match(self.folded, at, end)
            name_at = item.end() if item else at
            number = self.number(item) if item else None
            if (part := self._index_part(name_at, end, event)) is not None:
                part.start, part.number = at, number
                return part
            if not reached:
                continue  # a maximum alone: "Cải cách thể chế: 12 điểm"
            if event.kind == "percent" and words.SHARE.search(self.folded, name_at, end) and self.index != "SIPAS":
                continue  # "Về hiện đại hóa: Tỷ lệ hồ sơ trực tuyến đạt 38,5%"
            found = areas.of_heading(self.folded[name_at:end].strip(), scored=True) if name_at < end else None
            surveyed = words.SURVEYED.search(self.folded, name_at, end) and words.OF_POINTS.match(self.folded, name_at)
            if found is not None and found.code != "survey" and not surveyed and not self._opens_index(name_at):
                quoted = words.IN_QUOTES.fullmatch(self.folded, name_at, end)
                named = quoted.span("label") if quoted else (name_at, end)
                given = words.GIVEN.search(self.folded, named[0], event.start)
                if given is not None and given.start() > named[0]:
                    named = (named[0], given.start())
                row = Telling("area", named, at, event.end, self.index or "PAR_INDEX", found.code, number)
                row.confidence *= found.confidence
                row.field_name = (given.lastgroup if given is not None else None) or "score"
                return row
            quoted = words.QUOTED.search(self.folded, at, end)
            if quoted is not None and event.kind in ("fraction", "points"):
                level = "sub_criterion" if quoted["sub"] else "criterion"
                return Telling(level, quoted.span("label"), quoted.start(), event.end, confidence=0.85)
            if item is not None and item["noun"] and event.kind in ("fraction", "maximum"):
                criterion = items.numbered(self, item, (name_at, end), at, event, number)
                if criterion is not None:
                    return criterion
        return None

    def _tells_results(self) -> bool:
        """Whether bare points are results here: in a part headed "Kết quả …"."""
        return bool(self.view.outline.within) and self.view.outline.theme(self.block) is Theme.RESULTS

    def _index_part(self, start: int, end: int, event: Event) -> Telling | None:
        """A part of another index than that of the reform: "- Trách nhiệm giải trình với người dân: 4,25 điểm"."""
        if self.index in (None, "PAR_INDEX") or end - start > words.LONGEST_PART:
            return None
        assert self.index is not None
        if event.kind == "percent" and self.index != "SIPAS":
            return None  # "Kinh tế số đạt 12% GRDP"
        label = self.folded[start:end]
        found = indices.part(label, self.index)
        points = event.kind == "fraction" and event.match["fraction_unit"] is not None
        if found is None or (
            words.OTHER_SUBJECT.search(label, *found) and not points and not label.startswith("thủ tục", found[0])
        ):
            return None
        named = (start + found[0], start + found[1])
        return Telling("criterion", named, start, event.end, self.index, confidence=0.9)

    def _opens_index(self, start: int) -> bool:
        """Whether an index of its own begins here: "Chỉ số hài lòng (SIPAS) của huyện"."""
        return any(index.code != "PAR_INDEX" and 0 <= index.start - start < words.INDEX_WORDS for index in self.named)

    def number(self, item: re.Match[str]) -> str | None:
        """The number as written: "IV", not "iv"."""
        name = next((name for name in ("number", "plain", "bare") if item[name]), None)
        return self.text[slice(*item.span(name))] if name else None

    def _part(self, start: int, end: int, event: Event, current: Telling | None) -> Telling | None:
        """What a council appraised, what a survey found, what the unit gave itself."""
        match = words.PART.search(self.folded, start, event.start)
        if match is None or event.kind not in ("fraction", "points", "percent", "value", "maximum"):
            return None
        end = max(end, match.end())
        if "tiêu chí" in self.folded[match.end() : event.start]:
            return None  # "đề nghị Tổ thẩm định xem xét tiêu chí 2.3 (1,5 điểm)"
        if self.index_named(match.end(), end) or end - match.start() > words.LONGEST_PART:
            return None
        name = match.lastgroup or "score"
        if current is not None and self._same_criterion(current, name, start, match.start()):
            current.field_name = name  # "Lĩnh vực 1: tự chấm 13,5/14 điểm, thẩm định 12/14 điểm"
            return current
        if self.index is None:
            return None
        beside = current is not None and current.level == "total" and bool(current.values) and not current.promised
        if current is not None and beside and name == "self_score" and name not in current.values:
            current.field_name = name  # "tổng điểm là 91,05 … Điểm tự đánh giá: 96,5"
            return current
        if current is not None and current.level == "total" and "score" not in current.values and current.values:
            current.field_name = name  # "tự chấm 90,5 điểm, thẩm định 85,3 điểm" is one total
            return current
        total = name == "self_score" and (current is None or current.level != "total" or current.promised)
        if name == "appraised_score" and (given := self._given(start, match.start(), event)) is not None:
            return given
        item = words.ITEM.match(self.folded, start, match.start())
        number = self.number(item) if item and not item["noun"] else None
        lead = words.LEAD.match(self.folded, item.end() if item and number else start, end)
        at = match.start() if "(" in self.folded[start : match.start()] else lead.end() if lead else start
        row = Telling(
            "total" if total else "part", (at, end), at, event.end, self.index, number=number, confidence=0.85
        )
        row.area = "survey" if name == "survey_score" else None
        row.unit = score_context.owner(self.view, self.text, self.folded, match.end(), end) if total else None
        row.field_name = "self_score" if name == "self_score" else "score"
        return row

    def _given(self, start: int, end: int, event: Event) -> Telling | None:
        """The total that others gave the unit: "Năm 2023, Chi cục A được Hội đồng thẩm định chấm 88,5/100 điểm"."""
        given = words.BY_OTHERS.search(self.folded, start, end)
        lead = words.BEFORE_UNIT.match(self.folded, start, end)
        if given is None or lead is None or self.index is None:
            return None
        unit = score_words.listed("units").match(self.folded, lead.end(), given.start())
        if unit is None:
            return None
        at = lead.end()
        row = Telling("total", (at, given.start()), at, event.end, self.index, confidence=0.8)
        row.unit = score_context.other_unit(self.view, self.text[at : given.start()])
        return row

    def _same_criterion(self, current: Telling, name: str, start: int, end: int) -> bool:
        """Whether a part is told of the area or criterion before it: only a mark and "điểm" stand between."""
        if current.level not in ("area", "criterion", "sub_criterion") or name in current.values:
            return False
        return words.BESIDE.fullmatch(self.folded, start, end) is not None

    def _whole(
        self, piece: int, start: int, end: int, event: Event, current: Telling | None, sentence: int
    ) -> Telling | None:
        """The total of an index, told of it or of a unit."""
        item = words.ITEM.match(self.folded, piece, end)
        if item is not None and item["noun"] is None and item["bare"] is None:
            piece = item.end()  # "2. Huyện Tánh Linh: 90,07 điểm", "1. Năm 2024, Sở được chấm"
        statistic = score_words.listed("statistics").search(self.folded, piece, end)
        if statistic is not None:
            return self._extreme(piece, statistic.start(), end, event)
        index = self.index_named(start, end)
        if index is not None and index.end <= piece and (unit := self._unit(piece, end, event)) is not None:
            row = Telling("total", (unit, end), unit, event.end, index.code, confidence=0.85)
            row.unit = score_context.other_unit(self.view, self.text[unit:end])
            return row  # "Chỉ số CCHC của các xã: dẫn đầu là xã An Bình"
        if index is not None:
            return self._of_index(index, start, end, event, current, sentence)
        reform = words.REFORM.search(self.folded, piece, end) if self.index == "PAR_INDEX" else None
        if reform is not None and event.kind in _RANKING and not words.OTHER_SUBJECT.search(self.folded, piece, end):
            row = Telling("total", (reform.start(), end), reform.start(), event.end, "PAR_INDEX", confidence=0.8)
            row.unit = score_context.owner(self.view, self.text, self.folded, reform.end(), end)
            return row
        if self.index is not None and words.YEAR_ALONE.fullmatch(self.folded, piece, end):
            return Telling("total", (piece, end), piece, event.end, self.index, confidence=0.85)
        if self.index is None or words.OTHER_SUBJECT.search(self.folded, piece, end):
            return None
        unit = self._unit(piece, end, event)
        if unit is not None:
            row = Telling("total", (unit, end), unit, event.end, self.index, confidence=0.85)
            row.unit = score_context.other_unit(self.view, self.text[unit:end])
            return row
        own = words.BEFORE_UNIT.match(self.folded, piece, end)
        if (
            own is not None
            and event.kind in words.VALUES
            and (self._is_own(own.end(), end) or self._is_agency(own.end(), end))
        ):
            return Telling("total", (own.end(), end), own.end(), event.end, self.index, confidence=0.8)
        if own is not None and event.kind in words.VALUES and self._province(own.end(), end) is not None:
            row = Telling("total", (own.end(), end), own.end(), event.end, self.index, confidence=0.85)
            row.unit = self._other_province(own.end(), end)
            return row
        totals = words.TOTAL.finditer(self.folded, piece, event.start)
        total = next((each for each in totals if words.BEFORE_UNIT.fullmatch(self.folded, piece, each.start())), None)
        if total is None:
            return None
        end = max(end, total.end())
        row = Telling("total", (total.start(), end), total.start(), event.end, self.index, confidence=0.9)
        row.unit = score_context.owner(self.view, self.text, self.folded, total.end(), end)
        return row

    def _extreme(self, piece: int, statistic: int, end: int, event: Event) -> Telling | None:
        """The unit that has the highest or lowest: "thấp nhất là Sở A (84%)", "Sở B có chỉ số cao nhất với 92%"."""
        whose = words.WHOSE.match(self.folded, statistic, end)
        unit = self._unit(whose.end() if whose else piece, end, event)
        if unit is None or self.index is None or (whose is None and unit > statistic):
            return None
        name_end = end if whose else statistic
        if whose is None and not re.search(r"\s(?:có|đạt)\s", self.folded[unit:statistic]):
            return None
        row = Telling("total", (unit, end), unit, event.end, self.index, confidence=0.8)
        row.unit = score_context.other_unit(self.view, self.text[unit:name_end])
        return row

    def _province(self, start: int, end: int) -> provinces.Province | None:
        """The province whose name alone is the subject: "Quảng Nam đạt 42,07 điểm"."""
        name = self.text[start:end].strip(" ,")
        if not name[:1].isupper() or len(name) > words.LONGEST_PROVINCE:
            return None
        return provinces.by_name(name, self.view.header.issued_on)

    def _other_province(self, start: int, end: int) -> str | None:
        """Its name where it is not the document's own."""
        found = self._province(start, end)
        return found.name if found is not None and found.name != self.view.header.province else None

    def _of_index(
        self, index: IndexMention, start: int, end: int, event: Event, current: Telling | None, sentence: int
    ) -> Telling | None:
        other = words.OTHER_SUBJECT.search(self.folded, index.end, end) and index.code != "SIPAS"
        if other or end - index.end > words.LONGEST_SUBJECT:
            return None
        lead = words.TOTAL_LEAD.search(self.folded, start, index.start)
        at = lead.start() if lead else index.start
        beside = event.kind in ("rank", "grade") and not self.folded[start:at].strip()
        if current is not None and (beside or words.COMPLEMENT.fullmatch(self.folded, start, at)):
            current.index_code = index.code  # "Sở A đạt 88 điểm (về) chỉ số CCHC, xếp loại Tốt"
            return current
        cut = words.INDEX_END.search(self.folded, index.end, end)
        name_end = cut.start() if cut else end
        row = Telling("total", (at, name_end), at, event.end, index.code)
        unit = self._unit(cut.end(), end, event) if cut else None
        if unit is not None:
            row.unit = score_context.other_unit(self.view, self.text[unit:end])
        else:
            row.unit = score_context.owner(self.view, self.text, self.folded, index.end, name_end)
        if row.unit is None and current is not None and current.start >= sentence:
            row.unit = current.unit  # "Chỉ số CCHC của tỉnh A …, PAPI …"
        if score_words.SELF.search(self.folded, max(start, at - 40), end):
            row.field_name = "self_score"
        return row

    def _is_own(self, start: int, end: int) -> bool:
        noun = words.OWN.match(self.folded, start, end)
        return noun is not None and not self.folded[noun.end() : end].strip(" ,")

    def _is_agency(self, start: int, end: int) -> bool:
        """Whether the subject is the document's own agency in full: "Thanh tra tỉnh"."""
        agency = self.view.header.agency
        return agency is not None and self.folded[start:end].strip(" ,") == fold(agency).text

    def _unit(self, piece: int, end: int, event: Event) -> int | None:
        """Where the unit begins that is the subject of the clause."""
        unit = score_words.named_unit().search(self.text, piece, end)
        if unit is None or end - unit.start() > words.LONGEST_UNIT:
            return None
        if event.kind not in ("fraction", "points", "rank", "value") and (
            not self.named or "," in self.folded[unit.start() : end]
        ):
            return None  # "Văn phòng Sở hoàn thành đạt 100%"
        return unit.start() if words.BEFORE_UNIT.fullmatch(self.folded, piece, unit.start()) else None

    def index_named(self, start: int, end: int) -> IndexMention | None:
        """The last index named between start and end."""
        return next((index for index in reversed(self.named) if start <= index.start and index.end <= end), None)
