"""The record of a result told in a sentence: where it stands, what it is about, the asides behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.scores import links
from extractors.vietnamese import score_words
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.scores.telling import Telling
    from extractors.structure import View


def score(view: View, block: int, row: Telling) -> Score:
    """The record of a result that was told in a block."""
    folded, text = view.folded[block].text, view.blocks[block].text
    end = row.end
    aside = links.ASIDE.match(text, end)
    if row.level != "total" and aside and not score_words.events(folded, *aside.span("words")):
        row.notes.append(aside["words"].strip())
        end = aside.end()
    open_brackets = text.count("(", row.start, end) - text.count(")", row.start, end)
    if text.startswith(")", end) and open_brackets > 0:
        end += 1
    sources: tuple[Source, ...] = ()
    if row.year_at is not None and not row.start <= row.year_at[0] < end:
        sources = (Source("scored_year", view.place(block, *row.year_at), "sentence"),)
    if row.label_at is not None:
        sources += (Source("area", row.label_at), Source("criterion", row.label_at))
    return Score(
        place=view.place(block, row.start, end),
        confidence=round(row.confidence, 3),
        sources=sources,
        level=row.level,
        criterion=row.label or _label(text[slice(*row.criterion)]),
        unit=row.unit,
        index_code=row.index_code,
        criterion_no=row.number,
        area=row.area or _area(view, block, row),
        note="; ".join(row.notes) or None,
        scored_year=row.year,
        **row.values,  # type: ignore[arg-type]
    )


def _label(text: str) -> str:
    """The label without marks around it: "Kiểm tra công tác CCHC" of "TC 1.3 (Kiểm tra công tác CCHC): 1/2 điểm"."""
    bare = text.strip(" ,:;(-–")
    return bare[:-1].rstrip() if bare.endswith(")") and "(" not in bare else bare


def _area(view: View, block: int, row: Telling) -> str | None:
    """The area of the part in which a criterion is told."""
    if row.level not in ("criterion", "sub_criterion") or row.index_code != "PAR_INDEX":
        return None  # "kinh tế số" of DTI is no criterion of the reform
    section = view.outline.section(block)
    return section.area if section is not None else None
