"""Citations of instruments: State, Party, laws, old forms, slips (domain sections 1.3, 1.4).

The number with its symbol is what a citation is found by ("85/QĐ-UBND", :mod:`extractors.vietnamese.symbols`); from
there the type word is looked for before it and the date behind it. Laws and resolutions of congresses are found by name
(:mod:`extractors.vietnamese.laws`), and a few instruments by a number without a symbol ("Đề án số 08").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.vietnamese import dates, instruments, issuers, laws, symbols
from extractors.vietnamese.symbols import trimmed
from extractors.vietnamese.text import has_digit
from schemas.quick import quick, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from extractors.vietnamese.dates import DateMention
    from extractors.vietnamese.laws import Named
    from extractors.vietnamese.symbols import Core
    from extractors.vietnamese.text import Folded

Span = tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of an instrument, ``start`` (its first word: "Quyết định") to ``end`` (past number, symbol and
    date) in the text as written: a span from which no other grammar may read numbers.

    ``title`` and ``issuer`` are the spans of a subject and an issuer that stand inside the mention ("Luật" + name,
    "báo cáo" + subject + "(số 80/BC-UBND …)", "Đề án 08-ĐA/TU của Tỉnh ủy ngày …"). ``bare`` says that no type word
    stands before the number. ``rule`` names what was mended or guessed, ``confidence`` how sure the reading is.
    """

    start: int
    end: int
    instrument: str
    number: str | None = None
    number_year: int | None = None
    symbol: str | None = None
    citation: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    rule: str | None = None
    confidence: float = 1.0
    title: Span | None = None
    issuer: Span | None = None
    bare: bool = False


@quick
@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a number: the first word of the mention, the instrument that its type word names."""

    start: int
    instrument: str | None = None
    numbered: bool = False
    title: Span | None = None
    issuer: Span | None = None
    general: bool = False


_CONFIDENCE = {
    None: 0.98,
    "thousands": 0.9,
    "separator_lost": 0.85,
    "number_alone": 0.85,
    "type_conflict": 0.85,
    "number_blank": 0.8,
    "name_guessed": 0.75,
    "short_year": 0.6,
    "date_impossible": 0.5,
}
# "số" before a number; "chỉ số", "mã số", "hồ sơ số" number other things.
_NUMBERED = re.compile(r"(?<!\w)(?P<other>(?:chỉ|mã|hệ|tham|tổng|đa|thiểu|dân|tần) )?s[ốô](?: ?[:.])? ?$")
_CLAUSE = re.compile(r"[;|\n]|\. |: ")
_REACH = 200
"""How far before a number its type word may stand, where a subject or an issuer stands between."""
# Between two numbers of one type word: "các Công văn số 12/KTTH ngày …, số 14/KTTH ngày … và số 20/KTTH".
_LIST = re.compile(r"(?:[,;]| và)(?: các)? ?$")
# A number without a symbol: "số 08", and without "số" only before "của" or a date ("Nghị quyết 57 của Bộ Chính trị").
_LABELLED = re.compile(r"số(?<!\wsố) ?:? ?(?P<number>\d{1,4}[a-zđ]?)(?!\w)(?! ?[-/%] ?\w|[.,]\d)")
_UNLABELLED = re.compile(r"(?P<number>[0-9](?<![\w/.,-]\d)\d{0,2})(?= (?:của \D|ngày ?\d))")
# A law's number and a date of other years: the date is the amending law's (domain section 1.3).
_LAW_SYMBOL = re.compile(r"QH\d*$")


def find(folded: Folded) -> tuple[Citation, ...]:
    """Every mention of an instrument in the text, in reading order."""
    named = laws.find(folded)
    numbered = has_digit(folded.text)
    if not named and not numbered and "số" not in folded.text:
        return ()
    cores = symbols.find(folded)
    found = list(_cited(folded, cores, named)) if cores else []
    if named:
        found.extend(_named(folded, named, found))
    plain = _plain_numbers(folded.text) if numbered else []
    if plain:
        found.extend(_plain(folded, plain, found))
    if len(found) > 1:
        found.sort(key=lambda citation: (citation.start, -citation.end))
    if folded.offsets is None:
        return tuple(found)
    return tuple(_as_written(folded, citation) for citation in found)


def _cited(folded: Folded, cores: list[Core], named: list[Named]) -> Iterator[Citation]:
    """The mentions with a symbol."""
    by_end = {law.end: law for law in named}
    before, last = 0, None
    for core in cores:
        if core.start < before:
            continue
        symbol = instruments.read_symbol(core.symbol)
        coded = instruments.by_symbol(core.symbol)
        law = _law_before(folded, core, by_end)
        lead = _lead(folded, core, before, coded) if law is None else _Lead(law.start, law.instrument, True, law.title)
        listed = last if lead.numbered and _LIST.search(folded.text, before, lead.start) else None
        if lead.instrument is None and not listed and not _speaks_for_itself(core, coded, len(symbol.issuer)):
            continue
        instrument, rule = _instrument(lead, coded, core, listed)
        citation = _dated(folded, core, replace(lead, instrument=instrument), rule)
        if law is not None and law.amending:
            amending, citation = _amending(folded, law, citation, core)
            if amending is not None:
                yield amending
        before, last = citation.end, instrument
        yield citation


def _speaks_for_itself(core: Core, coded: str | None, groups: int) -> bool:
    """Whether a number and symbol are an instrument's without a word beside them: "45/2016/QĐ-TTg", "12/SNV-CCHC"."""
    if coded is not None and groups:
        return True
    return (
        groups > 1 and re.match(r"(?:UBND|HĐND|VPUB|VPCP|S[A-ZĐ&]{2,9}|B[A-ZĐ&]{2,9})-[A-ZĐ]", core.symbol) is not None
    )


