"""The same document as .docx, .doc and .pdf gives the same rows: all columns but place and confidence are compared."""

from __future__ import annotations

from dataclasses import fields
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import extract
from samples import formats
from tests.conftest import REFERENCE, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

APART = frozenset({"place", "places", "sources", "confidence", "ordinal"})
"""Columns that say where and how surely, which differ by format."""
DATASETS = ("documents", "scores", "targets", "legal_bases", "tasks", "budget_lines")
LEAST = 0.99


def same(stem: str, folder: Path) -> dict[str, Path]:
    """The files of one document by format; a .pdf of a sample stands with the tests."""
    paths = [folder / f"{stem}{suffix}" for suffix in (".docx", ".doc", ".pdf")]
    paths.append(formats.FORMATS / f"{stem}.pdf")
    return {path.suffix[1:]: path for path in paths if path.exists()}


DOCUMENTS = [same(name, SAMPLES) for name in formats.PRINTED] + [
    same(path.stem, path.parent) for path in sorted(REFERENCE.glob("gold/seeds/*.pdf"))
]


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The values of all rows by dataset."""
    found = extract(path)
    datasets = {name: [found.document] if name == "documents" else getattr(found, name) for name in DATASETS}
    return {
        name: [{one.name: getattr(row, one.name) for one in fields(row) if one.name not in APART} for row in records]
        for name, records in datasets.items()
    }


def compared(ours: dict[str, list[dict[str, Any]]], theirs: dict[str, list[dict[str, Any]]]) -> tuple[int, list[str]]:
    """How many values were compared that either has, and those that differ; a row
    that lacks counts with all it has.
    """
    count = 0
    differ: list[str] = []
    nothing: dict[str, Any] = {}
    for name in DATASETS:
        for at, (one, other) in enumerate(zip_longest(ours[name], theirs[name], fillvalue=nothing)):
            for column in one.keys() | other.keys():
                mine, its = one.get(column), other.get(column)
                if mine in (None, (), "") and its in (None, (), ""):
                    continue
                count += 1
                if mine != its:
                    differ.append(f"{name}[{at}].{column}: {mine!r} for {its!r}")
    return count, differ


def test_every_document_has_all_three_formats() -> None:
    assert all(document.keys() == {"docx", "doc", "pdf"} for document in DOCUMENTS)


@pytest.mark.parametrize("name", ["doc", "pdf"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=[document["docx"].stem for document in DOCUMENTS])
def test_the_same_rows_as_the_word_file(document: dict[str, Path], name: str) -> None:
    count, differ = compared(rows(document[name]), rows(document["docx"]))
    assert count > 20
    assert len(differ) <= count * (1 - LEAST), "\n".join(differ)


def test_differences_are_counted_and_named() -> None:
    """A changed value is one, a row that lacks is as many as it has values."""
    whole = rows(SAMPLES / "ke-hoach-cchc-phu-luc.docx")
    fewer = {**whole, "tasks": whole["tasks"][:-1]}
    count, differ = compared(fewer, whole)
    last = [value for value in whole["tasks"][-1].values() if value not in (None, (), "")]
    assert len(differ) == len(last) > 3
    assert all(told.startswith("tasks[") for told in differ)
    other = {**whole, "documents": [{**whole["documents"][0], "number": "9999"}]}
    assert len(compared(other, whole)[1]) == 1
    assert compared(whole, whole) == (count, [])
