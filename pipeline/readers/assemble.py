"""From the pieces that a reader met to the blocks of a document: cleaned, numbered, cut sentences mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.vietnamese.text import clean
from schemas.document import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.document import Alignment, BlockKind, Table

# A bullet typed at the start of a line: "- Như trên;", "+ Chỉ số PCI", "• 100% hồ sơ".
BULLET = re.compile(r"([-–—+*•▪●○◦‣·]|o(?=\s))(?=\s|[^\W\d_])")


@dataclass(slots=True)
class Piece:
    """A paragraph or table as a reader met it. ``text`` is raw: a line end inside it is ``\\n``; ``gap`` counts the blank lines before it."""

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    label: str | None = None
    style: str | None = None
    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    table: Table | None = None
    gap: int = 0
    footnotes: tuple[str, ...] = ()
    page: int | None = None


def lines(raw: str) -> tuple[str, tuple[int, ...]]:
    """Clean text of one or more raw lines, joined by a space, with the offsets of the line ends."""
    if "\n" not in raw:
        return clean(raw), ()
    text = ""
    breaks: list[int] = []
    for line in raw.split("\n"):
        line = clean(line)
        if line:
            if text:
                breaks.append(len(text))
                text += " "
            text += line
    return text, tuple(breaks)


def blocks(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of a document; pieces without text are none."""
    result: list[Block] = []
    for piece in pieces:
        block = _block(len(result), piece)
        if block is None:
            continue
        if result and _continues(result[-1], block):
            result[-1] = _joined(result[-1], block)
        else:
            result.append(block)
    return tuple(result)


def _block(index: int, piece: Piece) -> Block | None:
    if piece.table is not None:
        return Block(index, "table", piece.table.layout()[0], table=piece.table, page=piece.page)
    text, breaks = lines(piece.text)
    if not text:
        return None
    kind, label = piece.kind, piece.label
    if label is None and kind in ("paragraph", "list_item"):
        bullet = BULLET.match(text)
        if bullet:
            label = bullet[1]
    if label is not None and kind == "paragraph":
        kind = "list_item"
    return Block(
        index, kind, text, piece.level, label, piece.style, piece.bold, piece.italic, piece.align, breaks,
        page=piece.page,
    )  # fmt: skip


def _continues(left: Block, right: Block) -> bool:
    if left.kind not in ("paragraph", "list_item") or right.kind != "paragraph" or left.style != right.style:
        return False
    if "center" in (left.align, right.align) or left.bold != right.bold:
        return False
    return left.text[-1] not in ".;:!?…/" and right.text[0].islower() and len(left.text) > 40


def _joined(left: Block, right: Block) -> Block:
    at = len(left.text)
    breaks = (*left.breaks, at, *(at + 1 + offset for offset in right.breaks))
    return replace(left, text=f"{left.text} {right.text}", breaks=breaks, wrapped=left.wrapped + right.wrapped)
