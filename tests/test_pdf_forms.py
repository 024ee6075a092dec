"""Drawings within drawings of PDF files: which never end, told before PDFium begins to draw them."""

from __future__ import annotations

import zlib

import pytest

from pipeline.errors import ReadError
from pipeline.readers.pdf import forms, read, whole

TEXT = "BT /F 12 Tf 72 700 Td (Ke hoach cai cach hanh chinh nam 2023) Tj ET"
LADDER = 20


def draw(*numbers: int) -> str:
    """A content that draws these forms."""
    return " ".join(f"/X{number} Do" for number in numbers)


def file_with(*contents: str, resources: str = "own", packed: bool = True) -> bytes:
    """A page that draws form 0, and the forms with these contents; their ``resources`` name all of them."""
    first = 6
    names = " ".join(f"/X{at} {first + at} 0 R" for at in range(len(contents)))
    named = f"<< /Font << /F 5 0 R >> /XObject << {names} >> >>"
    last = first + len(contents)
    said = {"own": f"/Resources {named}", "elsewhere": f"/Resources {last} 0 R", "of the page": ""}[resources]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {named} /Contents 4 0 R >>".encode(),
        stream("", f"{TEXT} /X0 Do"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(stream(f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {said}", one, packed) for one in contents),
        named.encode(),
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    end = data.index(b"xref\n0")
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, end)


def stream(head: str, content: str, packed: bool = False) -> bytes:
    data = zlib.compress(content.encode()) if packed else content.encode()
    head += " /Filter /FlateDecode" if packed else ""
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def never_end(data: bytes) -> bool:
    return forms.never_end(data, list(whole.streams(data)))


@pytest.mark.parametrize("resources", ["own", "elsewhere", "of the page"])
@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("contents", "endless"),
    [
        ([TEXT], False),
        ([draw(1, 1, 2), TEXT, draw(1)], False),  # a sign of a signature, of a background and a name
        ([draw(0)], False),  # once within itself: PDFium leaves it off
        ([draw(0, 0)], True),
        ([draw(1), draw(0, 0)], True),  # by turns
        ([draw(1), draw(2), draw(3), draw(4), draw(0, 0)], False),  # so seldom doubled that PDFium comes to its depth
        ([draw(at + 1, at + 1) for at in range(LADDER)] + [TEXT], True),  # a million drawings without a round
        ([draw(at + 1) for at in range(LADDER)] + [TEXT], False),
        ([draw(*[1] * 500), TEXT], False),  # a map
    ],
)
def test_what_never_ends(contents: list[str], resources: str, packed: bool, endless: bool) -> None:
    assert never_end(file_with(*contents, resources=resources, packed=packed)) == endless


def test_an_endless_drawing_is_refused_and_others_are_read() -> None:
    with pytest.raises(ReadError, match="in lại thành tệp PDF mới") as refused:
        read(file_with(draw(0, 0)))
    assert refused.value.code == "too_large"
    assert read(file_with(draw(1, 1), TEXT)).blocks[0].text.startswith("Ke hoach")


@pytest.mark.parametrize("damage", [b"", b">>stream\n", b"/Subtype /Form >>stream\nxx"])
def test_bytes_that_are_no_file(damage: bytes) -> None:
    assert not never_end(damage)


def test_damaged_contents_draw_nothing() -> None:
    data = file_with(draw(0, 0))
    at = data.index(b"stream\n", data.index(b"/Form")) + len(b"stream\n")
    assert not never_end(data[:at] + b"\0" * 9 + data[at + 9 :])
