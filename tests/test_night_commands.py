"""The commands of who runs the extraction every night: exit codes, lock, configuration, logs, going back, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pipeline.config import NAME, ConfigError, load
from pipeline.exits import ExitCode
from pipeline.output.store import Store
from pipeline.runs.lock import locked
from tests.conftest import ROOT
from tests.faults import good
from tests.test_cli import cchc
from tests.test_store import digests

if TYPE_CHECKING:
    from pathlib import Path

CODE = "from pipeline.cli import main; main()"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three documents in in/ and a configuration; the present folder."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_bytes(good(number))
    (tmp_path / NAME).write_text('inputs = ["in"]\nout = "out"\njobs = 0\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_configuration_is_all_that_a_night_needs(place: Path) -> None:
    assert cchc("extract")[0] == ExitCode.OK
    assert len(pd.read_parquet(place / "out" / "documents")) == 3
    code, told, _ = cchc("extract", "--json")
    assert (code, json.loads(told)["state"]) == (ExitCode.OK, "unchanged")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("jobs = -1", "jobs"),
        ("job = 1", "'job'"),
        ("[limits]\ntimeout = 3", "'limits.timeout'"),
        ("[gate]\nfailed_share = true", "gate.failed_share"),
        ("inputs = 'in'", "inputs"),
        ("jobs = ", "TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        load(tmp_path / NAME)


def test_settings_are_read(tmp_path: Path) -> None:
    text = 'out = "o"\nkeep = 3\nrequire = ["sh"]\n[limits]\ntimeout_seconds = 5\n[gate]\nrows_min = 7\n'
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    config = load(tmp_path / NAME)
    told = config.settings
    assert (config.out, told.keep, told.require) == (tmp_path / "o", 3, ("sh",))
    assert (told.limits.timeout_seconds, told.gate.rows_min, told.limits.memory_mb) == (5, 7, 2048)


def test_a_missing_program_is_told_before_anything_is_done(place: Path) -> None:
    (place / NAME).write_text('inputs = ["in"]\nrequire = ["chuong-trinh-khong-co"]\n', encoding="utf-8")
    code, _, errors = cchc("extract")
    assert code == ExitCode.TOOL_MISSING
    assert "chuong-trinh-khong-co" in errors
    assert not (place / "out").exists()


def test_the_second_run_says_who_is_at_work(place: Path) -> None:
    with locked(Store(place / "out").lock):
        code, _, errors = cchc("extract")
    assert code == ExitCode.LOCKED
    assert str(os.getpid()) in errors
    assert cchc("extract")[0] == ExitCode.OK


def test_the_lock_of_a_dead_process_is_free(place: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from pipeline.runs.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    lock = Store(place / "out").lock
    with subprocess.Popen([sys.executable, "-c", code, lock], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert cchc("extract")[0] == ExitCode.LOCKED
        holder.kill()
    assert cchc("extract")[0] == ExitCode.OK


def test_an_output_that_cannot_be_written(place: Path) -> None:
    (place / "tep").write_text("x", encoding="utf-8")
    code, _, errors = cchc("extract", "--out", place / "tep" / "out")
    assert code == ExitCode.ERROR
    assert "Không ghi được" in errors


@pytest.mark.parametrize("largest", [0, 1 << 12, 1 << 16, 1 << 17])
def test_a_full_disk_replaces_nothing(place: Path, largest: int) -> None:
    """The kernel refuses to let any file grow: at the journal, at a part, at the list of inputs."""
    import resource

    cchc("extract")
    before = digests(place / "out")
    for number in range(3, 60):
        (place / "in" / f"{number}.txt").write_bytes(good(number))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", CODE, "extract", "--json"]
    ended = subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, preexec_fn=limited, check=False
    )
    assert ended.returncode in (ExitCode.ERROR, ExitCode.OK), ended.stderr
    if ended.returncode == ExitCode.ERROR:
        assert digests(place / "out") == before
    assert cchc("extract")[0] == ExitCode.OK
    assert len(pd.read_parquet(place / "out" / "documents")) == 60


def test_the_gate_has_its_exit_code(place: Path) -> None:
    for number in range(3, 40):
        (place / "in" / f"{number}.txt").write_bytes(good(number))
    cchc("extract")
    for number in range(3, 40):
        (place / "in" / f"{number}.txt").unlink()
    code, _, errors = cchc("extract")
    assert code == ExitCode.GATE_CLOSED
    assert "37 trong 40" in errors
    assert "--accept" in errors
    assert "gone" in cchc("diff", "--json")[1]  # what would have been published is kept for a look
    assert cchc("extract", "--accept")[0] == ExitCode.OK


def test_what_failed_waits_with_the_command_that_tries_it_again(place: Path) -> None:
    (place / "in" / "hong.docx").write_bytes(b"PK\x03\x04 cut off")
    assert cchc("extract")[0] == ExitCode.PUBLISHED_WITH_FAILURES
    assert cchc("extract")[0] == ExitCode.PUBLISHED_WITH_FAILURES  # it still waits
    _, told, _ = cchc("failed")
    assert "hong.docx" in told
    assert "cchc retry" in told
    assert json.loads(cchc("failed", "--json")[1])[0]["error_code"] in ("corrupt", "unsupported")
    assert cchc("retry", "hong.docx")[0] == ExitCode.PUBLISHED_WITH_FAILURES
    (place / "in" / "hong.docx").unlink()
    assert cchc("retry")[0] == ExitCode.OK
    assert "Mọi văn bản đều đọc được" in cchc("failed")[1]


def test_what_changed_is_told_field_by_field(place: Path) -> None:
    cchc("extract")
    (place / "in" / "1.txt").write_bytes(good(1).replace(b"90%", b"95%"))
    (place / "in" / "2.txt").unlink()
    (place / "in" / "3.txt").write_bytes(good(3))
    cchc("extract")
    first, second = (told["run"] for told in json.loads(cchc("runs", "--json")[1]))
    told: dict[str, Any] = json.loads(cchc("diff", "--json")[1])
    assert (told["before"], told["after"]) == (first, second)
    targets = [item for item in told["differences"] if item["dataset"] == "targets"]
    values = [item for item in targets if item["field"] == "value"]
    assert [(item["source_path"], item["before"], item["after"]) for item in values] == [("1.txt", "90.0", "95.0")]
    assert {(item["source_path"], item["change"]) for item in targets} == {
        ("1.txt", "changed"), ("2.txt", "gone"), ("3.txt", "added"),
    }  # fmt: skip
    assert json.loads(cchc("diff", second, first, "--json")[1])["before"] == second
    assert cchc("diff", "--to", place / "d.parquet")[0] == ExitCode.OK
    assert len(pd.read_parquet(place / "d.parquet")) == len(told["differences"])
    assert "1.txt" in cchc("diff")[1]
    assert cchc("diff", "20200101T000000Z")[0] == ExitCode.USAGE


def test_going_back_holds_until_something_new_comes(place: Path) -> None:
    cchc("extract")
    (place / "in" / "3.txt").write_bytes(good(3))
    cchc("extract")
    first = json.loads(cchc("runs", "--json")[1])[0]["run"]
    assert cchc("rollback", first)[0] == ExitCode.OK
    assert len(pd.read_parquet(place / "out" / "documents")) == 3
    assert json.loads(cchc("extract", "--json")[1])["state"] == "held"
    assert len(pd.read_parquet(place / "out" / "current" / "documents")) == 3
    assert "hiện tại" in cchc("runs")[1]
    (place / "in" / "4.txt").write_bytes(good(4))
    assert json.loads(cchc("extract", "--json")[1])["state"] == "published"
    assert len(pd.read_parquet(place / "out" / "documents")) == 5
    assert cchc("rollback", "khong-co")[0] == ExitCode.USAGE


def test_a_record_tells_what_a_run_did(place: Path) -> None:
    (place / "in" / "phim.mp4").write_bytes(b"x")
    cchc("extract")
    (record,) = Store(place / "out").recorded()
    assert record["documents"] == {"ok": 3}
    assert record["rows"]["targets"] == 3
    assert record["ignored"] == {".mp4": 1}
    assert record["changes"]["new"] == 3
    assert {"reader", "extractors", "tools"} == set(record["versions"])
    assert record["peak_memory_mb"]["parent"] > 0
    assert set(record["seconds"]) == {"scan", "extract", "publish", "total"}
    documents = [json.loads(line) for line in Store(place / "out").documents_of(record["run"])]
    assert [len(told["sha256"]) for told in documents] == [64] * 3


def test_a_log_is_an_object_a_line(place: Path) -> None:
    (place / "in" / "rong.txt").write_bytes(b"")
    _, _, errors = cchc("extract", "--log", "json", "--json")
    events = [json.loads(line) for line in errors.splitlines()]
    assert [told["event"] for told in events] == ["start", "file", "file", "file", "file", "failure", "end"]
    assert events[-1]["state"] == "published"
    assert cchc("extract", "--log", "xml")[0] == ExitCode.USAGE


def test_ctrl_c_ends_a_run_with_workers_cleanly(place: Path) -> None:
    (place / NAME).write_text('inputs = ["in"]\njobs = 1\nplugins = ["tests.poison"]\n', encoding="utf-8")
    (place / "in" / "lau.txt").write_text("THUỐC ĐỘC: hang-in-child\n" + "x" * 9999, encoding="utf-8")  # the largest
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(
        [sys.executable, "-c", CODE, "extract"], cwd=place, env=environment, stderr=subprocess.DEVNULL
    )
    while not list((place / "out" / ".cchc").glob("journal.sqlite")):
        time.sleep(0.02)
    time.sleep(1)
    run.send_signal(signal.SIGINT)  # asks it to finish
    time.sleep(0.3)
    run.send_signal(signal.SIGTERM)  # the second ends it at once
    assert run.wait() == ExitCode.INTERRUPTED
    assert not (place / "out" / "scores").exists()
    (place / "in" / "lau.txt").unlink()
    assert cchc("extract")[0] == ExitCode.OK
