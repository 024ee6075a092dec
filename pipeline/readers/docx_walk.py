"""The walk over a plain Word tree: one pass, an event for each element that matters, pieces come out.

The pass is flat (lxml filters the elements in C); a paragraph ends where the next one, a row or a cell begins, a table
where something begins that does not stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.assemble import Piece
from pipeline.readers.docx_names import ID, VAL, M, W, is_on, number
from pipeline.readers.docx_styles import PLAIN, edges, has_lines
from pipeline.readers.docx_tables import MAX_COLUMNS, RawCell, RawRow, RawTable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from lxml import etree

    from pipeline.readers.docx_numbering import Label, Numbering
    from pipeline.readers.docx_styles import Style, Styles
    from schemas.document import Alignment

    Handler = Callable[["Walk", etree._Element], None]

_ALIGN: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify", "thaiDistribute": "justify",
}  # fmt: skip


class _Open:
    """The paragraph that is being read."""

    __slots__ = ("align", "bold", "footnotes", "italic", "level", "num_id", "num_level", "parts", "plain", "shown", "style", "style_id", "upright")

    def __init__(self, style: Style) -> None:
        self.style = style
        self.style_id: str | None = None
        self.parts: list[str] = []
        self.align: str | None = None
        self.level: int | None = None
        self.num_id: str | None = None
        self.num_level: int | None = None
        self.plain = False  # a run that is not bold was met
        self.upright = False  # a run that is not italic was met
        self.footnotes: list[str] = []


class Walk:
    """Reads one part; ``pieces`` are what stands in it, top level, in reading order."""

    def __init__(self, styles: Styles, numbering: Numbering, counts: Counter[str]) -> None:
        self.pieces: list[Piece | RawTable] = []
        self._styles = styles
        self._numbering = numbering
        self._counts = counts
        self._tables: list[RawTable] = []
        self._open: _Open | None = None
        self._bold: bool | None = None
        self._italic: bool | None = None
        self._hidden: bool | None = None
        self._in_run = False
        self._gap = 0

    def run(self, root: etree._Element) -> list[Piece | RawTable]:
        """Walk the tree below ``root``."""
        for element in root.iter(*_HANDLERS):
            _HANDLERS[element.tag](self, element)
        self._close()
        return self.pieces

    # Paragraphs

    def paragraph(self, element: etree._Element) -> None:
        self._close()
        if self._tables:
            self._leave(element.getparent())
        self._open = _Open(self._styles.default)
        self._in_run = False

    def run_start(self, element: etree._Element) -> None:
        self._in_run = True
        self._bold = self._italic = self._hidden = None

    def text(self, element: etree._Element) -> None:
        text = element.text
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        paragraph = self._open
        if paragraph is None:
            return
        style = paragraph.style
        if self._hidden if self._hidden is not None else style.hidden:
            self._counts["hidden_text"] += 1
            return
        paragraph.parts.append(text)
        if not paragraph.plain and not (style.bold if self._bold is None else self._bold) and not text.isspace():
            paragraph.plain = True
        if not paragraph.upright and not (style.italic if self._italic is None else self._italic) and not text.isspace():
            paragraph.upright = True

    def line_end(self, element: etree._Element) -> None:
        self._add("\n")

    def blank(self, element: etree._Element) -> None:
        if self._in_run:  # a tab stop of the paragraph's properties is none
            self._add("\t")

    def hyphen(self, element: etree._Element) -> None:
        self._add("-")

    def style(self, element: etree._Element) -> None:
        if self._open is not None:
            self._open.style_id = element.get(VAL)
            self._open.style = self._styles.paragraph(self._open.style_id)

    def run_style(self, element: etree._Element) -> None:
        if self._in_run:
            style = self._styles.by_id.get(element.get(VAL, ""), PLAIN)
            self._bold, self._italic, self._hidden = style.bold, style.italic, style.hidden

    def bold(self, element: etree._Element) -> None:
        if self._in_run:
            self._bold = is_on(element.get(VAL))

    def italic(self, element: etree._Element) -> None:
        if self._in_run:
            self._italic = is_on(element.get(VAL))

    def vanish(self, element: etree._Element) -> None:
        if self._in_run:
            self._hidden = is_on(element.get(VAL))

    def align(self, element: etree._Element) -> None:
        if self._open is not None and not self._in_run:
            self._open.align = element.get(VAL)

    def outline_level(self, element: etree._Element) -> None:
        level = number(element.get(VAL))
        if self._open is not None and level is not None:
            self._open.level = level + 1

    def list_id(self, element: etree._Element) -> None:
        if self._open is not None:
            self._open.num_id = element.get(VAL)

    def list_level(self, element: etree._Element) -> None:
        if self._open is not None:
            self._open.num_level = number(element.get(VAL))

    def footnote(self, element: etree._Element) -> None:
        if self._open is not None and not (self._hidden or False):
            kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
            self._open.footnotes.append(f"{kind}:{element.get(ID)}")

    def _close(self) -> None:
        paragraph, self._open = self._open, None
        if paragraph is None:
            return
        piece = self._piece(paragraph)
        table = self._tables[-1] if self._tables else None
        if table is not None:
            table.rows[-1].cells[-1].pieces.append(piece) if piece else None
        elif piece is None:
            self._gap += 1
        else:
            piece.gap, self._gap = self._gap, 0
            self.pieces.append(piece)

    def _piece(self, paragraph: _Open) -> Piece | None:
        text = "".join(paragraph.parts)
        label = self._label(paragraph)
        blank = not text or text.isspace()
        if blank and (label is None or label.bullet or not self._tables):
            return None
        style = paragraph.style
        level = style.level if paragraph.level is None else paragraph.level if paragraph.level <= 9 else None
        if label is not None:
            text = label.text + ("" if label.glued else " ") + text.lstrip()
        return Piece(
            text,
            "heading" if level is not None else "paragraph",
            level,
            None if label is None else label.text,
            style.name,
            not paragraph.plain,
            not paragraph.upright,
            _ALIGN.get(paragraph.align or style.align or ""),
            footnotes=tuple(paragraph.footnotes),
        )

    def _label(self, paragraph: _Open) -> Label | None:
        style = paragraph.style
        if paragraph.num_id is not None:
            return self._numbering.label(paragraph.num_id, paragraph.num_level or 0)
        if style.num_id is not None:
            return self._numbering.label(style.num_id, style.num_level, paragraph.style_id)
        return None

    # Tables

    def _leave(self, parent: etree._Element | None) -> None:
        """Close the tables that an element with this parent does not stand in."""
        tables = self._tables
        while tables:
            rows = tables[-1].rows
            if rows and rows[-1].cells and rows[-1].cells[-1].element is parent:
                return
            tables.pop()

    def table(self, element: etree._Element) -> None:
        self._close()
        self._leave(element.getparent())
        raw = RawTable(element)
        if self._tables:
            self._tables[0].nested.append(raw)
        else:
            raw.gap, self._gap = self._gap, 0
            self.pieces.append(raw)
        self._tables.append(raw)

    def row(self, element: etree._Element) -> None:
        self._close()
        parent = element.getparent()
        while self._tables and self._tables[-1].element is not parent:
            self._tables.pop()
        if self._tables:
            self._tables[-1].rows.append(RawRow(element))

    def cell(self, element: etree._Element) -> None:
        self._close()
        parent = element.getparent()
        while self._tables and not (self._tables[-1].rows and self._tables[-1].rows[-1].element is parent):
            self._tables.pop()
        if self._tables:
            self._tables[-1].rows[-1].cells.append(RawCell(element))

    def _cell(self) -> RawCell | None:
        rows = self._tables[-1].rows if self._tables else None
        return rows[-1].cells[-1] if rows and rows[-1].cells else None

    def span(self, element: etree._Element) -> None:
        cell = self._cell()
        if cell is not None:
            cell.span = min(max(number(element.get(VAL)) or 1, 1), MAX_COLUMNS)

    def merge(self, element: etree._Element) -> None:
        cell = self._cell()
        if cell is not None:
            cell.merge = "restart" if element.get(VAL) == "restart" else "continue"

    def merge_left(self, element: etree._Element) -> None:
        cell = self._cell()
        if cell is not None:
            cell.merged_left = element.get(VAL) != "restart"

    def before(self, element: etree._Element) -> None:
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].before = min(max(number(element.get(VAL)) or 0, 0), MAX_COLUMNS)

    def grid_column(self, element: etree._Element) -> None:
        if self._tables:
            self._tables[-1].widths.append(number(element.get(f"{W}w")) or 0)

    def table_style(self, element: etree._Element) -> None:
        if self._tables and self._tables[-1].ruled is None:
            self._tables[-1].ruled = self._styles.by_id.get(element.get(VAL, ""), PLAIN).ruled

    def borders(self, element: etree._Element) -> None:
        if self._tables:
            self._tables[-1].ruled = has_lines(element)

    def cell_borders(self, element: etree._Element) -> None:
        if self._tables and not self._tables[-1].ruled and edges(element):
            self._tables[-1].ruled_cells += 1

    def embedded(self, element: etree._Element) -> None:
        self._counts["embedded_part"] += 1


_HANDLERS: dict[object, Handler] = {
    f"{W}p": Walk.paragraph,
    f"{W}pStyle": Walk.style,
    f"{W}jc": Walk.align,
    f"{W}outlineLvl": Walk.outline_level,
    f"{W}numId": Walk.list_id,
    f"{W}ilvl": Walk.list_level,
    f"{W}r": Walk.run_start,
    f"{M}r": Walk.run_start,
    f"{W}rStyle": Walk.run_style,
    f"{W}b": Walk.bold,
    f"{W}i": Walk.italic,
    f"{W}vanish": Walk.vanish,
    f"{W}t": Walk.text,
    f"{M}t": Walk.text,
    f"{W}tab": Walk.blank,
    f"{W}ptab": Walk.blank,
    f"{W}br": Walk.line_end,
    f"{W}cr": Walk.line_end,
    f"{W}noBreakHyphen": Walk.hyphen,
    f"{W}footnoteReference": Walk.footnote,
    f"{W}endnoteReference": Walk.footnote,
    f"{W}tbl": Walk.table,
    f"{W}tblStyle": Walk.table_style,
    f"{W}tblBorders": Walk.borders,
    f"{W}gridCol": Walk.grid_column,
    f"{W}tr": Walk.row,
    f"{W}gridBefore": Walk.before,
    f"{W}tc": Walk.cell,
    f"{W}gridSpan": Walk.span,
    f"{W}hMerge": Walk.merge_left,
    f"{W}vMerge": Walk.merge,
    f"{W}tcBorders": Walk.cell_borders,
    f"{W}altChunk": Walk.embedded,
}
