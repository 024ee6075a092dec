"""The guides' commands, queries and programs run as printed; the dictionary says what the code says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from docs.dictionary import FILES, dictionary
from pipeline.cli import app
from pipeline.output.published import open_run
from pipeline.queries import questions, views
from pipeline.queries.database import check_asks, connect
from schemas.codes import CODES
from schemas.fields import DATASETS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("analysts.md", "phan-tich.md")}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(samples_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the output beside it, as the guide has it."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(samples_out, folder / "out", symlinks=True)
    return folder


def test_both_guides_show_the_same() -> None:
    english, vietnamese = GUIDES.values()
    for language in ("console", "sql", "python"):
        assert blocks(english, language) == blocks(vietnamese, language)
        assert blocks(english, language)


def test_commands_then_programs_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    lines = "".join(blocks(GUIDES["analysts.md"], "console")).splitlines()
    for line in lines:
        command = shlex.split(line.removeprefix("$ "))
        assert command[0] == "cchc"
        if command[1] == "extract":  # the samples' output is there already
            continue
        told = CliRunner().invoke(app, command[1:])
        assert told.exit_code == 0, f"{line}\n{told.output}"
    for file in (
        "tasks-due.csv",
        "tasks.parquet",
        "cchc.duckdb",
        "ket-qua.xlsx",
        "csv/scores.csv",
        "csv-vi/scores.csv",
    ):
        assert (folder / file).stat().st_size > 100
    for program in blocks(GUIDES["analysts.md"], "python"):
        done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) > 3


def test_queries_answer(samples_out: Path) -> None:
    with connect(open_run(samples_out)) as connection:
        for query in blocks(GUIDES["analysts.md"], "sql"):
            check_asks(query)
            assert connection.execute(query).fetchall()


@pytest.mark.parametrize("name", GUIDES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", GUIDES[name]):
        assert (ROOT / "docs" / target).exists(), target


@pytest.mark.parametrize("language", FILES)
def test_the_dictionary_is_current(language: str) -> None:
    assert FILES[language].read_text(encoding="utf-8") == dictionary(language), "renew it: python -m docs.dictionary"


@pytest.mark.parametrize("language", FILES)
def test_the_dictionary_holds_everything(language: str) -> None:
    told = dictionary(language)
    for dataset in DATASETS.values():
        assert f"### {dataset.name} · {dataset.label}\n" in told
        assert all(f"| `{field.name}` |" in told for field in dataset.fields)
    for name, labels in CODES.items():
        assert f"### {name}\n" in told
        assert all(f"| `{code}` | {vi} | {en} |" in told for code, (vi, en) in labels.items())
    assert all(f"### {name}\n" in told for name in views())
    assert all((query.vi if language == "vi" else query.en) in told for query in questions().values())
