"""Small PDF files for tests: text at places, lines, annotations. Letters are all half as wide as high.

The fonts are not embedded; codes are Unicode, so that any letter can be written. Places count from the upper left.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
FONTS = {"plain": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


def width_of(text: str, size: float = 12.0) -> float:
    """How wide a text is drawn."""
    return len(text) * size / 2


def wrapped(text: str, width: float, size: float = 12.0, indent: float = 0.0) -> list[str]:
    """The lines of a text in a column."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        room = width - (indent if not lines else 0)
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


@dataclass
class PdfPage:
    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    turned: bool = False
    """Draw everything turned by a quarter against the clock: a landscape table on an upright page."""
    parts: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=lambda: dict(FONTS))

    def text(self, x: float, top: float, text: str, size: float = 12.0, font: str = "plain", mode: int = 0) -> PdfPage:
        """Write a line whose letters stand on ``top + size``."""
        y = self.height - top - size
        codes = "".join(f"{ord(char):04x}" for char in text)
        matrix = f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        if self.turned:
            matrix = f"0 1 -1 0 {top + size:.2f} {x:.2f} Tm"
        self.parts.append(f"BT /{font} {size} Tf {mode} Tr {matrix} <{codes}> Tj ET")
        return self

    def centred(self, top: float, text: str, size: float = 12.0, font: str = "plain", middle: float = 0.0) -> PdfPage:
        middle = middle or self.width / 2
        return self.text(middle - width_of(text, size) / 2, top, text, size, font)

    def paragraph(
        self, top: float, text: str, x: float = 72.0, width: float = 450.0, size: float = 12.0, indent: float = 36.0,
        font: str = "plain", pitch: float = 16.0,
    ) -> float:  # fmt: skip
        """Write a wrapped paragraph; where the next line would stand."""
        for at, line in enumerate(wrapped(text, width, size, indent)):
            self.text(x + (0 if at else indent), top, line, size, font)
            top += pitch
        return top

    def line(self, x0: float, top: float, x1: float, bottom: float) -> PdfPage:
        if self.turned:
            self.parts.append(f"0.5 w {top:.2f} {x0:.2f} m {bottom:.2f} {x1:.2f} l S")
        else:
            self.parts.append(f"0.5 w {x0:.2f} {self.height - top:.2f} m {x1:.2f} {self.height - bottom:.2f} l S")
        return self

    def filled(self, x0: float, top: float, x1: float, bottom: float) -> PdfPage:
        self.parts.append(f"{x0:.2f} {self.height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f")
        return self

    def table(
        self, xs: list[float], top: float, rows: list[list[str | None]], size: float = 10.0, boxes: bool = False,
        height: float | None = None,
    ) -> float:  # fmt: skip
        """Draw a table: a cell of None goes on with the one at its left. Where it ends.

        ``boxes``: each cell is four filled rectangles, as Word draws it.
        """
        for row in rows:
            cells: list[tuple[float, float, str]] = []
            for at, text in enumerate(row):
                if text is None:
                    cells[-1] = (cells[-1][0], xs[at + 1], cells[-1][2])
                else:
                    cells.append((xs[at], xs[at + 1], text))
            lines = [
                [line for part in text.split("\n") for line in wrapped(part, x1 - x0 - 10, size)]
                for x0, x1, text in cells
            ]
            bottom = top + (height or max(map(len, lines)) * (size + 3) + 6)
            for (x0, x1, _), texts in zip(cells, lines, strict=True):
                for at, line in enumerate(texts):
                    if line:
                        self.text(x0 + 5, top + 3 + at * (size + 3), line, size)
                edges = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
                for edge in edges:
                    if boxes:
                        self.filled(edge[0] - 0.24, edge[1] - 0.24, edge[2] + 0.24, edge[3] + 0.24)
                    else:
                        self.line(*edge)
            top = bottom
        return top

    def annotation(self, kind: str, x: float, top: float, text: str, size: float = 12.0, value: bool = True) -> PdfPage:
        """A text over the page ("FreeText", "Widget") with what it shows; a field without it (``value`` alone)."""
        x1, bottom = x + width_of(text, size) + 4, top + size * 1.3
        rect = f"[{x:.2f} {self.height - bottom:.2f} {x1:.2f} {self.height - top:.2f}]"
        codes = "".join(f"{ord(char):04x}" for char in text)
        field_type = "/FT /Tx /T (field) " if kind == "Widget" else ""
        said = ("/V" if kind == "Widget" else "/Contents") + f" <feff{codes}>" if value else ""
        stream = f"BT /plain {size} Tf 2 {bottom - top - size:.2f} Td <{codes}> Tj ET"
        head = f"/Type /Annot /Subtype /{kind} {field_type}/F 4 /Rect {rect} {said}"
        self.annotations.append(f"{head}|{x1 - x:.2f} {bottom - top:.2f}|{stream}")
        return self


def build(*pages: PdfPage) -> bytes:
    """The bytes of a file with these pages."""
    objects: list[bytes] = [b"", b"", b""]  # catalog, pages, ToUnicode

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(head: str, data: str) -> int:
        packed = zlib.compress(data.encode("latin-1"))
        return add(
            f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
        )

    objects[2] = _to_unicode()
    fonts = []
    for name, base in pages[0].fonts.items():
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /DW 500 /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 "
            "/ItalicAngle 0 /FontBBox [0 -200 500 800] >> >>".encode()
        )
        number = add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H /ToUnicode 3 0 R "
            f"/DescendantFonts [{descendant} 0 R] >>".encode()
        )
        fonts.append(f"/{name} {number} 0 R")
    resources = f"<< /Font << {' '.join(fonts)} >> >>"
    kids, fields = [], []
    for page in pages:
        content = stream("", "\n".join(page.parts))
        annotations = []
        for entry in page.annotations:
            head, size, shown = entry.split("|", 2)
            itself = f"/XObject << /Itself {len(objects) + 1} 0 R >> /Font"  # "/Itself Do" makes a loop
            own = resources.replace("/Font", itself, 1)
            form = stream(f"/Type /XObject /Subtype /Form /BBox [0 0 {size}] /Resources {own}", shown)
            annotations.append(add(f"<< {head} /AP << /N {form} 0 R >> >>".encode()))
        fields += annotations
        references = " ".join(f"{number} 0 R" for number in annotations)
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
                f"/Resources {resources} /Contents {content} 0 R /Annots [{references}] >>".encode()
            )
        )
    form = f"/AcroForm << /Fields [{' '.join(f'{number} 0 R' for number in fields)}] >>" if fields else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _to_unicode() -> bytes:
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(0x21)] + ["<ff00> <ffff> <ff00>"]
    body = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Unicode def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(ranges)} beginbfrange\n" + "\n".join(ranges) + "\nendbfrange endcmap end end"
    )
    return f"<< /Length {len(body)} >>\nstream\n{body}\nendstream".encode()


def _file(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
