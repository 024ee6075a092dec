"""What a row does not say itself: a maximum told in the sentence beside it, the area that its number stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import context as score_context
from extractors.vietnamese import score_words
from schemas.quick import replace
from schemas.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.structure import View
    from schemas.records import Score

# "Tổng điểm tối đa của Bộ Chỉ số là 100 điểm", "(thang điểm 100)", "Tổng điểm đánh giá: 64,5", "điểm chuẩn là 70 điểm".
_MAXIMUM = re.compile(
    r"""(?:thang\ điểm(?:\ đánh\ giá|\ chuẩn)?
        | tổng(?:\ số)?\ điểm(?:\ (?:đánh\ giá|chuẩn|của))*\ tối\ đa | tổng\ (?:số\ )?điểm\ (?:đánh\ giá|chuẩn)
        | (?:điểm\ (?:chuẩn\ )?tối\ đa|điểm\ chuẩn|số\ điểm\ tối\ đa)(?=\ (?:của\ (?:bộ\ )?chỉ\ số|là|toàn|chung)))
        (?:\s[^\W\d_]+){0,9}?\s*(?:là|:)?\s*(?P<maximum>\d{2,4}(?:[.,]\d{1,2})?)(?![\d.,]*\d|\s*(?:%|/))""",
    re.VERBOSE,
)
# A sentence of one area or criterion, whose maximum is not the total's.
_OF_A_PART = re.compile(r"lĩnh vực|(?<!bộ )tiêu chí|nội dung|chỉ số thành phần|mỗi|từng")
_ABOVE, _BELOW = 3, 2
"""How many blocks above and below a total may tell its maximum."""
_POINTS = ("score", "self_score", "appraised_score")
_GIVEN = ("self_score", "appraised_score", "survey_score")
_VALUES = (
    "score", "max_score", "self_score", "appraised_score", "survey_score", "percent", "rank", "rank_of", "rank_scope",
    "rank_group", "grade", "score_change", "rank_change", "compared_to_year", "unscored_points",
)  # fmt: skip
_FEWEST = 2
_BELOW_AREAS = ("criterion", "sub_criterion")


def complete(view: View, rows: list[Score]) -> list[Score]:
    """The rows with the maximum of totals and the areas of criteria that other words of the document tell."""
    if any(_lacks_maximum(row) for row in rows):
        rows = [_with_maximum(view, row) if _lacks_maximum(row) else row for row in rows]
    rows = _within_areas(view, _told_once(view, _summed(view, rows)))
    if any(row.area is None and row.level in _BELOW_AREAS and row.criterion_no for row in rows):
        numbered = _numbered_areas(rows)
        rows = [_with_area(row, numbered) for row in rows]
    return rows


def with_rest(before: Score, rest: Score) -> Score | None:
    """A total with what a line of its own says more of it; None where the two say the same thing twice."""
    if rest.level != "total" or _clash(before, rest):
        return None
    more = {name: value for name in _VALUES if (value := getattr(rest, name)) is not None}
    return replace(before, sources=before.sources + tuple(Source(name, rest.place) for name in more), **more)


def _clash(one: Score, other: Score) -> bool:
    return any(getattr(one, name) is not None and getattr(other, name) is not None for name in _VALUES)


def _told_once(view: View, rows: list[Score]) -> list[Score]:
    """Totals of one unit and year of which a paragraph tells one thing here and another there are one."""
    found: list[Score] = []
    at: dict[tuple[object, ...], int] = {}
    for row in rows:
        subject = (row.place.block, row.unit, row.index_code, row.scored_year)
        plain = row.level == "total" and row.place.table_row is None and row.scored_year is not None
        first = at.get(subject) if plain else None
        if first is not None and not _clash(found[first], row):
            one = found[first]
            place = view.place(
                one.place.block, min(one.place.start, row.place.start), max(one.place.end, row.place.end)
            )
            more = {name: value for name in _VALUES if (value := getattr(row, name)) is not None}
            found[first] = replace(one, place=place, confidence=min(one.confidence, row.confidence), **more)
            continue
        if plain:
            at.setdefault(subject, len(found))
        found.append(row)
    return found


def _summed(view: View, rows: list[Score]) -> list[Score]:
    """What the unit, the council and a survey gave, told before their sum in one paragraph, is one total with it."""
    found: list[Score] = []
    for row in rows:
        before = found[-1] if found else None
        if before is None or not _sums(before, row):
            found.append(row)
            continue
        place = view.place(row.place.block, before.place.start, row.place.end)
        given = {name: getattr(before, name) for name in _GIVEN}
        found[-1] = replace(row, place=place, confidence=min(row.confidence, before.confidence), **given)
    return found


def _sums(before: Score, row: Score) -> bool:
    """Whether a total is the sum of what the total before it says: "tự chấm 66/70; thẩm định 61/70. Tổng điểm: 87"."""
    same = (before.place.block, before.unit, before.index_code, before.scored_year) == (
        row.place.block, row.unit, row.index_code, row.scored_year
    )  # fmt: skip
    return (
        same
        and before.level == row.level == "total"
        and row.place.table_row is None
        and row.score is not None
        and all(getattr(row, name) is None for name in _GIVEN)
        and before.score is before.percent is before.rank is None
        and any(getattr(before, name) is not None for name in _GIVEN)
    )


def _within_areas(view: View, rows: list[Score]) -> list[Score]:
    """Items named like an area below a heading that has told this area's own result are its criteria."""
    told = {row.place.block: row.area for row in rows if row.level == "area" and row.place.table_row is None}
    if len(told) < _FEWEST or not view.outline.within:
        return rows
    found = []
    for row in rows:
        block = row.place.block
        within = (
            row.level == "area"
            and row.place.table_row is None
            and any(part.block < block and told.get(part.block) == row.area for part in view.outline.chain(block))
        )
        found.append(replace(row, level="criterion") if within else row)  # "3. Cải cách TTHC" over "a) Công khai TTHC"
    return found


