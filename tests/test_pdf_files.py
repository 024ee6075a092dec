"""PDF files as a whole: locked ones, loops, too many pages; the reference documents as their Word files say them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from extractors import extract
from extractors.vietnamese.text import clean
from pipeline.errors import ReadError
from pipeline.readers import pdf, read
from tests.conftest import REFERENCE
from tests.pdf_builder import PdfPage, build
from tests.pdf_reading import LOREM, texts

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.document import Table

SEEDS = sorted(REFERENCE.glob("gold/seeds/*.pdf"))
APART = {"confidence", "sources", "place", "places", "ordinal"}
"""Columns that say where and how surely, which differ by format."""


def test_a_locked_file() -> None:
    data = build(PdfPage().text(72, 72, "Kế hoạch"))
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >> "
    data = data.replace(b"trailer << ", b"trailer << /ID [<00><00>] " + lock)
    with pytest.raises(ReadError) as error:
        pdf.read(data)
    assert error.value.code == "encrypted"


def test_a_loop_of_forms() -> None:
    page = PdfPage()
    page.paragraph(60, LOREM)
    page.annotation("Stamp", 300, 300, "Đã ký")
    page.annotations[0] += " /Itself Do"
    assert texts(pdf.read(build(page)))[0] == LOREM


def test_pages_that_are_many_or_lie() -> None:
    data = build(PdfPage())
    many = data.replace(b"/Count 1", b"/Count 20000")
    with pytest.raises(ReadError) as error:
        pdf.read(many)
    assert error.value.code in ("too_large", "corrupt", "empty")


def _rows(path: Path) -> dict[str, list[dict[str, object]]]:
    found = extract(read(path))
    datasets = {"documents": (found.document,), "scores": found.scores, "targets": found.targets,
                "legal_bases": found.legal_bases, "tasks": found.tasks, "budget_lines": found.budget_lines}  # fmt: skip
    return {
        name: [
            {field.name: getattr(row, field.name) for field in fields(row) if field.name not in APART} for row in rows
        ]
        for name, rows in datasets.items()
    }


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_the_same_document_as_pdf_and_as_word_file_gives_the_same_rows(path: Path) -> None:
    ours, theirs = _rows(path), _rows(path.with_suffix(".docx"))
    assert {name: len(rows) for name, rows in ours.items()} == {name: len(rows) for name, rows in theirs.items()}
    assert ours == theirs


def _tables(path: Path) -> list[Table]:
    return [block.table for block in read(path).blocks if block.table is not None and block.table.ruled]


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_cells_are_those_of_pdfplumber(path: Path) -> None:
    """Every cell but those that stand in repeated heads or in rows that a page cuts, which we join."""
    ours = [_plain(cell.text) for table in _tables(path) for cell in table.cells]
    with pdfplumber.open(path) as file:
        theirs = []
        for page in file.pages:
            theirs += [
                _plain(text) for table in page.extract_tables() for row in table for text in row if text is not None
            ]
            page.close()
    missing = [text for text in theirs if text not in ours and not any(text in one for one in ours)]
    assert missing == []
    assert len(ours) <= len(theirs)


def _plain(text: str) -> str:
    return "".join(clean(text.replace("\ufffe", "-").replace("\x02", "-")).split())
