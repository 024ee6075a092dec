"""The page on running it every night, as printed: its commands run, its settings exist, its codes are all."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from pipeline.cli import app
from pipeline.config import Config, Settings, load
from pipeline.exits import ExitCode
from tests.conftest import ROOT
from tests.faults import good
from tests.test_cli import cchc

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "nightly.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"
COMMANDS = re.findall(r"^\$ cchc (.*)$", PAGE, flags=re.MULTILINE)


def test_every_command_runs_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "van-ban").mkdir()
    for number in range(3):
        (tmp_path / "van-ban" / f"{number}.txt").write_bytes(good(number))
    (configuration,) = re.findall(r"^```toml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "cchc.toml").write_text(configuration.replace("jobs = 2", "jobs = 0"), encoding="utf-8")
    assert len(COMMANDS) >= 12
    for number, command in enumerate(COMMANDS):
        if number == 2:
            (tmp_path / "van-ban" / "3.txt").write_bytes(good(3))
        code, _, errors = cchc(*shlex.split(command))
        assert code == ExitCode.OK, (command, errors)
    for program in re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL):
        told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert told.stdout == "0 4\n"
    first = next(path.name for path in sorted((tmp_path / "ket-qua" / ".cchc" / "runs").iterdir()))
    (rollback,) = re.findall(r"^cchc (rollback) \S+$", PAGE, flags=re.MULTILINE)
    assert cchc(rollback, first)[0] == ExitCode.OK


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, flags=re.MULTILINE)}
    assert told == {int(code) for code in ExitCode}


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


def test_the_configuration_shows_every_setting_with_its_default() -> None:
    told = load(DEPLOY / "cchc.toml")
    assert isinstance(told, Config)
    assert told.settings == Settings(jobs=2)
    names = set(tomllib.loads((DEPLOY / "cchc.toml").read_text(encoding="utf-8")))
    assert names == {"inputs", "out", "jobs", "keep", "require", "limits", "gate"}


@pytest.mark.parametrize("file", ["cchc.service", "cchc.timer"])
def test_units_are_units(file: str) -> None:
    unit = configparser.ConfigParser(strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((DEPLOY / file).read_text(encoding="utf-8"))
    assert unit.has_section("Unit")
    if file == "cchc.service":
        assert unit["Service"]["SuccessExitStatus"] == str(int(ExitCode.PUBLISHED_WITH_FAILURES))


def test_what_the_schedulers_start_is_a_command_with_its_options() -> None:
    task = ElementTree.parse(DEPLOY / "cchc-task.xml").getroot()
    (arguments,) = [node.text or "" for node in task.iter() if node.tag.endswith("Arguments")]
    service = re.search(r"^ExecStart=\S+ (.*)$", (DEPLOY / "cchc.service").read_text(encoding="utf-8"), re.MULTILINE)
    cron = re.search(r"bin/cchc (.*?) 2>", (DEPLOY / "crontab").read_text(encoding="utf-8"))
    container = re.search(r"^CMD \[(.*)\]$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert service is not None
    assert cron is not None
    assert container is not None
    starts = [arguments, service[1], cron[1], container[1].replace('"', "").replace(",", "")]
    known = {info.callback.__name__ for info in app.registered_commands if info.callback}
    _, told, _ = cchc("extract", "--help")
    for start in starts:
        command, *options = start.split()
        assert command in known
        assert all(option in told for option in options if option.startswith("--"))
