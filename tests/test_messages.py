"""Messages in both languages: nothing is said past the catalogue, and English output has no Vietnamese of ours."""

from __future__ import annotations

import ast
import csv
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands.spoken import VARIABLE, wanted
from pipeline.errors import UsageError
from pipeline.exits import ExitCode
from pipeline.language import catalogue, choose, say
from schemas.codes import ERRORS
from tests.conftest import ROOT, SAMPLES
from tests.messages import VIETNAMESE, error_codes, sentences, unmarked

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = tuple(get_command(app).commands)  # type: ignore[attr-defined]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def cchc(*args: object, lang: str = "en") -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "300", VARIABLE: lang})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_nothing_is_said_past_the_catalogue() -> None:
    assert [f"{told.where} {told.text}" for told in unmarked()] == []


def test_every_sentence_has_english_and_every_english_sentence_is_said() -> None:
    said = {told.text for told in sentences()}
    assert said - set(catalogue()) == set()
    assert set(catalogue()) - said == set()


def test_every_entry_of_the_catalogue_is_read_as_gettext_reads_it() -> None:
    text = (ROOT / "pipeline/messages/en.po").read_text("utf-8")
    read: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith(("msgid ", "msgstr ")):
            read.append([])
        if line and not line.startswith("#"):
            read[-1].append(ast.literal_eval(line[line.index('"') :]))
    words = ["".join(pieces) for pieces in read]
    assert dict(zip(words[2::2], words[3::2], strict=True)) == catalogue()
    assert len(words) == 2 * len(catalogue()) + 2  # the header; no sentence twice


def test_english_sentences_are_english_and_have_the_same_placeholders() -> None:
    for vietnamese, english in catalogue().items():
        assert english.strip(), vietnamese
        assert not VIETNAMESE.search(english), english
        assert placeholders(english) == placeholders(vietnamese), vietnamese
        assert english[-1:] == vietnamese[-1:] or english[-1].isalnum() or english[-1] in ")].", vietnamese


def test_a_call_fills_the_placeholders_of_its_sentence_and_no_others() -> None:
    for told in sentences():
        if told.filled is not None:
            lacking = placeholders(told.text) - told.filled
            assert not told.filled - placeholders(told.text) - {""}, told.where
            assert not lacking or "" in told.filled, told.where  # "": the values come as a mapping