def _instrument(lead: _Lead, coded: str | None, core: Core, last: str | None) -> tuple[str, str | None]:
    """The type word decides, else the type code; what has neither goes on a list of one type, or is a dispatch."""
    word = lead.instrument
    if word and not (lead.general and coded):
        kin = {word, coded} in (
            {"program", "action_program"},
            {"decision", "regulation"},
            {"circular", "joint_circular"},
        )
        if word == "circular" and coded == "joint_circular":
            return "joint_circular", core.rule
        return word, core.rule or ("type_conflict" if coded and coded != word and not kin and coded != "law" else None)
    if coded:
        return coded, core.rule
    if last and not lead.general and not re.search(r"[-.]", core.symbol):
        return last, core.rule
    return "dispatch", core.rule


def _law_before(folded: Folded, core: Core, by_end: dict[int, Named]) -> Named | None:
    """The law whose name ends where "số 61/2024/QH15" begins."""
    if not by_end:
        return None
    end = core.start
    numbered = _NUMBERED.search(folded.text, max(0, end - 12), end)
    if numbered is None:
        return None
    return by_end.get(trimmed(folded.text, numbered.start(), " ,("))


def _lead(folded: Folded, core: Core, before: int, coded: str | None) -> _Lead:
    """What stands before a number, back to ``before``, the end of the mention before."""
    text = folded.text
    floor = max(before, core.start - _REACH)
    if core.number is None:
        at, numbered = core.start, True
    else:
        label = _NUMBERED.search(text, max(floor, core.start - 16), core.start)
        numbered = label is not None and label["other"] is None
        at = label.start() if label and numbered else core.start
    edge = trimmed(text, at, " ")
    word = _adjacent(folded, floor, edge)
    if word is not None:
        start, instrument, general = word
        lead = _Lead(start, instrument, numbered, general=general)
        if text[start - 1 : start] == "(" and start > floor:  # "kế hoạch cải cách hành chính (Kế hoạch số 12/KH-UBND)"
            return _subject_before(folded, floor, start - 1, lead, instrument) or lead
        return lead
    lead = _Lead(at, None, numbered)
    if text[edge - 1 : edge] == "(" and edge > floor and (coded or numbered):
        return _subject_before(folded, floor, edge - 1, lead, coded) or lead
    if numbered and edge > floor:
        return _issuer_before(folded, floor, edge, lead, coded) or lead
    return lead


