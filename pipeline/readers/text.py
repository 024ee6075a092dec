"""Plain text and Markdown."""

from __future__ import annotations

import re

from pipeline.errors import ReadError
from pipeline.readers import assemble
from pipeline.readers.assemble import Piece
from schemas.document import Cell, Document, Table

_HEADING = re.compile(r"\s*(#{1,6})\s+(.*)")
_TAGS = re.compile(r"</?(?:b|i|u|strong|em|p|br|span|sup|sub)\b[^<>]*>", re.IGNORECASE)
_DEBRIS = re.compile(r"\[bookmark: [^\]]*\]")
_EMPHASIS = re.compile(r"(\*{1,3})(\S(?:[^*]*\S)?)\1")


def read(data: bytes, name: str = "") -> Document:
    """Read a text file."""
    text = data.decode("utf-8-sig", "replace")
    pieces: list[Piece] = []
    rows: list[list[str]] = []
    gap = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if "\t" in line.strip("\n ") and line.strip():
            rows.append(line.split("\t"))
            continue
        if rows:
            pieces.append(_table(rows, gap))
            rows, gap = [], 0
        if not line.strip():
            gap += 1
            continue
        pieces.append(_line(line, gap))
        gap = 0
    if rows:
        pieces.append(_table(rows, gap))
    blocks = assemble.blocks(pieces)
    if not blocks:
        raise ReadError("empty", "Tệp không có chữ nào; kiểm tra lại tệp gốc.")
    return Document("md" if name.lower().endswith((".md", ".markdown")) else "txt", blocks)


def _line(line: str, gap: int) -> Piece:
    heading = _HEADING.match(line)
    level = None
    if heading:
        level, line = len(heading[1]), heading[2]
    text, bold = _plain(line)
    text = re.sub(r"^\s*- (?=\+ )", "", text)
    return Piece(text, "heading" if level else "paragraph", level, bold=bold, gap=gap)


def _plain(text: str) -> tuple[str, bool]:
    text = _DEBRIS.sub("", text)
    stripped = text.strip()
    bold = (stripped.startswith("**") and stripped.endswith("**")) or stripped.startswith("<b>")
    if "<" in text:
        text = _TAGS.sub("", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return text, bold


def _table(rows: list[list[str]], gap: int) -> Piece:
    columns = max(len(row) for row in rows)
    cells: list[Cell] = []
    for i, row in enumerate(rows):
        for j in range(columns):
            raw, bold = _plain(row[j]) if j < len(row) else ("", False)
            text, breaks = assemble.lines(raw)
            cells.append(Cell(i, j, text, breaks=breaks, bold=bold))
    return Piece("", "table", table=Table(tuple(cells), len(rows), columns), gap=gap)
