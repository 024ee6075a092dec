"""Plain text and Markdown: lines become paragraphs, lines with tabs or pipes tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.vietnamese.legacy_encodings import Decoder
from extractors.vietnamese.text import continues
from pipeline.errors import ReadError
from pipeline.readers import assemble, encoding, furniture, legacy, markup
from pipeline.readers.assemble import LONG, Piece
from schemas.document import Cell, Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import BlockKind

_MARKDOWN_NAMES = (".md", ".markdown")
# A number or bullet with a tab behind it, as word processors save lists: "1.<tab>Mục đích", "-<tab>Như trên".
_TABBED_LABEL = re.compile(r"\s*(?:[-+*•–o]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)])\s*$")
_PIPES = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
# The cells of a frame that a portal leaves between pipes, one at the end or alone: "Số: 3/QĐ-UBND | Hà Nội, ngày |".
_FRAME = re.compile(r"\s+\|\s+|\s+\|$|^\|$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
# A line that a new paragraph begins with, whatever the one before lacks: a bullet, a number, a heading in capitals.
_OPENS = re.compile(
    r"\s*(?:[-–+*•▪●○◦❖➢✓]|\(?(?:\d{1,3}|[IVX]{1,5}|[a-zđ])(?:\.\d{1,3})*[.)/]|(?:Điều|Chương|Mục|Phần)\s)"
)


def read(data: bytes, name: str = "") -> Document:
    """Read a text; a Markdown file is told from a plain one by its name alone, since the bytes cannot tell them."""
    text, notes = encoding.decode(data)
    decoder = Decoder({"": text})
    if decoder:  # text of before Unicode, pasted without its font
        text, notes = decoder(text, ""), []
    lines, found = furniture.drop(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if "|" in text:
        lines = _unframed(lines)
    blocks = assemble.blocks(_pieces(lines))
    if not blocks:
        raise ReadError("empty", "Tệp không có chữ nào; hãy kiểm tra lại tệp gốc.")
    kind = "md" if name.lower().endswith(_MARKDOWN_NAMES) else "txt"
    return Document(kind, blocks, notes=(*legacy.notes([decoder]), *notes, *found))


def _pieces(lines: list[str]) -> Iterator[Piece]:
    width = _width(lines)
    rows: list[list[str]] = []
    gap = False  # a blank line stands before this one
    open_piece: Piece | None = None
    last = ""  # the last line of the open piece
    for at, line in enumerate(lines):
        row = _row(line, rows, lines[at + 1] if at + 1 < len(lines) else "")
        if row is not None or (rows and _PIPE_RULE.match(line)):
            if open_piece is not None:
                yield open_piece
                open_piece = None
            rows += [row] if row is not None else []
            continue
        if rows:
            yield _table(rows)
            rows = []
        if not line.strip() or _FENCE.match(line):
            gap = True
            continue
        piece = _paragraph(line)
        if open_piece is not None and not gap and _is_wrapped(last, line, width) and piece.level is None:
            open_piece.text += "\n" + piece.text
            open_piece.wrapped += 1
        else:
            if open_piece is not None:
                yield open_piece
            open_piece = piece
        last, gap = line, False
    if open_piece is not None:
        yield open_piece
    if rows:
        yield _table(rows)


def _unframed(lines: list[str]) -> list[str]:
    """Lines of their own for what stands between pipes of a frame; rows of a table without outer pipes get these."""
    result: list[str] = []
    counts = [line.count("|") if not line.rstrip().endswith("|") else 0 for line in lines]
    for at, line in enumerate(lines):
        around = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        whole = _PIPES.match(line) is not None
        wide = whole and any(other.count("|") > 2 for other in (line, *around))
        if "|" not in line or "\t" in line or wide or _PIPE_RULE.match(line):
            result.append(line)
        elif whole:  # "| CHỦ TỊCH |": a frame of one column
            result.append(line.strip().strip("|"))
        elif counts[at] >= 2 and counts[at] in (*counts[max(0, at - 1) : at], *counts[at + 1 : at + 2]):
            result.append(f"|{line}|")
        else:
            result += [part for part in _FRAME.split(line) if part.strip()] or [""]
    return result


def _paragraph(line: str) -> Piece:
    if line.lstrip().startswith(">"):
        line = _QUOTE.sub("", line, count=1)
    marked = markup.plain(line)
    kind: BlockKind = "paragraph" if marked.level is None else "heading"
    return Piece(marked.text, kind, marked.level, bold=marked.bold, italic=marked.italic)


# Hard wraps


def _width(lines: list[str]) -> int | None:
    """The width at which the text was wrapped; None where its lines are whole paragraphs.

    Wrapped texts have many lines of about the same length, none much longer, and few of these end a sentence.
    """
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip() and "\t" not in line)
    if len(lengths) < 8:
        return None
    width = lengths[len(lengths) * 19 // 20]
    if not LONG <= width <= 130 or lengths[-1] > width * 1.3:
        return None
    full = [line for line in lines if len(line.rstrip()) >= width * 0.8]
    open_ended = sum(line.rstrip()[-1] not in ".:;!?" for line in full)
    return width if len(full) * 4 >= len(lengths) and open_ended * 2 >= len(full) else None


def _is_wrapped(left: str, right: str, width: int | None) -> bool:
    """Whether the wrap at ``width`` cut ``right`` off ``left``: its first word had no place on that line."""
    left, right = left.rstrip(), right.strip()
    if width is None or _OPENS.match(right) or left.isupper() or right.isupper() or left[-1] in ".:;!?":
        return False
    if len(left) + 1 + len(right.split(maxsplit=1)[0]) < width * 0.9:
        return False
    return not right[0].isupper() or len(left) >= LONG or continues(left, right)


# Tables


def _row(line: str, above: list[list[str]], following: str) -> list[str] | None:
    """The cells of a line of a table, None for any other line."""
    if "|" in line and _PIPES.match(line) and not _PIPE_RULE.match(line) and line.count("|") > 2 - bool(above):
        return [cell.replace("\\|", "|") for cell in _PIPE.split(line.strip().strip("|"))]
    if "\t" not in line:
        return None
    cells = line.split("\t")
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return cells if above and following.count("\t") else None
    if len(filled) == 1:  # a heading over the table's columns, or a line with a tab before or behind it
        return cells if len(cells) > 2 or above or (following.count("\t") > 1 and line.endswith("\t")) else None
    if len(filled) == 2 and _TABBED_LABEL.match(filled[0]) and not (above and len(above[-1]) > 2):
        return None
    return cells


def _table(rows: list[list[str]]) -> Piece:
    columns = max(len(row) for row in rows)
    cells: list[Cell] = []
    for index, row in enumerate(rows):
        for column in range(columns):
            marked = markup.plain(row[column] if column < len(row) else "")
            text, breaks = assemble.lines(marked.text)
            cells.append(Cell(index, column, text, breaks=breaks, bold=marked.bold and bool(text)))
    return Piece("", "table", table=Table(tuple(cells), len(rows), columns))
