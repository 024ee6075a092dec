"""Words that a recognition misread, put right from closed lists alone; free text stays as it was read.

Almost all errors of recognition are in the marks of letters ("CHI ĐẠO ĐIEU HÀNH"), and a few letters are taken for one
another: T for L or 1 ("1LHC", "NQ/LU"), Đ for ĐĐ, I for 1. A misread name is told by what is left of it without marks,
where only one name of the lists has it. Every repair is a note of the document and a doubt about its words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.vietnamese.repair_bounds import bounds
from extractors.vietnamese.repair_labels import first_column, headings
from extractors.vietnamese.repair_offices import signers
from extractors.vietnamese.text import fold
from schemas.document import Note
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import Block, Cell, Document, Doubt

REPAIRED = 0.88
"""Confidence of words that were put right."""
LONGEST = 12
"""Words of the longest name of the lists."""
FEWEST = 4
"""Words of a name that stands within a text; shorter ones may mean something else there ("chi tiêu", "chỉ tiêu")."""
_LABEL = re.compile(r"\W*(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)/]\s")
# A symbol behind its number, or an abbreviation: "85/QĐĐ-UBND", "07-NQ/LU", "1LHC", "'1'LHC".
_SYMBOL = re.compile(r"(?<=\d[/-])[^\W\d_][\w&]*(?:[-/][^\W\d_][\w&]*)*")
_PART = re.compile(r"[^\W\d_][\w&]*")
_ABBREVIATION = re.compile(r"(?<![\w/-])['`’‘“”\"]*[A-ZĐ1][A-ZĐ1I'`’‘!]{1,7}(?![\w/-])")
# "Quý 1/2022" beside "Quý II", "quý III".
_QUARTER = re.compile(r"\b([Qq]uý|QUÝ)\s+(1|l|\||II?I?|IV|H|HI|IH|IIH|[2-4])(?![\w.])")
_MISREAD_QUARTERS = {"1": "I", "l": "I", "|": "I", "H": "II", "HI": "III", "IH": "III"}
_WORDS = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"L": "T", "1": "T", "I": "T", "!": "T", "G": "C", "Đ": "D", "’": "", "‘": "", "'": "", "`": ""})


class Edit(NamedTuple):
    """Words to be put right."""

    start: int
    end: int
    right: str


def repaired(document: Document) -> Document:
    """The document with the misread names of its recognised blocks put right; others stay as they are."""
    if document.ocr_confidence is None:
        return document
    roman = _has_roman_quarters(document)
    labels = {label.block: Edit(label.start, label.end, right) for label, right in headings(document.blocks)}
    blocks: list[Block] = []
    notes: list[Note] = []
    for block in document.blocks:
        if block.ocr_confidence is None:
            blocks.append(block)
            continue
        if block.table:
            changed, said = _repaired_table(block, roman)
        else:
            changed, said = _repaired_text(block, roman, labels.get(block.index))
        blocks.append(changed)
        notes += said
    if not notes:
        return document
    return replace(document, blocks=tuple(blocks), notes=(*document.notes, *notes))


def _repaired_text(block: Block, roman: bool, label: Edit | None) -> tuple[Block, list[Note]]:
    edits = _edits(block.text, block.breaks, roman, whole=len(block.text) < 160)
    if label is not None:
        edits = [label, *(edit for edit in edits if edit.start >= label.end)]
    if not edits:
        return block, []
    text, move = _applied(block.text, edits)
    doubts = _doubts(block.doubts, edits, move)
    notes = [_note(block.index, block.text, edit, move(edit.start)) for edit in edits]
    breaks = tuple(move(at) for at in block.breaks)
    return replace(block, text=text, breaks=breaks, doubts=doubts), notes


def _repaired_table(block: Block, roman: bool) -> tuple[Block, list[Note]]:
    table = block.table
    if table is None:
        return block, []
    cells: list[Cell] = []
    told: list[tuple[Cell, str, Edit, int]] = []
    labels = {(cell.row, cell.column): Edit(*span, right) for cell, span, right in first_column(table.cells)}
    for cell in table.cells:
        label = labels.get((cell.row, cell.column))
        edits = [label] if label else _edits(cell.text, cell.breaks, roman, whole=True)
        if edits:
            text, move = _applied(cell.text, edits)
            breaks = tuple(move(at) for at in cell.breaks)
            told += [(cell, cell.text, edit, move(edit.start)) for edit in edits]
            cell = replace(cell, text=text, breaks=breaks, doubts=_doubts(cell.doubts, edits, move))
        cells.append(cell)
    if not told:
        return block, []
    table = replace(table, cells=tuple(cells))
    text, _, offsets = table.layout()
    doubts = [
        (offsets[cell.row, cell.column] + start, offsets[cell.row, cell.column] + end, confidence)
        for cell in cells
        for start, end, confidence in cell.doubts
    ]
    notes = [
        _note(block.index, original, edit, offsets[cell.row, cell.column] + at) for cell, original, edit, at in told
    ]
    return replace(block, text=text, table=table, doubts=tuple(sorted(doubts))), notes


def _note(block: int, text: str, edit: Edit, at: int) -> Note:
    message = f"Chữ nhận dạng “{text[edit.start : edit.end]}” được sửa thành “{edit.right}”."
    return Note("text_repaired", message, block, start=at, end=at + len(edit.right))


class _Moved:
    """Where an offset of the text as read stands in the repaired one."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits

    def __call__(self, at: int) -> int:
        shift = 0
        for edit in self._edits:
            if at >= edit.end:
                shift += len(edit.right) - (edit.end - edit.start)
            elif at > edit.start:  # within a repair: not beyond its end
                return min(at + shift, edit.start + shift + len(edit.right))
        return at + shift


