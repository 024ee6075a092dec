"""What was repaired, not understood or left out on the way from file to records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extractors.checks.wording import brief
from extractors.structure import RowRole, TableKind
from extractors.vietnamese.text import has_digit
from schemas.document import Place
from schemas.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.structure import TableReading, TableRow, View
    from schemas.document import Block

LOW_OCR = 0.7
"""Below this mean word confidence a block's words should be read by a person."""
LOW_WORD, LOW_FIGURE = 0.5, 0.8
"""Below this confidence a word, or a word with figures, should."""

_KINDS = {
    TableKind.LETTERHEAD: ("letterhead", "phần đầu văn bản"),
    TableKind.SIGNATURE: ("signature", "phần chữ ký"),
    TableKind.LAYOUT: ("layout", "khung trình bày"),
    TableKind.GUIDE: ("guide", "bảng hướng dẫn chấm điểm"),
    TableKind.OTHER: ("unclassified", "bảng chưa nhận ra loại"),
}
_ROLES = {
    RowRole.HEADER: ("header", "tiêu đề cột"),
    RowRole.COLUMN_NUMBERS: ("column_numbers", "số thứ tự cột"),
    RowRole.SECTION: ("section", "dòng tiêu đề nhóm"),
    RowRole.STATISTIC: ("statistic", "dòng thống kê"),
    RowRole.NOTE: ("note", "dòng ghi chú"),
    RowRole.BLANK: ("blank", "dòng trống"),
}


def check(view: View) -> Iterator[Finding]:
    """Findings about the reading itself."""
    yield from _notes(view)
    yield from _repairs(view)
    yield from _ocr(view)
    yield from _tables(view)


def _notes(view: View) -> Iterator[Finding]:
    """What the reader met in the file."""
    for note in view.document.notes:
        block = note.block if note.block is not None and note.block < len(view.blocks) else 0
        size = len(view.blocks[block].text) if view.blocks else 0
        end = size if note.end is None else note.end
        place = view.place(block, note.start, end) if view.blocks else Place(0, 0, 0)
        actual = str(note.count) if note.count > 1 else None
        yield Finding(place=place, rule=note.code, severity="info", message=note.message, actual=actual)


def _repairs(view: View) -> Iterator[Finding]:
    """Slips that were read as the words that are meant."""
    for block in view.blocks:
        folded = view.folded[block.index]
        seen: set[str] = set()
        for start, end, _ in folded.repairs:
            written = folded.original[start:end]
            if written in seen:
                continue
            seen.add(written)
            message = f"“{written}” được đọc là “{folded.text[start:end]}”."
            place = view.place(block.index, start, end)
            yield Finding(place=place, rule="text_repaired", severity="info", message=message, actual=written)


def _ocr(view: View) -> Iterator[Finding]:
    """The words that a recognition was least sure of, each by itself; a block that is full of them, as a whole."""
    for block in view.blocks:
        confidence = block.ocr_confidence
        if confidence is None or not block.text:
            continue
        if confidence < LOW_OCR:
            place = view.place(block.index, 0, len(block.text))
            yield _unsure(place, block.text, confidence, LOW_OCR)
            continue
        for start, end, sure in block.doubts:
            words = block.text[start:end]
            limit = LOW_FIGURE if has_digit(words) else LOW_WORD
            if sure < limit:
                yield _unsure(view.place(block.index, start, end), words, sure, limit)


def _unsure(place: Place, words: str, confidence: float, limit: float) -> Finding:
    return Finding(
        place=place, rule="ocr_low_confidence", severity="warning", expected=f"≥ {limit}", actual=f"{confidence:.2f}",
        message=f"Chữ nhận dạng chưa chắc ({round(100 * confidence)}%): “{brief(words)}”.",
    )  # fmt: skip


# -- tables ------------------------------------------------------------------------------------------------------------


def _tables(view: View) -> Iterator[Finding]:
    """Every row of every table that became no record, with the rule that left it out."""
    readings: dict[int, list[TableReading]] = defaultdict(list)
    for reading in view.tables:
        readings[reading.block].append(reading)
    for block in view.blocks:
        if block.table is None:
            continue
        rows: dict[int, tuple[TableReading, TableRow]] = {}
        for reading in readings[block.index]:
            rows |= {row.index: (reading, row) for row in reading.rows}
            if reading.kind is TableKind.OTHER:
                yield _unclassified(view, block, reading)
        for index, (start, end) in enumerate(block.table.layout()[1]):
            if (block.index, index) not in view.used_rows:
                rule, reason = _reason(rows.get(index), block.text[start:end])
                place = view.place(block.index, start, end, index)
                message = f"Dòng {index + 1} của bảng không thành bản ghi: {reason}."
                yield Finding(place=place, rule="row_unused", severity="info", message=message, actual=rule)


def _unclassified(view: View, block: Block, reading: TableReading) -> Finding:
    first = reading.rows[0] if reading.rows else None
    head = " | ".join(column.header for column in reading.columns if column.header)
    start, end = (first.start, first.end) if first else (0, 0)
    words = brief(head or block.text[start:end])
    return Finding(
        place=view.place(block.index, start, end, first.index if first else None), rule="table_unclassified",
        severity="warning", message=f"Chưa nhận ra loại bảng: “{words}”.", actual=words,
    )  # fmt: skip


def _reason(found: tuple[TableReading, TableRow] | None, text: str) -> tuple[str, str]:
    """The rule that left a row out, and its wording."""
    if not text.strip(" |"):
        return "blank", "dòng trống"
    if found is None:
        return "unclassified", "chưa nhận ra"
    reading, row = found
    if reading.kind in (TableKind.LETTERHEAD, TableKind.SIGNATURE, TableKind.LAYOUT):
        return _KINDS[reading.kind]
    return _ROLES.get(row.role) or _KINDS.get(reading.kind) or ("no_record", "không có dữ liệu để ghi")
