"""The walk over a Word 97 file: paragraph by paragraph, pieces and tables come out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.vietnamese.legacy_encodings import Decoder, guess, of_font
from pipeline.readers import doc_file, doc_lists, legacy
from pipeline.readers import docx_symbols as symbols
from pipeline.readers.assemble import Piece
from pipeline.readers.doc_properties import Form, Look, Style, Styles, fonts, form, look
from pipeline.readers.doc_tables import Rows
from pipeline.readers.docx_numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.doc_file import Span, WordFile
    from pipeline.readers.docx_numbering import Label
    from pipeline.readers.docx_tables import RawTable
    from schemas.document import Note

_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
# Marks of pictures, notes and drawings show nothing; the rest are line ends and hyphens.
_SHOWN = str.maketrans(
    dict.fromkeys(map(chr, range(9)), "") | {"\x0b": "\n", "\x0c": "\n", "\x0d": "", "\x0e": "\n", "\x0f": "", "\x10": "",
    "\x11": "", "\x12": "", "\x13": "", "\x14": "", "\x15": "", "\x1e": "-", "\x1f": ""}
)  # fmt: skip
_FIELD_MARK = re.compile("([\x13\x14\x15])")
_SURROGATES = re.compile("[\ud800-\udfff]")
_TEXT, _NOTES, _END_NOTES, _BOXES = 0, 1, 5, 6


@dataclass(slots=True)
class _Run:
    """Text of one look; what it says of a look is its own, its style's or its paragraph's."""

    text: str
    look: Look


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as stored, with what stands at its end: ``\\r``, ``\\x07`` or a page's end."""

    start: int
    end: int
    mark: str
    number: int
    style: Style
    form: Form
    runs: list[_Run] = field(default_factory=list)


