"""Build the sample documents from their readable sources: ``python -m samples.build``.

A source is plain text in parts that begin with a ``::`` line. ``letterhead`` and ``signature`` are two columns cut at
``||``; ``title`` and ``annex`` are centred lines; in ``body`` a line is a paragraph, ``#`` marks a heading, lines with
``-`` and ``+`` are items, lines with ``|`` the rows of a table, where ``>`` joins a cell to the one on its left, ``^``
to the one above, and a slash between blanks is a line end inside a cell.

Each source becomes ``NAME.docx`` as an office would write it, and ``NAME.txt`` as a text dump of it would look. Equal
sources give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
LINE_END = " / "
CREATED = datetime(2024, 1, 1)  # noqa: DTZ001  the files carry no clock of the machine that built them


@dataclass
class Part:
    """A part of a source: its kind and its lines."""

    kind: str
    lines: list[str] = field(default_factory=list)


def parts(source: str) -> list[Part]:
    """The parts of a source in order."""
    found: list[Part] = []
    for line in source.splitlines():
        if line.startswith(":: "):
            found.append(Part(line[3:].strip()))
        else:
            found[-1].lines.append(line.rstrip())
    return found


def columns(part: Part) -> tuple[list[str], list[str]]:
    """The two columns of a letterhead or signature, without the lines that are empty on that side."""
    pairs = [[*line.split("||"), ""][:2] for line in part.lines if line.strip()]
    left, right = ([side.strip() for side in pair] for pair in zip(*pairs, strict=True))
    return [line for line in left if line], [line for line in right if line]


def row(line: str) -> list[str]:
    """The cells of a table's row."""
    return [cell.strip() for cell in line[1:].split("|")]


def groups(lines: list[str]) -> list[list[str]]:
    """A body's lines as paragraphs, items and tables: a table is one group, any other line is one of its own."""
    found: list[list[str]] = []
    for line in lines:
        if not line:
            continue
        if line.startswith("|") and found and found[-1][-1].startswith("|"):
            found[-1].append(line)
        else:
            found.append([line])
    return found


# ---- the text dump


def dump(source: str) -> str:
    """The source as a text dump of the Word file would look: letterhead line by line, tabs between cells."""
    out: list[str] = []
    for part in parts(source):
        if part.kind in ("letterhead", "signature"):
            for side in columns(part):
                out += [*side, ""]
        elif part.kind in ("title", "annex"):
            out += [line for line in part.lines if line] + [""]
        else:
            for group in groups(part.lines):
                out += [_dumped(line) for line in group] + [""]
    return "\n".join(out).rstrip() + "\n"


def _dumped(line: str) -> str:
    if line.startswith("|"):
        cells = row(line)
        return "\t".join("" if cell in (">", "^") else cell.replace(LINE_END, " ") for cell in cells)
    return line.lstrip("# ") if line.startswith("#") else line


# ---- the Word file


def word(source: str) -> bytes:
    """The source as a Word file."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    for part in parts(source):
        if part.kind in ("letterhead", "signature"):
            _two_columns(document, part)
        elif part.kind in ("title", "annex"):
            for line in part.lines:
                if line:
                    _paragraph(document, line, centred=True, bold=not line.startswith("("))
        else:
            for group in groups(part.lines):
                _group(document, group)
    document.core_properties.created = document.core_properties.modified = CREATED
    document.core_properties.author = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _two_columns(document: WordDocument, part: Part) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, columns(part), strict=True):
        _fill(cell, lines, centred=True, bold=True)


def _fill(cell: _Cell, lines: list[str], *, centred: bool = False, bold: bool = False) -> None:
    for index, line in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = bold and line.isupper()
        if centred and not line.startswith("-"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraph(document: WordDocument, text: str, *, centred: bool = False, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _group(document: WordDocument, group: list[str]) -> None:
    first = group[0]
    if first.startswith("|"):
        _table(document, [row(line) for line in group])
    elif first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        document.add_heading(first.lstrip("# "), level=level)
    else:
        _paragraph(document, first)


def _table(document: WordDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for r, cells in enumerate(table_cells(rows)):
        for c, text, width, height in cells:
            cell = table.cell(r, c)
            if (width, height) != (1, 1):
                cell = cell.merge(table.cell(r + height - 1, c + width - 1))
            _fill(cell, text.split(LINE_END), bold=r == 0)


def table_cells(rows: list[list[str]]) -> list[list[tuple[int, str, int, int]]]:
    """The cells of each row that stand for themselves: column, text, and how many columns and rows they cover."""
    width = max(map(len, rows))
    found: list[list[tuple[int, str, int, int]]] = []
    for r, cells in enumerate(rows):
        found.append([])
        for c in range(width):
            text = cells[c] if c < len(cells) else ""
            if text in (">", "^"):
                continue
            right, down = c, r
            while right + 1 < len(cells) and cells[right + 1] == ">":
                right += 1
            while down + 1 < len(rows) and c < len(rows[down + 1]) and rows[down + 1][c] == "^":
                down += 1
            found[-1].append((c, text, right - c + 1, down - r + 1))
    return found


def steady(data: bytes) -> bytes:
    """The same package with one fixed time in its entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, CREATED.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def paths() -> list[Path]:
    """The files that are built: a text dump and a Word file a source."""
    return [HERE / f"{path.stem}{suffix}" for path in sorted(SOURCES.glob("*.source")) for suffix in (".docx", ".txt")]


def build() -> list[Path]:
    """Write every sample beside its sources' folder; the paths written."""
    written: list[Path] = []
    for path in sorted(SOURCES.glob("*.source")):
        source = path.read_text(encoding="utf-8")
        text, office = HERE / f"{path.stem}.txt", HERE / f"{path.stem}.docx"
        text.write_text(dump(source), encoding="utf-8")
        office.write_bytes(word(source))
        written += [text, office]
    return written


if __name__ == "__main__":
    from samples.formats import build_formats  # it needs this module whole

    build()
    build_formats()
