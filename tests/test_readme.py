"""The READMEs' queries and programs run as printed, over the output of the samples; both languages show the same."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
VIETNAMESE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_queries_answer(query: str, samples_out: Path) -> None:
    assert duckdb.sql(query.replace("'out/", f"'{samples_out}/").rstrip("; \n")).fetchall()


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_print_something(program: str, samples_out: Path) -> None:
    program = program.replace('"out/', f'"{samples_out}/')
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(told.stdout.splitlines()) > 3


def test_the_readme_has_queries_in_both() -> None:
    assert len(QUERIES) >= 3
    assert len(PROGRAMS) >= 2


def test_both_languages_show_the_same_commands_queries_and_programs() -> None:
    for language in ("sql", "python"):
        pattern = rf"^```{language}\n(.*?)^```"
        shown = [re.findall(pattern, text, flags=re.MULTILINE | re.DOTALL) for text in (README, VIETNAMESE)]
        assert shown[0] == shown[1]
    commands = [re.findall(r"^\$ (.*?)(?: {2,}#.*)?$", text, flags=re.MULTILINE) for text in (README, VIETNAMESE)]
    assert commands[0] == commands[1]
    heads = [len(re.findall(r"^## ", text, flags=re.MULTILINE)) for text in (README, VIETNAMESE)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("text", [README, VIETNAMESE], ids=["English", "Vietnamese"])
def test_links_lead_somewhere(text: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_every_command_of_the_readme_exists() -> None:
    from pipeline.cli import app

    commands = {info.callback.__name__ for info in app.registered_commands if info.callback}
    assert set(re.findall(r"^\$ cchc (\w+)", README, flags=re.MULTILINE)) <= commands
