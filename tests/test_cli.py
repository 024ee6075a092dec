"""The command as a person meets it: messages, exit codes, hostile text, and what an output refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import extractors
from pipeline.cli import app
from pipeline.exits import ExitCode
from pipeline.terminal import plain
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PLAN = SAMPLES / "ke-hoach-cai-thien-chi-so.docx"


def cchc(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "200"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_extract_tells_status_and_rows(tmp_path: Path) -> None:
    code, told, _ = cchc("extract", SAMPLES, "--out", tmp_path / "out")
    assert code == ExitCode.OK
    assert "đọc được" in told
    assert "scores" in told


def test_json_is_for_machines_alone_on_stdout(tmp_path: Path) -> None:
    code, told, _ = cchc("extract", PLAN, "--out", tmp_path / "out", "--json")
    assert code == ExitCode.OK
    report = json.loads(told)
    assert report["documents"] == {"ok": 1}
    assert report["rows"]["documents"] == 1
    assert report["failures"] == []


def test_a_file_that_cannot_be_read_costs_itself_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "tot.docx").write_bytes(PLAN.read_bytes())
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "rong.txt").write_bytes(b"")
    (folder / "bang.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600)
    )
    code, told, errors = cchc("extract", folder, "--out", tmp_path / "out", "--json")
    assert code == ExitCode.PUBLISHED_WITH_FAILURES
    report = json.loads(told)
    assert report["documents"] == {"failed": 3, "ok": 1}
    codes = {failure["source_path"]: failure["error_code"] for failure in report["failures"]}
    assert codes["rong.txt"] == "empty"
    assert codes["bang.xlsx"] == "corrupt"
    assert codes["hong.docx"] in ("corrupt", "unsupported")
    assert all(failure["error"].endswith(".") for failure in report["failures"])
    assert errors  # progress, away from the machine's stdout


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (["khong-co-thu-muc"], ExitCode.USAGE, "Không có tệp hay thư mục"),
        ([], ExitCode.USAGE, "INPUT"),
    ],
)
def test_bad_arguments(tmp_path: Path, given: list[str], code: int, says: str) -> None:
    got, _, errors = cchc("extract", *given, "--out", tmp_path / "out")
    assert got == code
    assert says in errors


def test_an_empty_folder_is_told_and_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "anh.mp4").write_bytes(b"x")
    code, _, errors = cchc("extract", tmp_path / "in", "--out", tmp_path / "out")
    assert code == ExitCode.NOTHING_FOUND
    assert "không tìm thấy văn bản nào" in errors
    assert not (tmp_path / "out" / "scores").exists()


def test_other_inputs_are_refused_unless_asked_for(tmp_path: Path) -> None:
    other = SAMPLES / "cong-van-chi-so.txt"
    out = tmp_path / "out"
    assert cchc("extract", PLAN, "--out", out)[0] == ExitCode.OK
    code, _, errors = cchc("extract", other, "--out", out)
    assert code == ExitCode.USAGE
    assert "--add" in errors
    assert json.loads(cchc("extract", other, "--out", out, "--add", "--json")[1])["documents"] == {"ok": 2}
    assert json.loads(cchc("extract", PLAN, other, "--out", out, "--json")[1])["documents"] == {"ok": 2}
    assert json.loads(cchc("extract", other, "--out", out, "--replace", "--json")[1])["documents"] == {"ok": 1}


def test_a_fault_of_ours_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> object:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(extractors, "extract", broken)
    code, told, _ = cchc("extract", PLAN, "--out", tmp_path / "out", "--jobs", 0, "--json")
    assert code == ExitCode.PUBLISHED_WITH_FAILURES
    assert json.loads(told)["failures"][0]["error_code"] == "internal"


def test_ctrl_c_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(extractors, "extract", stop)
    code, _, errors = cchc("extract", PLAN, "--out", tmp_path / "out", "--jobs", 0)
    assert code == ExitCode.INTERRUPTED
    assert "đã dừng" in errors
    assert not (tmp_path / "out" / "scores").exists()


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "ban-sao.docx").write_bytes(PLAN.read_bytes())
    (folder / "a.docx").write_bytes(PLAN.read_bytes())
    report = json.loads(cchc("extract", folder, "--out", tmp_path / "out", "--json")[1])
    assert report["documents"] == {"ok": 1}


def test_show_prints_what_the_document_says() -> None:
    code, told, _ = cchc("show", PLAN)
    assert code == ExitCode.OK
    assert "12,446" in told
    assert "Trần Minh Khôi" in told


def test_show_refuses_what_it_cannot_show(tmp_path: Path) -> None:
    assert "Không có bảng" in cchc("show", PLAN, "--only", "diem")[2]
    assert "Không có tệp" in cchc("show", tmp_path / "x.docx")[2]


def test_describe_tells_every_column_in_both_languages() -> None:
    code, told, _ = cchc("describe", "scores")
    assert code == ExitCode.OK
    assert "Điểm tối đa" in told
    assert "maximum" in told
    assert json.loads(cchc("describe", "--json")[1])["datasets"][1]["name"] == "scores"
    assert "Không có bảng" in cchc("describe", "diem")[2]


def test_text_of_documents_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    hostile = "KẾ HOẠCH\n[red]Cải cách[/red] \x1b[31mhành chính\u202e năm 2022\n\nSở đạt 80/100 điểm [link=x]y[/link]\n"
    path = tmp_path / "x.txt"
    path.write_text(hostile, encoding="utf-8")
    _, told, _ = cchc("show", path)
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "[red]Cải cách[/red]" in told


def test_plain_values() -> None:
    assert plain(12.446) == "12,446"
    assert plain(None) == ""
    assert plain(("a", "b")) == "a; b"


def test_help_imports_nothing_heavy() -> None:
    """`cchc --help` answers at once because none of the heavy modules is imported for it."""
    heavy = {"pyarrow", "pandas", "lxml", "duckdb", "regex"}
    code = "import sys, pipeline.cli; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "pipeline.cli" in told.split()
    assert not heavy & set(told.split())
