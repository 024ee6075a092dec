"""The samples say what is written down for them, as Word and as text, and are built from their sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import extract
from samples import build
from tests.conftest import SAMPLES
from tests.expected import compared

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = sorted((SAMPLES / "expected").glob("*.json"))


def test_there_is_an_expectation_for_every_sample() -> None:
    sources = (SAMPLES / "sources").glob("*.source")
    assert {path.stem for path in EXPECTED} == {path.stem for path in sources}
    assert len(EXPECTED) >= 8


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_rows_are_those_expected(path: Path, suffix: str) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    extraction = extract(SAMPLES / f"{path.stem}{suffix}")
    assert compared(extraction) == expected


def test_the_files_are_those_that_the_sources_give() -> None:
    for source in sorted((SAMPLES / "sources").glob("*.source")):
        text = source.read_text(encoding="utf-8")
        assert (SAMPLES / f"{source.stem}.txt").read_text(encoding="utf-8") == build.dump(text)
        assert (SAMPLES / f"{source.stem}.docx").read_bytes() == build.word(text), source.stem