def _adjacent(folded: Folded, floor: int, edge: int) -> tuple[int, str, bool] | None:
    """The type word (or its short form in capitals) that ends at ``edge``: its start, instrument, if it is general."""
    words = folded.text[max(floor, edge - 40) : edge].replace("(", " ").split(" ")[-4:]
    if not words[-1]:
        return None
    start = edge - len(" ".join(words))
    for first in range(len(words)):
        phrase = " ".join(words[first:])
        instrument = instruments.by_word(phrase)
        if instrument is not None:
            return start, instrument, instruments.is_general(phrase)
        start += len(words[first]) + 1
    start = edge - len(words[-1])
    if len(words[-1]) > 1 and not folded.words(start, edge)[:2].islower():
        instrument = instruments.by_code(words[-1])
        if instrument is not None and folded.words(start, start + 2).isupper():
            return start, instrument, False
    return None


def _clause(text: str, floor: int, edge: int) -> int:
    """Where the clause that ends at ``edge`` begins, not before ``floor``."""
    begin = floor
    for match in _CLAUSE.finditer(text, floor, edge):
        begin = match.end()
    return begin


def _subject_before(folded: Folded, floor: int, edge: int, lead: _Lead, instrument: str | None) -> _Lead | None:
    """The type word, then the subject, then the number: "báo cáo đánh giá … năm 2020 (số 80/BC-UBND …)"."""
    text = folded.text
    edge = trimmed(text, edge, " ")
    found = None
    for match in instruments.word_pattern().finditer(text, _clause(text, floor, edge), edge):
        if instruments.by_word(match[0]) == instrument and match.end() < edge:
            found = match
    if found is None:
        return None
    return replace(lead, start=found.start(), instrument=instrument, title=(found.end() + 1, edge))


def _issuer_before(folded: Folded, floor: int, edge: int, lead: _Lead, coded: str | None) -> _Lead | None:
    """Issuer or subject between: "Thông tư của Bộ Tài chính số 144/2017/TT-BTC", "Quyết định phê duyệt … số 85/…"."""
    text = folded.text
    edge = trimmed(text, edge, " ,")
    words = list(instruments.word_pattern().finditer(text, _clause(text, floor, edge), edge))
    for match in reversed(words):
        instrument = instruments.by_word(match[0])
        begin = match.end() + (5 if text.startswith(" của ", match.end()) else 1)
        if begin < edge and issuers.at(folded, begin) == edge:
            return replace(lead, start=match.start(), instrument=instrument, issuer=(begin, edge))
        if instrument is not None and instrument == coded and issuers.begins_subject(folded, match.end() + 1):
            return replace(lead, start=match.start(), instrument=instrument, title=(match.end() + 1, edge))
    return None


def _date_behind(text: str, end: int) -> DateMention | None:
    """The date that follows a number at once, or behind a comma or in brackets."""
    found = dates.at(text, end)
    if found is None or found.rule == "day_month":
        return None
    between = text[end : found.start]
    if ";" in between or "\n" in between or len(between) > 16:
        return None
    if found.day is None and ("," in between or (found.rule == "year" and "(" in between)):
        return None
    return found


def _dated(folded: Folded, core: Core, lead: _Lead, rule: str | None) -> Citation:
    """The mention with the date behind its number, or behind the issuer that follows the number."""
    text, end, issuer = folded.text, core.end, lead.issuer
    found = _date_behind(text, end)
    if found is None and issuer is None and text.startswith(" của ", end):
        organ_end = issuers.at(folded, end + 5)
        behind = _date_behind(text, organ_end) if organ_end else None
        if behind is not None and organ_end is not None and behind.day is not None:
            found, issuer = behind, (end + 5, organ_end)
    law = _LAW_SYMBOL.match(core.symbol) is not None
    if found is not None and law and core.year and found.year and core.year != found.year:
        found = None  # the date of a law that amends it
    if found is not None:
        end = found.end + (text[found.end : found.end + 1] == ")" and "(" in text[core.end : found.start])
        if found.rule in {"date_impossible", "short_year"}:
            rule = found.rule
    issued_on = found.date if found else None
    year = found.year if found and found.rule != "date_impossible" else None
    assert lead.instrument is not None
    bare = lead.start >= core.start or text.startswith(("số", "sô"), lead.start)
    return Citation(
        lead.start, end, lead.instrument, core.number, core.year, core.symbol, core.citation, issued_on,
        year or core.year, rule, _CONFIDENCE[rule], lead.title, issuer, bare,
    )  # fmt: skip