def _applied(text: str, edits: list[Edit]) -> tuple[str, _Moved]:
    result, at = "", 0
    for edit in edits:
        result += text[at : edit.start] + edit.right
        at = edit.end
    return result + text[at:], _Moved(edits)


def _doubts(doubts: tuple[Doubt, ...], edits: list[Edit], move: _Moved) -> tuple[Doubt, ...]:
    """The doubts that stay, and one about each repair."""
    kept = [
        (move(start), move(end), confidence)
        for start, end, confidence in doubts
        if not any(start < edit.end and end > edit.start for edit in edits)
    ]
    kept += [(move(edit.start), move(edit.start) + len(edit.right), REPAIRED) for edit in edits]
    return tuple(sorted(kept))


def _edits(text: str, breaks: tuple[int, ...], roman: bool, *, whole: bool) -> list[Edit]:
    """What is to be put right in a text, from left to right; ``whole``: it may be a name from the lists, as a whole."""
    found = [*_symbols(text), *_abbreviations(text)]
    found += [Edit(*edit) for edit in signers(text, breaks, _bare)]
    found += [Edit(*edit) for edit in bounds(text, _bare)]
    if roman:
        found += _quarters(text)
    if whole:
        found += _names(text)
    kept: list[Edit] = []
    for edit in sorted(found):
        if edit.right != text[edit.start : edit.end] and (not kept or edit.start >= kept[-1].end):
            kept.append(edit)
    return kept


# -- symbols and abbreviations -----------------------------------------------------------------------------------------


def _alike(part: str) -> str:
    """A part of a symbol with letters that are taken for one another made one, and doubled letters once."""
    plain = unicodedata.normalize("NFC", part).upper().translate(_ALIKE)
    return re.sub(r"(.)\1+", r"\1", plain)


@cache
def _parts() -> tuple[frozenset[str], dict[str, str]]:
    """The parts of symbols that are known, and the one that each likeness stands for, where there is only one."""
    known = {symbol for entry in load("instruments")["instrument"] for symbol in entry.get("symbols", ())}
    for agency in load("agencies")["agency"]:
        for code in (agency["code"], *agency.get("codes", ())):
            known |= set(_PART.findall(code))
    known |= {"TU", "TW", "TTg", "CP", "UBND", "HĐND", "UB", "CTr", "BTV", "BCĐ", "VP", "QH", "CCHC", "TTHC", "HĐTĐ"}
    return frozenset(known), _unique({part: _alike(part) for part in known})


@cache
def _known_abbreviations() -> tuple[frozenset[str], dict[str, str]]:
    known = {"TTHC", "CCHC", "QPPL", "VBQPPL", "UBND", "HĐND", "CBCC", "CBCCVC", "CNTT", "DVCTT", "HCNN", "NSNN"}
    return frozenset(known), _unique({word: _alike(word) for word in known})


def _unique(alike: dict[str, str]) -> dict[str, str]:
    by_likeness: dict[str, set[str]] = {}
    for part, likeness in alike.items():
        by_likeness.setdefault(likeness, set()).add(part)
    for parts in by_likeness.values():  # "QD" is how "QĐ" is written without its stroke
        parts -= {part.replace("Đ", "D") for part in parts if "Đ" in part}
    return {likeness: next(iter(parts)) for likeness, parts in by_likeness.items() if len(parts) == 1}


