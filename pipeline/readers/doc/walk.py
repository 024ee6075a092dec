"""The walk over a Word 97 file: paragraph by paragraph, pieces and tables come out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.vietnamese.legacy_encodings import Decoder, guess, of_font
from pipeline.readers import legacy
from pipeline.readers.assemble import Piece
from pipeline.readers.doc import file as doc_file
from pipeline.readers.doc import lists as doc_lists
from pipeline.readers.doc.properties import Form, Look, Style, fonts, form, look_of, styles
from pipeline.readers.doc.tables import Rows
from pipeline.readers.docx import symbols
from pipeline.readers.docx.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.doc.file import WordFile
    from pipeline.readers.docx.numbering import Label
    from pipeline.readers.docx.tables import RawTable
    from schemas.document import Note

_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
# What is not shown as it is stored: controls, halves of letters beyond 16 bits, signs of symbol fonts.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\uf020-\uf0ff]")
# Marks of pictures, notes and drawings show nothing; the rest are line ends and hyphens.
_SHOWN = str.maketrans(
    dict.fromkeys(map(chr, range(9)), "")
    | {"\x0b": "\n", "\x0c": "\n", "\x0d": "", "\x0e": "\n", "\x0f": "", "\x10": "",
    "\x11": "", "\x12": "", "\x13": "", "\x14": "", "\x15": "", "\x1e": "-", "\x1f": ""}
)  # fmt: skip
_FIELD_MARK = re.compile("([\x13\x14\x15])")
_SURROGATES = re.compile("[\ud800-\udfff]")
_TEXT, _NOTES, _END_NOTES, _BOXES = 0, 1, 5, 6


class _Paragraph(NamedTuple):
    """A paragraph as stored, with the character that ends it, the number of its style, and its text by looks."""

    end: int
    mark: str
    number: int
    style: Style
    form: Form
    runs: list[tuple[str, Look]]


class Walk:
    """Reads one file; ``counts`` of what was left out grow while it runs."""

    def __init__(self, file: WordFile) -> None:
        self.counts: Counter[str] = Counter(embedded_part=file.embedded)
        self._file = file
        self._styles = styles(file.part(doc_file.STYLES))
        self._fonts = fonts(file.part(doc_file.FONTS))
        self._looks: dict[tuple[int, int], Look] = {}
        self._forms: dict[int, tuple[int, Style, Form]] = {}
        self._lists: Numbering | None = None
        self._open_fields: list[bool] = []  # of the open fields: whether their result is shown yet
        self._tables: list[Rows] = []
        self._met: list[Piece | RawTable] = []
        self._decoder: Decoder | None = None
        # LibreOffice saves the letter "ư" of TCVN3 as an optional hyphen; Word keeps both apart.
        self._hyphen_is_letter = "\xad" not in file.text

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
        if "\x00" in self._file.text:  # no text has it: a part of the file was overwritten
            self.counts["damaged"] += 1
        return self._met

    def legacy_notes(self) -> list[Note]:
        """What was decoded from an encoding before Unicode."""
        return legacy.notes([self._decoder])

    # Paragraphs as stored

    def _paragraphs(self, part: int, first: int | None = None, last: int | None = None) -> Iterator[_Paragraph]:
        """The paragraphs of a part of the text, or of a stretch of it."""
        file = self._file
        text = file.text
        look_ends, look_numbers = file.characters
        form_ends, form_numbers = file.paragraphs
        start = file.starts[part] if first is None else first
        stop = min(file.starts[part + 1] if last is None else last, len(text))
        look_at, form_at = bisect_right(look_ends, start), bisect_right(form_ends, start)
        found = start
        while start < stop:
            match = _PARAGRAPH_END.search(text, found, stop)
            end, words_end, mark = (match.end(), match.start(), match[0]) if match else (stop, stop, "")
            while form_ends[form_at] < end:
                form_at += 1
            if mark == "\x0c" and form_ends[form_at] > end:
                found = end  # a page ends within a paragraph
                continue
            form_number = form_numbers[form_at]
            number, style, shape = self._forms.get(form_number) or self._form(form_number)
            runs: list[tuple[str, Look]] = []
            while start < words_end:
                while look_ends[look_at] <= start:
                    look_at += 1
                to = min(look_ends[look_at], words_end)
                key = (number, look_numbers[look_at])
                runs.append((text[start:to], self._looks.get(key) or self._look(key)))
                start = to
            yield _Paragraph(end, mark, number, style, shape, runs)
            start = found = end

    def _look(self, key: tuple[int, int]) -> Look:
        own = self._looks[key] = look_of(self._styles, key[0], *self._file.properties[key[1]])
        return own

    def _form(self, form_number: int) -> tuple[int, Style, Form]:
        properties, more = self._file.properties[form_number]
        number = int.from_bytes(properties[:2], "little")
        style = self._styles[number]
        shape = form(properties[2:], style.form, self._file.data)
        if more:
            shape = form(more, shape, self._file.data)
        self._forms[form_number] = number, style, shape
        return number, style, shape

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
            if any(text and not text.isspace() for one in content for text, _ in one.runs):
                found[max(anchor, 0)].append((False, content))
        return found

    def _stretches(self, part: int, borders: list[int]) -> Iterator[list[_Paragraph]]:
        base = self._file.starts[part]
        stop = self._file.starts[part + 1]
        for start, end in pairwise(borders):
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
            for text, own in paragraph.runs:
                texts[self._font(own)].append(text)
        return Decoder({font: "".join(parts) for font, parts in texts.items()}) or None

    def _font(self, look: Look) -> str:
        number = self._styles.font if look.font is None else look.font
        return self._fonts[number] if number < len(self._fonts) else ""

    # Paragraphs as shown

    def _text(self, paragraph: _Paragraph) -> tuple[str, bool, bool]:
        """The text of a paragraph as shown, and whether all of it is bold and italic."""
        parts: list[str] = []
        bold = italic = True
        for text, own in paragraph.runs:
            if self._decoder is not None or own.rare or self._open_fields or _ODD.search(text):
                text = self._shown(text, own)
            if text and not text.isspace():
                bold = bold and own.bold is True
                italic = italic and own.italic is True
            parts.append(text)
        return parts[0] if len(parts) == 1 else "".join(parts), bold, italic

    def _shown(self, text: str, own: Look) -> str:
        """What a run shows of its text."""
        if _FIELD_MARK.search(text):
            text = self._outside_fields(text)
        elif not all(self._open_fields):
            return ""
        if own.deleted or own.hidden:
            if text and not text.isspace():
                self.counts["tracked_deletions" if own.deleted else "hidden_text"] += 1
            return ""
        if own.inserted:
            self.counts["tracked_insertions"] += 1
        if own.symbol is not None and own.special:
            return "".join([self._symbol(own.symbol) if char == "(" else char for char in text.translate(_SHOWN)])
        if self._decoder is not None:
            if self._hyphen_is_letter:
                text = text.replace("\x1f", "\xad")
            text = self._decoder(text, self._font(own))
        if _ODD.search(text):
            text = symbols.decode(text.translate(_SHOWN), self._font(own))
            if _SURROGATES.search(text):
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _outside_fields(self, text: str) -> str:
        """What of a text is no instruction of a field: all outside of fields, and their results."""
        shown: list[str] = []
        for part in _FIELD_MARK.split(text):
            if part == "\x13":
                self._open_fields.append(False)
            elif part == "\x14":
                if self._open_fields:
                    self._open_fields[-1] = True
            elif part == "\x15":
                if self._open_fields:
                    self._open_fields.pop()
            elif all(self._open_fields):
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

    def _label(self, shape: Form) -> Label | None:
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
        if paragraph.mark == "\x07" and not shape.depth:
            self.counts["damaged"] += 1  # the cell's properties are lost, and with them its table
        if len(self._tables) != shape.depth:
            self._leave(shape.depth)
            while len(self._tables) < shape.depth:
                self._tables.append(Rows())
        if shape.ends_row and self._tables:
            self._tables[-1].end_row(shape.row)
            return
        text, bold, italic = self._text(paragraph)
        label = self._label(shape) if shape.list_index else None
        blank = not text or text.isspace()
        if label is not None and (not blank or (self._tables and not label.bullet)):
            text = label.text + ("" if label.glued else " ") + text.lstrip()
        if self._tables:
            rows = self._tables[-1]
            rows.notes += notes
            if text and (label is not None or not blank):
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
            rows = self._tables.pop()
            tables = rows.close()
            self.counts["damaged"] += rows.damaged
            if not self._tables:
                self._met += tables
                continue
            for raw in tables:
                self._tables[0].nested += [raw, *raw.nested]
                raw.nested = []