def _lacks_maximum(row: Score) -> bool:
    return row.level == "total" and row.max_score is None and any(getattr(row, name) is not None for name in _POINTS)


def _with_maximum(view: View, row: Score) -> Score:
    """A total with the maximum that the sentence or caption nearest to it tells."""
    reached = max(value for name in _POINTS if (value := getattr(row, name)) is not None)
    for block in _beside(view, row):
        folded = view.folded[block].text
        if (
            "thang điểm" not in folded
            and "điểm chuẩn" not in folded
            and "tổng" not in folded
            and "tối đa" not in folded
        ):
            continue
        for match in _MAXIMUM.finditer(folded):
            start = max(folded.rfind(mark, 0, match.start()) for mark in (". ", "; ", "("))
            others = {index.code for index in score_context.named(folded, start + 1, match.end())} - {row.index_code}
            maximum = score_words.points(match["maximum"])
            if maximum is None or reached > maximum or others or _OF_A_PART.search(folded, start + 1, match.end()):
                continue
            source = Source("max_score", view.place(block, *match.span()), "sentence")
            return replace(row, max_score=maximum, sources=(*row.sources, source))
    return row


def _beside(view: View, row: Score) -> Iterator[int]:
    """The blocks around a row that are no tables, from its own: those above a table, those around a sentence."""
    own, last = row.place.block, len(view.blocks)
    in_table = row.place.table_row is not None
    below = range(own + 1, min(last, own + 1 + (0 if in_table else _BELOW)))
    for block in [*([] if in_table else [own]), *range(own - 1, max(-1, own - 1 - _ABOVE), -1), *below]:
        if view.blocks[block].kind != "table":
            yield block


def _numbered_areas(rows: list[Score]) -> dict[str, str]:
    """The area that each number stands for, as the document's own rows of areas have it; none where they disagree."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if row.level == "area" and row.criterion_no and row.area is not None:
            found.setdefault(row.criterion_no.lstrip("0"), set()).add(row.area)
    return {number: next(iter(codes)) for number, codes in found.items() if len(codes) == 1}


def _with_area(row: Score, numbered: dict[str, str]) -> Score:
    """A criterion with the area that its first figure stands for: "TCTP 1.5.1"."""
    if row.area is not None or row.level not in _BELOW_AREAS or row.criterion_no is None:
        return row
    first, dot, _ = row.criterion_no.partition(".")
    area = numbered.get(first) if dot else None
    return row if area is None else replace(row, area=area, sources=(*row.sources, Source("area", None, "number")))
