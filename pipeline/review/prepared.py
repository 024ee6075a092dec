"""One document made ready to be shown in any language: its text as mark-up, the boxes on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from pipeline.review.cards import worst
from pipeline.review.marks import marks, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.review.library import Opened, Row
    from pipeline.review.marks import Piece, ShownBlock
    from pipeline.review.pages import Size

_HEADINGS: Final = 6


class Prepared:
    """One document made ready to be shown in any language: its text in pieces and the boxes on its pages.

    Args:
        opened: the document.
        sheets: its pages, with their lines where these are known.
    """

    def __init__(self, opened: Opened, sheets: Sequence[Size] = ()) -> None:
        self.opened = opened
        self.blocks = list(_blocks(opened))
        self.boxes = marks(opened, {sheet.number: sheet.lines for sheet in sheets if sheet.lines})
        self._worst = worst(opened)
        self._made: dict[int, Markup] = {}

    def tint(self, rows: Sequence[Row]) -> str:
        """What is doubtful about the first of the rows, empty for nothing."""
        return self._worst.get(rows[0].number, "")

    def words(self, pieces: Sequence[Piece]) -> Markup:
        """Pieces as mark-up: words that gave rows lead to the first of them."""
        made = self._made.get(id(pieces))  # the same for every language
        if made is None:
            made = self._made[id(pieces)] = Markup("".join(map(self._piece, pieces)))
        return made

    def _piece(self, piece: Piece) -> str:
        """One piece; whatever comes from a document is escaped here."""
        text = escape(piece.text)
        if not (piece.own or piece.used or piece.doubt) or piece.text.isspace():
            return text
        used = f' data-s="{numbers_of(piece.used)}"' if piece.used else ""
        unsure = "unsure" if piece.doubt else ""
        if not piece.own:
            return f'<span class="{unsure}"{used}>{text}</span>'
        looks = " ".join(filter(None, ("w", self.tint(piece.own), unsure)))
        target = escape(piece.own[0].row_id)
        return f'<a class="{looks}" href="#{target}" tabindex="-1" data-r="{numbers_of(piece.own)}"{used}>{text}</a>'


@dataclass(frozen=True, slots=True)
class _Block:
    """A block for the template: what :class:`ShownBlock` has, with its look."""

    shown: ShownBlock
    page: int | None
    number: int
    depth: int
    look: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shown, name)


def _blocks(opened: Opened) -> Iterator[_Block]:
    page, tables = None, 0
    for block in shown(opened):
        told = block.block
        begins = told.page if told.page != page else None
        page = told.page or page
        tables += told.table is not None
        light = not told.bold and told.text.startswith(("-", "+"))  # an item that heads what follows looks like an item
        look = [told.align or "", "bold" if told.bold else "light" if light else "", "italic" if told.italic else ""]
        yield _Block(
            block, begins, tables, min((block.level or 1) + 1, _HEADINGS), "".join(f" {word}" for word in look if word)
        )


def numbers_of(rows: Sequence[Row]) -> str:
    """The numbers of rows as the page's attributes have them."""
    return " ".join(str(row.number) for row in rows)