def test_every_error_code_says_in_english_what_to_do() -> None:
    assert error_codes() <= set(ERRORS)
    assert all(len(re.findall(r"[.;] ", sentence)) >= 1 for sentence in ERRORS.values())


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
        ([], {"LANG": "POSIX"}, "vi"),
        ([], {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en"}, "en"),
        ([], {"LANG": "english_made_up"}, "vi"),
        ([], {"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "vi"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "vi_VN"}, "en"),
        ([], {VARIABLE: "vi", "LC_ALL": "en_US"}, "vi"),
        ([], {VARIABLE: "", "LANG": "en_US"}, "en"),
        (["--lang", "en", "show"], {VARIABLE: "vi"}, "en"),
        (["show", "x", "--lang=vi"], {"LANG": "en_US"}, "vi"),
        (["--lang", "vi", "show", "--lang", "en"], {}, "en"),
        (["show", "--", "--lang", "en"], {}, "vi"),
    ],
)
def test_the_language_is_asked_for_or_that_of_the_machine(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert wanted(arguments, environment) == language


@pytest.mark.parametrize(("arguments", "environment"), [(["--lang", "fr"], {}), ([], {VARIABLE: "tiếng Việt"})])
def test_another_language_is_refused_in_both(arguments: list[str], environment: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"(?s)tiếng Việt.*Vietnamese"):
        wanted(arguments, environment)
    code, told = cchc("doctor", "--lang", "fr")
    assert code == ExitCode.USAGE
    assert "--lang" in told


def test_a_sentence_without_values_keeps_its_braces() -> None:
    assert say("{a}") == "{a}"
    choose("en")
    assert say("không có trong danh mục {x}", x=1) == "không có trong danh mục 1"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_wholly_in_one_language(command: str) -> None:
    code, english = cchc(*([command] if command else []), "--help")
    assert code == ExitCode.OK
    assert VIETNAMESE.search(english) is None
    assert "--lang" in english
    _, vietnamese = cchc(*([command] if command else []), "--help", lang="vi")
    for word in ("Usage", "Options", "Arguments", "Commands", "default:", "required", "Show this", "Install"):
        assert word not in vietnamese


def test_the_language_alone_shows_the_help() -> None:
    code, told = cchc("--lang", "en", lang="vi")
    assert code == ExitCode.OK
    assert "Usage: " in told
    assert "extract" in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extrac"], "Không có lệnh extrac. Có phải là extract?"),
        (["extract", "--jbos", "1"], "Không có tùy chọn --jbos."),
        (["extract", "--jobs", "hai"], "cần một số nguyên"),
        (["extract", "--jobs", "-1"], "ít nhất là 0"),
        (["extract", "--jobs"], "Tùy chọn --jobs thiếu giá trị"),
        (["show"], "Thiếu FILE."),
        (["ask", "1", "2"], "Thừa đối số: 2."),
    ],
)
def test_wrong_arguments_are_told_with_the_way_to_the_right_ones(arguments: list[str], says: str) -> None:
    code, told = cchc(*arguments, lang="vi")
    assert code == ExitCode.USAGE
    assert says in told
    assert "--help" in told
    code, told = cchc(*arguments)
    assert code == ExitCode.USAGE
    assert VIETNAMESE.search(told) is None
    assert "--help" in told


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Vietnamese that English output may hold: names of the data's files."""
    return {path.name for path in SAMPLES.iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["runs"], ["failed"], ["tables"], ["corrections"], ["diff"], ["ask"], ["query", "SELECT nothing"],
        ["query", "DROP TABLE scores"], ["query", "SELECT 1", "--format", "csw"],
        ["query", "SELECT 1", "--timeout", "0"],
        ["ask", "99"], ["diff", "no-run"], ["rollback", "no-run"], ["export"],
        ["export", "--csv", "x", "--only", "y"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_on_results_speak_english(samples_out: Path, arguments: list[str]) -> None:
    _, told = cchc(*arguments, "--out", samples_out)
    assert told
    assert VIETNAMESE.search(told) is None, told


@pytest.mark.parametrize(
    "arguments",
    [["doctor"], ["describe"], ["describe", "nothing"], ["show", "nothing.docx"], ["show", __file__, "--only", "x"]],
    ids=" ".join,
)
def test_commands_without_results_speak_english(arguments: list[str]) -> None:
    _, told = cchc(*arguments)
    assert VIETNAMESE.search(told.replace("đồng", "")) is None, told


def test_exports_have_english_heads_and_labels(samples_out: Path, tmp_path: Path) -> None:
    code, told = cchc("export", "--csv", tmp_path, "--xlsx", tmp_path / "x.xlsx", "--out", samples_out)
    assert code == ExitCode.OK
    assert VIETNAMESE.search(told) is None
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            heads = next(csv.reader(stream))
        assert [head for head in heads if VIETNAMESE.search(re.sub(r" \((?:đồng|điểm)\)$", "", head))] == []
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {"read"} <= {row["Status"] for row in csv.DictReader(stream)}


def test_files_that_cannot_be_read_are_told_in_english_by_their_code(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rong.txt").write_bytes(b"")
    (tmp_path / "in" / "hong.docx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "in" / "good.txt").write_bytes((SAMPLES / "cong-van-chi-so.txt").read_bytes())
    out = tmp_path / "out"
    code, told = cchc("extract", tmp_path / "in", "--out", out)
    assert code == ExitCode.PUBLISHED_WITH_FAILURES
    assert ERRORS["empty"] in told
    assert VIETNAMESE.search(told) is None, told
    assert VIETNAMESE.search(cchc("failed", "--out", out)[1]) is None
    assert "Tệp rỗng" in cchc("failed", "--out", out, lang="vi")[1]  # the data is Vietnamese whoever asked for it
    for name in ("rong.txt", "hong.docx"):
        code, told = cchc("show", tmp_path / "in" / name)
        assert name in told
        assert VIETNAMESE.search(told) is None