class Walk:
    """Reads one file; ``counts`` of what was left out grow while it runs."""

    def __init__(self, file: WordFile) -> None:
        self.counts: Counter[str] = Counter()
        self._file = file
        self._styles = Styles(file.part(doc_file.STYLES))
        self._fonts = fonts(file.part(doc_file.FONTS))
        self._looks: dict[tuple[int, bytes, bytes], Look] = {}
        self._forms: dict[tuple[bytes, bytes], tuple[int, Style, Form]] = {}
        self._lists: Numbering | None = None
        self._field_depth: list[bool] = []  # of the open fields: whether their result is shown yet
        self._tables: list[Rows] = []
        self._met: list[Piece | RawTable] = []
        self._decoder: Decoder | None = None

    def run(self) -> list[Piece | RawTable]:
        """What the file's text says, in reading order."""
        paragraphs = list(self._paragraphs(_TEXT))
        anchored = self._anchored()
        self._decoder = self._find_decoder(paragraphs, anchored)
        waiting = sorted(anchored)
        at = 0
        for paragraph in paragraphs:
            notes: list[str] = []
            boxes: list[_Paragraph] = []
            while at < len(waiting) and waiting[at] < paragraph.end:
                for is_note, content in anchored[waiting[at]]:
                    if is_note:
                        notes.append("\n".join(self._text(one)[0] for one in content))
                    else:
                        boxes += content
                at += 1
            self._take(paragraph, [note for note in notes if note.strip()])
            for box in boxes:
                self._take_box(box)
        self._leave(0)
        return self._met

    def legacy_notes(self) -> list[Note]:
        """What was decoded from an encoding before Unicode."""
        return legacy.notes(self._decoder)

    # Paragraphs as stored

    def _paragraphs(self, part: int, first: int | None = None, last: int | None = None) -> Iterator[_Paragraph]:
        """The paragraphs of a part of the text, or of a stretch of it."""
        file = self._file
        text = file.text
        start = file.starts[part] if first is None else first
        stop = min(file.starts[part + 1] if last is None else last, len(text))
        looks, forms = _Cursor(file.characters), _Cursor(file.paragraphs)
        found = start
        while start < stop:
            match = _PARAGRAPH_END.search(text, found, stop)
            end = match.end() if match else stop
            span = forms.at(end - 1)
            if match and match[0] == "\x0c" and span is not None and span.end > end:
                found = end  # a page ends within a paragraph
                continue
            number, style, shape = self._form(span)
            paragraph = _Paragraph(start, end, match[0] if match else "", number, style, shape)
            paragraph.runs = self._runs(looks, start, end, number)
            yield paragraph
            start = found = end

    def _runs(self, looks: _Cursor, start: int, end: int, number: int) -> list[_Run]:
        text = self._file.text
        runs: list[_Run] = []
        while start < end:
            span = looks.at(start)
            to = end if span is None else min(span.end, end)
            key = (number, b"", b"") if span is None else (number, span.properties, span.more)
            found = self._looks.get(key)
            if found is None:
                found = self._looks[key] = self._look(*key)
            runs.append(_Run(text[start:to], found))
            start = to
        return runs

    def _look(self, number: int, properties: bytes, more: bytes) -> Look:
        below = self._styles[number].look
        own = look(properties, below)
        if own.style is not None and own.style != below.style:
            own = look(properties, _over(self._styles[own.style].look, below))
        return look(more, own) if more else own

    def _form(self, span: Span | None) -> tuple[int, Style, Form]:
        key = (b"", b"") if span is None else (span.properties, span.more)
        found = self._forms.get(key)
        if found is None:
            properties, more = key
            number = int.from_bytes(properties[:2], "little")
            style = self._styles[number]
            shape = form(properties[2:], style.form, self._file.data)
            if more:
                shape = form(more, shape, self._file.data)
            found = self._forms[key] = number, style, shape
        return found

    # Footnotes and text boxes

    def _anchored(self) -> dict[int, list[tuple[bool, list[_Paragraph]]]]:
        """What hangs on a position of the text: notes (True) and text boxes."""
        found: dict[int, list[tuple[bool, list[_Paragraph]]]] = defaultdict(list)
        for references, texts, part in (
            (doc_file.NOTE_REFERENCES, doc_file.NOTES, _NOTES),
            (doc_file.END_REFERENCES, doc_file.END_NOTES, _END_NOTES),
        ):
            positions = self._file.positions(references, 2)[0]
            borders = self._file.positions(texts, 0)[0]
            for anchor, content in zip(positions, self._stretches(part, borders), strict=False):
                found[anchor].append((True, content))
        borders, boxes = self._file.positions(doc_file.BOXES, 22)
        if not boxes:
            return found
        anchors, shapes = self._file.positions(doc_file.SHAPES, 26)
        by_shape = {shape[:4]: anchor for anchor, shape in zip(anchors, shapes, strict=False)}
        for box, content in zip(boxes, self._stretches(_BOXES, borders), strict=False):
            anchor = by_shape.get(box[14:18], self._file.starts[1] - 1)
            if any(any(not char.isspace() for char in run.text) for one in content for run in one.runs):
                found[max(anchor, 0)].append((False, content))
        return found

    def _stretches(self, part: int, borders: list[int]) -> Iterator[list[_Paragraph]]:
        base = self._file.starts[part]
        stop = self._file.starts[part + 1]
        for start, end in zip(borders, borders[1:], strict=False):
            yield list(self._paragraphs(part, base + start, min(base + end, stop))) if start < end else []

    # Legacy encodings

    def _find_decoder(
        self, paragraphs: list[_Paragraph], anchored: dict[int, list[tuple[bool, list[_Paragraph]]]]
    ) -> Decoder | None:
        if not any(map(of_font, self._fonts)) and guess(self._file.text) is None:
            return None
        texts: defaultdict[str, list[str]] = defaultdict(list)
        more = [one for things in anchored.values() for _, content in things for one in content]
        for paragraph in [*paragraphs, *more]:
            for run in paragraph.runs:
                texts[self._font(run.look)].append(run.text)
        return Decoder({font: "".join(parts) for font, parts in texts.items()}) or None

    def _font(self, look: Look) -> str:
        number = self._styles.font if look.font is None else look.font
        return self._fonts[number] if number < len(self._fonts) else ""

    # Paragraphs as shown

    def _text(self, paragraph: _Paragraph) -> tuple[str, bool, bool]:
        """The text of a paragraph as shown, and whether all of it is bold and italic."""
        parts: list[str] = []
        bold = italic = True
        for run in paragraph.runs:
            text, own = run.text, run.look
            if "\x13" in text or "\x14" in text or "\x15" in text:
                text = self._outside_fields(text)
            elif self._field_depth and not all(self._field_depth):
                continue
            if own.deleted or own.hidden:
                if text.strip("\r\x07 "):
                    self.counts["tracked_deletions" if own.deleted else "hidden_text"] += 1
                continue
            if own.symbol is not None and own.special:
                text = "".join(self._symbol(own.symbol) if char == "(" else char for char in text)
            elif self._decoder is not None:
                text = self._decoder(text, self._font(own))
            self.counts["tracked_insertions"] += own.inserted
            if _CONTROL.search(text):
                text = text.translate(_SHOWN)
            if "\uf020" <= max(text, default="") <= "\uf0ff":
                text = symbols.decode(text, self._font(own))
            if text and not text.isspace():
                bold = bold and bool(own.bold)
                italic = italic and bool(own.italic)
            parts.append(text)
        text = "".join(parts)
        if _SURROGATES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text, bold, italic

    def _outside_fields(self, text: str) -> str:
        """What of a text is no instruction of a field: all outside of fields, and their results."""
        shown: list[str] = []
        for part in _FIELD_MARK.split(text):
            if part == "\x13":
                self._field_depth.append(False)
            elif part == "\x14":
                if self._field_depth:
                    self._field_depth[-1] = True
            elif part == "\x15":
                if self._field_depth:
                    self._field_depth.pop()
            elif all(self._field_depth):
                shown.append(part)
        return "".join(shown)

    def _symbol(self, symbol: tuple[int, int]) -> str:
        number, code = symbol
        font = self._fonts[number] if number < len(self._fonts) else ""
        shown = symbols.of(f"{code:04X}", font)
        if shown is None:
            self.counts["unknown_symbol"] += 1
            return symbols.UNKNOWN
        return shown

    def _label(self, paragraph: _Paragraph) -> Label | None:
        shape = paragraph.form
        if not shape.list_index:
            return None
        if self._lists is None:
            file = self._file
            self._lists = Numbering(
                doc_lists.read(file.part(doc_file.LISTS), file.after(doc_file.LISTS), file.part(doc_file.LIST_USES))
            )
        return self._lists.label(str(shape.list_index), shape.list_level or 0)

    # What comes out

    def _take(self, paragraph: _Paragraph, notes: list[str]) -> None:
        """A paragraph becomes a piece, or goes to the cell that it stands in."""
        shape = paragraph.form
        self._leave(shape.depth)
        while len(self._tables) < shape.depth:
            self._tables.append(Rows())
        if self._tables and shape.ends_row:
            self._tables[-1].end_row(shape.row)
            return
        text, bold, italic = self._text(paragraph)
        label = self._label(paragraph)
        blank = not text or text.isspace()
        if label is not None and (not blank or (self._tables and not label.bullet)):
            text = label.text + ("" if label.glued else " ") + text.lstrip()
        if self._tables:
            rows = self._tables[-1]
            rows.raw.notes += notes
            if text and not text.isspace():
                rows.add(text, bold and not blank)
            if shape.ends_cell or (paragraph.mark == "\x07" and shape.depth == 1):
                rows.end_cell()
        elif not blank:
            self._met.append(self._piece(paragraph, text, label, bold, italic, notes))

    def _piece(
        self, paragraph: _Paragraph, text: str, label: Label | None, bold: bool, italic: bool, notes: list[str]
    ) -> Piece:
        level = paragraph.form.level
        return Piece(
            text,
            "paragraph" if level is None else "heading",
            level,
            None if label is None else label.text,
            paragraph.style.name if paragraph.number else None,
            bold,
            italic,
            paragraph.form.align,
            notes=notes,
        )

    def _take_box(self, paragraph: _Paragraph) -> None:
        """A paragraph of a text box stands behind the one that holds the box; its tables are read as text."""
        text, bold, italic = self._text(paragraph)
        if not text or text.isspace():
            return
        if self._tables:
            self._tables[-1].add(text, bold)
        else:
            self._met.append(self._piece(paragraph, text, None, bold, italic, []))

    def _leave(self, depth: int) -> None:
        """Close the tables that a paragraph at this depth does not stand in."""
        while len(self._tables) > depth:
            raw = self._tables.pop().close()
            if self._tables:
                self._tables[0].raw.nested += [raw, *raw.nested]
                raw.nested = []
            elif raw.rows:
                self._met.append(raw)


def _over(upper: Look, below: Look) -> Look:
    """A character style's look over that of the paragraph."""
    return Look(
        below.bold if upper.bold is None else upper.bold,
        below.italic if upper.italic is None else upper.italic,
        below.hidden if upper.hidden is None else upper.hidden,
        font=below.font if upper.font is None else upper.font,
        style=upper.style,
    )


class _Cursor:
    """Finds the stretch that holds a position, for positions that only grow."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._index = 0

    def at(self, position: int) -> Span | None:
        spans, index = self._spans, self._index
        while index < len(spans) and spans[index].end <= position:
            index += 1
        self._index = index
        return spans[index] if index < len(spans) else None
