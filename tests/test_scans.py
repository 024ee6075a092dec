"""Scans of our own documents say what their Word files say: seals, skew, a page laid in sideways, black and white."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractors.vietnamese.repair import repaired
from pipeline import extract, readers
from pipeline.errors import ReadError
from pipeline.readers.ocr import engine
from pipeline.readers.pdf import quality
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from schemas.document import Document

SCANS = Path(__file__).parent / "scans"
FIELDS = {
    "scores": ("unit", "level", "criterion_no", "criterion", "area", "score", "max_score", "rank", "rank_of"),
    "budget_lines": ("item", "unit", "quantity", "unit_price", "amount", "is_total"),
    "tasks": ("origin", "lead_units", "coordinating_units", "deadline_kind"),
    "legal_bases": ("role", "citation", "issued_on"),
    "targets": ("comparator", "value", "unit", "due_year"),
}
FILES = ("cong-van-chi-so.pdf", "ke-hoach-xa-2026.pdf", "du-toan-kinh-phi.tif")


@pytest.fixture(scope="module")
def scans() -> dict[str, Document]:
    """The scans as read; recognition is dear, so each is read once."""
    return {name: repaired(readers.read(SCANS / name)) for name in FILES}


@pytest.mark.parametrize("dataset", FIELDS)
@pytest.mark.parametrize("name", FILES)
def test_rows_are_those_of_the_word_file(name: str, dataset: str, scans: dict[str, Document]) -> None:
    scan, word = extract(scans[name]), extract(SAMPLES / f"{Path(name).stem}.docx")
    fields = FIELDS[dataset]
    rows = [[tuple(getattr(row, field) for field in fields) for row in getattr(told, dataset)] for told in (scan, word)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("name", FILES)
def test_confidence_is_lower_than_that_of_the_word_file(name: str, scans: dict[str, Document]) -> None:
    scan, word = extract(scans[name]), extract(SAMPLES / f"{Path(name).stem}.docx")
    for dataset in FIELDS:
        for row, clean in zip(getattr(scan, dataset), getattr(word, dataset), strict=True):
            assert row.confidence < clean.confidence


def test_signer_is_read_under_a_red_seal(scans: dict[str, Document]) -> None:
    told = extract(scans["cong-van-chi-so.pdf"]).document
    assert (told.signer, told.signer_title) == ("Lê Văn Bình", "GIÁM ĐỐC")


def test_letterhead_is_read_column_by_column(scans: dict[str, Document]) -> None:
    told = extract(scans["cong-van-chi-so.pdf"]).document
    assert (told.number, told.symbol, told.agency, str(told.issued_on)) == (
        "214",
        "SNV-CCHC",
        "Sở Nội vụ",
        "2021-03-05",
    )


def test_page_says_why_it_was_recognised_and_how_it_lay(scans: dict[str, Document]) -> None:
    notes = {note.code: note.message for note in scans["ke-hoach-xa-2026.pdf"].notes}
    assert quality.MESSAGES["no_text"] in notes["page_ocr"] and "1-3" in notes["page_ocr"]
    assert notes["page_turned"].startswith("Trang 1 ")


def test_format_pages_and_confidence(scans: dict[str, Document]) -> None:
    told = [(scan.format, scan.pages) for scan in scans.values()]
    assert told == [("pdf_scan", 2), ("pdf_scan", 3), ("image", 2)]
    for scan in scans.values():
        assert scan.ocr_confidence is not None and 0.9 < scan.ocr_confidence < 1
        assert all(block.ocr_confidence is not None for block in scan.blocks)


def test_doubts_point_at_words(scans: dict[str, Document]) -> None:
    """A doubt is a run of whole words of its block, or part of one that a line end had cut."""
    for scan in scans.values():
        for block in scan.blocks:
            for start, end, confidence in block.doubts:
                assert re.fullmatch(r"\S.*", block.text[start:end]) and 0 <= confidence < 0.9


def test_missing_engine_costs_the_file_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "tool", lambda: None)
    with pytest.raises(ReadError, match="tesseract-ocr-vie") as caught:
        readers.read(SCANS / "cong-van-chi-so.pdf")
    assert caught.value.code == "tool_missing"
