"""What several tests share: the repository's folders, the files of the reference corpus where it exists, one run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from pipeline.commands.spoken import VARIABLE
from pipeline.language import choose
from pipeline.output.store import Store
from pipeline.runs.run import remembered, run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REFERENCE = ROOT.parent / "shared"
"""Reference documents that are no part of the repository; tests use them on top where they exist."""

os.environ[VARIABLE] = "vi"  # whatever the machine's locale is
# No test fails because the machine is busy, nor by the luck of a draw: the suite draws the same examples each time, and
# what only luck finds is looked for with `--hypothesis-profile exploring` (a part of `make soak`).
settings.register_profile("repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "exploring", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """A test that spoke English leaves no English to the next."""
    choose("vi")


def word_files() -> list[Path]:
    """Every Word file at hand: the samples, and the reference corpus where it exists."""
    return (
        sorted(SAMPLES.glob("*.docx"))
        + sorted(REFERENCE.glob("gold/*/*.docx"))
        + sorted(REFERENCE.glob("corpus/*/*.docx"))
    )


def text_files() -> list[Path]:
    """Every text dump at hand."""
    return sorted(SAMPLES.glob("*.txt")) + sorted(REFERENCE.glob("gold/seeds/*.txt"))


@pytest.fixture(scope="session")
def samples_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one run over the samples."""
    out = tmp_path_factory.mktemp("samples") / "out"
    run(Store(out), [remembered(str(SAMPLES))])
    return out


@pytest.fixture
def extract_files(tmp_path: Path) -> Callable[..., Path]:
    """Run over files given as name=bytes below a new folder; the output folder."""

    def extract(files: dict[str, bytes], name: str = "out") -> Path:
        folder = tmp_path / "in"
        for relative, data in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        run(Store(tmp_path / name), [remembered(str(folder))])
        return tmp_path / name

    return extract