def _symbols(text: str) -> Iterator[Edit]:
    known, alike = _parts()
    for symbol in _SYMBOL.finditer(text):
        for part in _PART.finditer(symbol[0]):
            right = alike.get(_alike(part[0]))
            if part[0] not in known and right is not None and not part[0].islower():
                yield Edit(symbol.start() + part.start(), symbol.start() + part.end(), right)


def _abbreviations(text: str) -> Iterator[Edit]:
    known, alike = _known_abbreviations()
    for match in _ABBREVIATION.finditer(text):
        letters = match[0].strip("'`’‘“”\"")
        right = alike.get(_alike(letters))
        if right is None or letters in known:
            continue
        lead = len(match[0]) - len(match[0].lstrip('“”"'))
        yield Edit(match.start() + lead, match.end(), right)


# -- quarters ----------------------------------------------------------------------------------------------------------


def _has_roman_quarters(document: Document) -> bool:
    """Whether a document numbers its quarters in roman figures: some are, and none is 2, 3 or 4.

    A "1" is hardly ever read as "I", "I" often as "1": one "Quý I" tells.
    """
    said = {match[2] for block in document.blocks for match in _QUARTER.finditer(block.text)}
    return bool(said & {"I", "II", "III", "IV", "H", "HI"}) and not said & {"2", "3", "4"}


def _quarters(text: str) -> Iterator[Edit]:
    for match in _QUARTER.finditer(text):
        right = _MISREAD_QUARTERS.get(match[2])
        if right is not None:
            yield Edit(*match.span(2), right)


# -- names -------------------------------------------------------------------------------------------------------------


def _bare(text: str) -> str:
    """A text without marks, blanks and punctuation: what a recognition hardly ever misreads."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if char.isalnum())


@cache
def _by_bare() -> dict[str, str]:
    """Every name of the lists by its bare letters, where they stand for one name alone."""
    found: dict[str, set[str]] = {}
    for name in _listed():
        if 2 <= len(name.split()) <= LONGEST:
            found.setdefault(_bare(name), set()).add(name)
    return {bare: next(iter(names)) for bare, names in found.items() if len(names) == 1 and len(bare) > 3}


def _listed() -> Iterator[str]:
    """The names of heads of tables, areas, headings and units, in lower case."""
    heads = load("table_heads")
    yield from heads["number"]
    yield from heads["note"]
    for kind in ("scores", "tasks", "budget", "targets"):
        for column in heads[kind].values():
            yield from (*column.get("strong", ()), *column.get("weak", ()))
    for area in load("areas")["area"]:
        yield from area.get("names", ())
        yield from area.get("short", ())
    for theme in load("headings")["theme"]:
        yield from theme["begins"]
    for agency in load("agencies")["agency"]:
        yield fold(agency["name"]).text
    yield from ("công tác chỉ đạo điều hành", "công tác chỉ đạo, điều hành", "chỉ đạo, điều hành cải cách hành chính")
    yield from ("tổng cộng", "nội dung chi tiết", "các phòng, đơn vị liên quan", "văn phòng sở", "thường xuyên")


def _names(text: str) -> Iterator[Edit]:
    """Runs of words that are a name but for marks or blanks; the longest run counts."""
    if len(text) > 400:
        return
    words = list(_WORDS.finditer(text))
    names = _by_bare()
    at = first = 1 if words and _LABEL.match(text) else 0
    while at < len(words):
        for last in range(min(at + LONGEST, len(words)) - 1, at - 1, -1):
            start, end = words[at].start(), words[last].end()
            name = names.get(_bare(text[start:end]))
            if name is not None:
                right = _cased(name, text[start:end])
                alone = at == first and last == len(words) - 1
                enough = alone or last - at + 1 >= FEWEST
                if enough and right is not None and fold(text[start:end]).text != fold(right).text:
                    yield Edit(start, end, right)
                at = last
                break
        at += 1


def _cased(name: str, like: str) -> str | None:
    """The words that were read with the letters of a name, in their own case and punctuation; lost blanks come back."""
    letters = sum(char.isalnum() for char in like)
    if letters != sum(char.isalnum() for char in name):
        return None
    result = ""
    following = iter(name)
    for char in like:
        if not char.isalnum():
            result += char
            continue
        right = next(following)
        apart = False
        while not right.isalnum():
            apart = True
            right = next(following)
        if apart and result and result[-1].isalnum():
            result += " "
        result += right.upper() if char.isupper() else right
    return result
