"""One document gives the same rows in every format that an office sends it in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from pipeline import extract, read
from samples import build, formats
from samples.binary_book import binary_book
from tests.conftest import REFERENCE, SAMPLES
from tests.expected import compared

if TYPE_CHECKING:
    from pathlib import Path

OF_READERS = frozenset({"legacy_encoding", "page_furniture", "hidden_text"})
"""Findings that speak of the file and not of what it says."""
FILES = sorted(
    path
    for path in [*SAMPLES.iterdir(), *formats.FORMATS.iterdir()]
    if path.suffix in (".doc", ".html", ".ods", ".odt", ".pdf", ".rtf", ".xls", ".xlsb", ".xlsx")
    or path.stem.endswith("-tcvn3")
)


def test_there_is_a_sample_of_every_format() -> None:
    assert {path.suffix for path in FILES} == {
        *(".doc", ".docx", ".html", ".ods", ".odt", ".pdf", ".rtf", ".xls", ".xlsb", ".xlsx")
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_are_those_expected(path: Path) -> None:
    stem = path.stem.removesuffix("-tcvn3")
    expected: dict[str, Any] = json.loads((SAMPLES / "expected" / f"{stem}.json").read_text(encoding="utf-8"))
    told = compared(extract(path))
    told["findings"] = [rule for rule in told["findings"] if rule not in OF_READERS]
    assert told == expected


def test_the_files_are_those_that_the_sources_give() -> None:
    for name in formats.PAGES:
        assert (SAMPLES / f"{name}.html").read_text(encoding="utf-8") == formats.page(_source(name)), name
    for name in formats.SHEETS:
        assert (SAMPLES / f"{name}.xlsx").read_bytes() == formats.workbook(_source(name)), name
    for name in formats.BOOKS:
        book = binary_book(load_workbook(SAMPLES / f"{name}.xlsx"))
        assert (formats.FORMATS / f"{name}.xlsb").read_bytes() == book, name
    for name in formats.LEGACY:
        assert (SAMPLES / f"{name}-tcvn3.docx").read_bytes() == formats.legacy_word(_source(name)), name


@pytest.mark.parametrize("path", [path for path, _ in formats.converted()], ids=lambda path: path.name)
def test_what_libreoffice_made_says_what_its_origin_says(path: Path) -> None:
    origin = dict(formats.converted())[path]
    assert [block.text for block in read(path).blocks] == [block.text for block in read(origin).blocks]


def _source(name: str) -> str:
    return (build.SOURCES / f"{name}.source").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("gold/seeds/*.doc")), ids=lambda path: path.stem)
def test_reference_documents_give_the_same_rows_as_doc_and_docx(path: Path) -> None:
    assert compared(extract(path)) == compared(extract(path.with_suffix(".docx")))
