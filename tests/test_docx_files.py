"""Word files from untrusted hands, and real ones."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from extractors.vietnamese.text import clean
from pipeline.errors import ReadError
from pipeline.readers import docx as reader
from pipeline.readers.docx import package as docx_package
from tests.conftest import word_files
from tests.docx_builder import NUMBERING, STYLES, codes, docx, item, p, package, read, root, xml

if TYPE_CHECKING:
    import random
    from pathlib import Path


# Damage and attacks


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        reader.read(data)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_damage_has_a_code() -> None:
    good = docx(p("a"))
    assert refusal(b"PK\x03\x04") == "corrupt"
    assert refusal(good[: len(good) // 2]) == "corrupt"
    assert refusal(package({"word/document.xml": "<w:document"})) == "corrupt"
    assert refusal(package({"word/styles.xml": "<a/>"})) == "corrupt"
    assert refusal(docx("p")) == "empty"
    assert refusal(docx("sectPr")) == "empty"


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    document = root("document", f"<w:body>{xml(p('a'))}</w:body>").replace("?>", "?>" + bomb, 1)
    assert refusal(package({"word/document.xml": document})) == "corrupt"


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "RATIO_FROM", 1 << 10)
    assert refusal(package({"word/document.xml": b"<a>" + b" " * (1 << 20)})) == "too_large"
    monkeypatch.setattr(docx_package, "MAX_PART", 1 << 10)
    assert refusal(docx(",".join(p(str(number)) for number in range(500)))) == "too_large"
    monkeypatch.setattr(docx_package, "MAX_ENTRIES", 0)
    assert refusal(docx(p("a"))) == "too_large"


def test_a_locked_part_is_encrypted() -> None:
    data = bytearray(docx(p("a")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption in both heads
        data[data.index(mark) + at] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_what_is_damaged_beside_the_text_does_not_matter() -> None:
    """A damaged thumbnail is not looked at; damaged styles and lists are reported, the words are read."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": root("document", f"<w:body>{xml(item('a'))}</w:body>"),
        "word/styles.xml": "<broken",
        "word/numbering.xml": "<broken",
        "docProps/thumbnail.jpeg": b"THUMBNAIL" * 9,
    }
    data = package(parts).replace(b"THUMBNAIL", b"THUMBNAI?")
    document = reader.read(data)
    assert [block.text for block in document.blocks] == ["a"]
    assert codes(document) == {"part_unreadable": 2}


def test_other_shapes_of_packages() -> None:
    """Strict files, UTF-16 parts, backslashes in names, and a main part under another name."""
    document = root("document", f"<w:body>{xml(p('Chào'))}</w:body>")
    strict = document.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Type="{kind}" Target="word/document2.xml"/></Relationships>'
    for parts in (
        {"word/document.xml": strict},
        {"word/document.xml": document.replace("UTF-8", "UTF-16").encode("utf-16")},
        {"word\\document.xml": document},
        {"word/document2.xml": document, "_rels/.rels": rels},
    ):
        assert [block.text for block in reader.read(package(dict(parts))).blocks] == ["Chào"]


NAMES = [
    "p", "r", "t'x'", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "gridSpan{val=2}", "vMerge",
    "vMerge{val=restart}", "hMerge", "sdt", "sdtContent", "ins", "del", "moveFrom", "txbxContent",
    "mc:AlternateContent", "mc:Choice", "br", "tab", "numPr", "numId{val=1}", "ilvl{val=12}", "b", "jc{val=x}", "sym",
    "gridBefore{val=-3}", "footnoteReference{id=1}", "pStyle{val=H}", "tblBorders", "gridCol{w=z}",
]  # fmt: skip


@given(st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_shuffled_trees_are_read(chance: random.Random) -> None:
    """Elements where no schema allows them give rows or nothing, never an exception."""

    def element(depth: int) -> str:
        name = chance.choice(NAMES)
        if "'" in name or depth > 5:
            return name
        children = [element(depth + 1) for _ in range(chance.randint(0, 4))]
        return f"{name}({','.join(children)})" if children else name

    body = ",".join(element(0) for _ in range(6))
    try:
        document = read(body, numbering=NUMBERING, styles=STYLES)
    except ReadError as error:
        assert error.code == "empty"
    else:
        assert all(block.text for block in document.blocks)


# Real files


def shown_words(data: bytes) -> list[str]:
    """The words of the body as the XML has them, in file order, by another way than the reader's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    etree.strip_elements(body, fallback, with_tail=False)
    return ["".join(t.text or "" for t in paragraph.iter(f"{name}t")) for paragraph in body.iter(f"{name}p")]


@pytest.mark.parametrize("path", word_files(), ids=lambda path: path.name)
def test_real_files_lose_no_letter(path: Path) -> None:
    """Every letter and digit of the body is in the blocks as often as in the file: nothing lost, nothing doubled.

    Automatic numbers come on top; hidden text and contents lists would be missing, and are reported.
    """
    data = path.read_bytes()
    document = reader.read(data)
    expected = re.sub(r"[\W_]", "", clean(" ".join(shown_words(data))))
    found = re.sub(r"[\W_]", "", "".join(block.text for block in document.blocks if block.kind != "footnote"))
    reported = {note.code for note in document.notes}
    if not reported & {"hidden_text", "contents", "hidden_cell"}:
        assert len(found) >= len(expected)
        labels_length = sum(len(re.sub(r"[\W_]", "", block.label or "")) for block in document.blocks)
        assert len(found) - len(expected) <= labels_length or any(block.table for block in document.blocks)
    for block in document.blocks:
        assert all(block.text[at] == " " for at in block.breaks)
        if block.table is not None:
            assert block.text == block.table.layout()[0]
            assert all(cell.text[at] == " " for cell in block.table.cells for at in cell.breaks)


def test_reading_does_not_depend_on_what_was_read_before() -> None:
    """Styles and lists are kept for files with the same parts; counters are not."""
    data = docx(f"{item('a')},{item('b')}", numbering=NUMBERING, styles=STYLES)
    assert reader.read(data) == reader.read(data)