def _amending(folded: Folded, law: Named, citation: Citation, core: Core) -> tuple[Citation | None, Citation]:
    """The amending law, and the amended one that the number is of: "Luật sửa đổi … của Luật A số 76/2015/QH13 và Luật B
    số 77/2015/QH13 ngày 22/11/2019". Where number and date are of one year, or no date follows, both are the first's.
    """
    text = folded.text
    if citation.issued_on is not None or core.year is None:
        return None, citation
    stop = _CLAUSE.search(text, core.end)
    clause = text[core.end : stop.start() if stop else len(text)]
    at = clause.find(" ngày ")
    found = dates.at(text, core.end + at) if at >= 0 else None
    if found is None or found.date is None or found.year == core.year:
        return None, citation
    inner = max(text.rfind(" luật ", law.start, law.end), text.rfind(" bộ luật ", law.start, law.end))
    amending = Citation(
        law.start, law.end, law.instrument, issued_on=found.date, issued_year=found.year, rule="date_of_amending_law",
        confidence=0.7, title=law.title,
    )  # fmt: skip
    return amending, replace(citation, start=inner + 1, title=(inner + 6, law.end))


def _named(folded: Folded, named: list[Named], found: list[Citation]) -> Iterator[Citation]:
    """The laws and congress resolutions that no number follows."""
    within = _Spans(found)
    for law in named:
        cited = within.at(law.start)
        if cited is not None and (cited.start == law.start or cited.title is not None):
            continue
        behind = _date_behind(folded.text, law.end)
        rule = None if law.known else "name_guessed"
        if behind is not None and behind.rule == "date_impossible":
            rule = behind.rule
        yield Citation(
            law.start, behind.end if behind else law.end, law.instrument,
            issued_on=behind.date if behind else None,
            issued_year=behind.year if behind and rule != "date_impossible" else None,
            rule=rule, confidence=_CONFIDENCE[rule], title=law.title, issuer=law.issuer,
        )  # fmt: skip


def _plain_numbers(text: str) -> list[re.Match[str]]:
    """The numbers that may be an instrument's without a symbol."""
    matches = list(_LABELLED.finditer(text)) if "số" in text else []
    if _figure_before(text, " của ") or _figure_before(text, " ngày"):
        matches.extend(_UNLABELLED.finditer(text))
    return matches


def _figure_before(text: str, words: str) -> bool:
    """Whether a figure stands before the words somewhere: a cheap test, as the words are frequent and figures rare."""
    at = text.find(words)
    while at >= 0:
        if text[at - 1 : at].isdigit():
            return True
        at = text.find(words, at + 1)
    return False


def _plain(folded: Folded, matches: list[re.Match[str]], found: list[Citation]) -> Iterator[Citation]:
    """A type word and a number without a symbol: "Đề án số 08", "Nghị quyết 57 của Bộ Chính trị"."""
    text = folded.text
    within = _Spans(found)
    for match in matches:
        start, end = match.span("number")
        edge = match.start() - 1
        if edge < 0 or text[edge] != " " or within.at(start) is not None:
            continue
        word = _adjacent(folded, max(0, edge - 40), edge)
        if word is None or not instruments.is_cited_plainly(text[word[0] : edge]) or word[2]:
            continue
        core = symbols.Core(start, end, folded.words(start, end), None, "", None)
        citation = _dated(folded, core, _Lead(word[0], word[1], numbered=True), "number_alone")
        yield replace(citation, symbol=None)


class _Spans:
    """The mention that covers an offset; of nested ones the last to begin."""

    __slots__ = ("_mentions", "_starts")

    def __init__(self, mentions: list[Citation]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]

    def at(self, offset: int) -> Citation | None:
        """The mention that covers ``offset``."""
        order = bisect_right(self._starts, offset) - 1
        return self._mentions[order] if order >= 0 and offset < self._mentions[order].end else None


def _as_written(folded: Folded, citation: Citation) -> Citation:
    """The mention in the offsets of the text as written."""
    start, end = folded.span(citation.start, citation.end)
    title = folded.span(*citation.title) if citation.title else None
    issuer = folded.span(*citation.issuer) if citation.issuer else None
    return replace(citation, start=start, end=end, title=title, issuer=issuer)
