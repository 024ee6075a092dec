"""Instruments that a document cites in two ways, and days that cannot be (domain section 0, fact 6)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from extractors.checks.wording import brief
from extractors.vietnamese import dates
from extractors.vietnamese.text import has_digit, key
from schemas.records import Finding, LegalBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.structure import View
    from schemas.records import Extraction

_MARKS = re.compile(r"[\W_]")
_FEWEST_FIGURES = 3
"""Of a number in which turned figures are more than chance."""
_Cited = tuple[int, LegalBasis]


def check(extraction: Extraction) -> Iterator[Finding]:
    """Findings about citations."""
    cited = list(enumerate(extraction.legal_bases))
    yield from _two_dates(cited)
    yield from _like_numbers(cited)
    yield from _like_symbols(cited)
    yield from _after_the_document(cited, extraction)


def _conflict(cited: _Cited, message: str, expected: str, actual: str, severity: str = "warning") -> Finding:
    return Finding(
        place=cited[1].place, rule="citation_conflict", severity=severity, message=message, dataset="legal_bases",
        row_ordinal=cited[0], expected=expected, actual=actual,
    )  # fmt: skip


def _two_dates(cited: list[_Cited]) -> Iterator[Finding]:
    """One number, two days: "85/QĐ-UBND ngày 20/01/2023" and "… ngày 21/01/2023"."""
    first: dict[tuple[object, ...], LegalBasis] = {}
    for ordinal, basis in cited:
        if basis.number is None or basis.issued_on is None:
            continue
        before = first.setdefault((basis.instrument, basis.number, basis.symbol, basis.issued_on.year), basis)
        if before.issued_on is not None and before.issued_on != basis.issued_on:
            one, two = f"{before.issued_on:%d/%m/%Y}", f"{basis.issued_on:%d/%m/%Y}"
            message = f"Văn bản {basis.citation} được ghi hai ngày ban hành: {one} và {two}."
            yield _conflict((ordinal, basis), message, one, two)


def _like_numbers(cited: list[_Cited]) -> Iterator[Finding]:
    """Nearly the same number of one issuer on one day, or of one title: "1847/QĐ-TTg" and "1487/QĐ-TTg"."""
    near: dict[tuple[object, ...], list[LegalBasis]] = defaultdict(list)
    known: set[tuple[object, ...]] = set()
    for ordinal, basis in cited:
        if basis.number is None or basis.symbol is None:
            continue
        same = (basis.instrument, basis.symbol)
        figures = near[*same, "".join(sorted(basis.number))]
        day = near[*same, basis.issued_on] if basis.issued_on is not None else []
        if (*same, basis.number) not in known:
            known.add((*same, basis.number))
            other = next((before for before in (*figures, *day) if _confused(before, basis)), None)
            if other is not None:
                message = f"{other.citation} và {basis.citation} có thể là một văn bản: số ghi khác nhau."
                yield _conflict((ordinal, basis), message, other.citation or "", basis.citation or "")
            figures.append(basis)
            day.append(basis)


def _confused(one: LegalBasis, two: LegalBasis) -> bool:
    if one.number is None or two.number is None or one.number == two.number:
        return False
    alike = bool(one.title and two.title) and fuzz.ratio(key(one.title or ""), key(two.title or "")) >= 85
    same_day = one.issued_on is not None and one.issued_on == two.issued_on
    if one.issued_on and two.issued_on and not same_day:
        return False
    if alike and same_day:
        return True
    one_undated = (one.issued_on is None) != (two.issued_on is None) and not (one.number_year or two.number_year)
    return _turned(one.number, two.number) and (same_day or alike or one_undated)


def _turned(one: str, two: str) -> bool:
    """Whether two neighbouring figures changed places: 1847, 1487."""
    differ = [at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right]
    if len(one) != len(two) or len(one) < _FEWEST_FIGURES or len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    return one[differ[0]] == two[differ[1]] and one[differ[1]] == two[differ[0]]


def _like_symbols(cited: list[_Cited]) -> Iterator[Finding]:
    """One number with its parts written in two ways: "05-NQ/TU" and "05/NQ-TU", "…-SLĐTBXH" and "…-SLDTBXH"."""
    first: dict[tuple[object, ...], LegalBasis] = {}
    for ordinal, basis in cited:
        if basis.number is None or basis.citation is None or basis.symbol is None:
            continue
        letters = _MARKS.sub("", basis.symbol.upper()).replace("Đ", "D")
        before = first.setdefault((basis.number, letters, basis.number_year, basis.issued_year), basis)
        if before.citation != basis.citation and before.citation is not None:
            message = f"Một văn bản được ghi hai cách: {before.citation} và {basis.citation}."
            yield _conflict((ordinal, basis), message, before.citation, basis.citation, "info")


def _after_the_document(cited: list[_Cited], extraction: Extraction) -> Iterator[Finding]:
    """An instrument issued later than the document that rests on it."""
    issued = extraction.document.issued_on
    for ordinal, basis in cited:
        if issued is not None and basis.issued_on is not None and basis.issued_on > issued:
            day = f"{basis.issued_on:%d/%m/%Y}"
            message = (
                f"Văn bản {basis.citation or brief(basis.title or '')} ngày {day} được viện dẫn trước khi ban hành."
            )
            yield Finding(
                place=basis.place, rule="date_impossible", severity="warning", message=message, dataset="legal_bases",
                row_ordinal=ordinal, expected=f"≤ {issued:%d/%m/%Y}", actual=day,
            )  # fmt: skip


# A cheap test whether a text can hold a day that is none: "31/2/2022", "08/6/20210", "ngày 30 tháng 02".
_SUSPECT = re.compile(r"[0-9](?<!\d\d)\d?\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4,6}")
_SUSPECT_YEAR = re.compile(r"[/.-]\s?[0-9]{4}")
_SUSPECT_IN_WORDS = re.compile(r"[0-9]\d?\s?tháng\s?\d")
_FAIR = re.compile(
    r"(?:0?[1-9]|1\d|2[0-8])(?:\s?[/.-]\s?|\stháng\s)(?:0?[1-9]|1[0-2])(?:\s?[/.-]\s?|\snăm\s)(?:19|20)\d\d(?!\d)"
)


def impossible_days(view: View) -> Iterator[Finding]:
    """Days that no calendar has."""
    for block in view.blocks:
        folded = view.folded[block.index]
        text = folded.text
        if not has_digit(text):
            continue
        suspects = [*_SUSPECT.finditer(text)] if _SUSPECT_YEAR.search(text) else []
        suspects += _SUSPECT_IN_WORDS.finditer(text) if "tháng" in text else ()
        if all(_FAIR.match(text, suspect.start()) for suspect in suspects):
            continue
        for mention in dates.find(folded):
            if mention.rule == "date_impossible":
                words = folded.words(mention.start, mention.end)
                yield Finding(
                    place=view.place(block.index, *folded.span(mention.start, mention.end)), rule="date_impossible",
                    severity="warning", message=f"Không có ngày “{words}”.", actual=words,
                )  # fmt: skip
