"""``cchc query`` asks and nothing else: no file, network or setting is reached; answers in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.output.published import open_run
from pipeline.queries import views
from pipeline.queries.database import QueryError, check_asks, connect, time_limit
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture(scope="module")
def connection(samples_out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(open_run(samples_out)) as opened:
        yield opened


@pytest.fixture
def cchc(samples_out: Path) -> Callable[..., Result]:
    def invoke(*args: str, **options: Any) -> Result:
        return CliRunner().invoke(app, [*args, "--out", str(samples_out)], env={"COLUMNS": "200"}, **options)

    return invoke


# ---- what it must not do

WRITES = (
    "COPY (SELECT 1) TO '{file}'",
    "COPY scores TO '{file}' (FORMAT parquet)",
    "EXPORT DATABASE '{file}'",
    "IMPORT DATABASE '{file}'",
    "ATTACH '{file}' AS other",
    "ATTACH ':memory:' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '64GB'",
    "SET lock_configuration = false",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "PRAGMA memory_limit = '64GB'",
    "PRAGMA enable_profiling",
    "CALL enable_logging(storage = 'file', storage_path = '{file}')",
    "CREATE TABLE kept AS SELECT 1",
    "CREATE VIEW kept AS SELECT 1",
    "CREATE SECRET s (TYPE s3)",
    "INSERT INTO scores SELECT * FROM scores",
    "DELETE FROM scores",
    "DROP VIEW one_document",
    "PREPARE p AS SELECT 1",
    "CHECKPOINT",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{file}'",
    "SELECT 1; COPY (SELECT 1) TO '{file}'",
    "",
)
READS = (
    "FROM read_csv('/etc/passwd')",
    "FROM '/etc/passwd'",
    "FROM read_text('/etc/passwd')",
    "FROM read_blob('/etc/*')",
    "FROM glob('/etc/*')",
    "FROM sniff_csv('/etc/passwd')",
    "FROM read_json('/etc/passwd')",
    "FROM read_parquet('{out}/scores/*.parquet')",
    "FROM parquet_metadata('{out}/scores/part-00.parquet')",
    "FROM read_csv('http://127.0.0.1:9/x.csv')",
    "FROM read_parquet('https://127.0.0.1:9/x.parquet')",
    "FROM read_parquet('s3://bucket/x.parquet')",
    "FROM query('FROM read_text(''/etc/passwd'')')",
    "FROM enable_logging(storage = 'file', storage_path = '{file}')",
    "SELECT getenv('HOME')",
    "FROM samples_out",  # a variable of the program
)


@pytest.mark.parametrize("sql", WRITES)
def test_only_a_question_passes(sql: str, cchc: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "written"
    told = cchc("query", sql.format(file=file))
    assert told.exit_code == 2, told.output
    assert told.stderr.startswith("cchc: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("sql", [*READS, *WRITES[:-3]])
def test_the_closed_database_does_none_of_it_either(
    sql: str, connection: duckdb.DuckDBPyConnection, samples_out: Path, tmp_path: Path
) -> None:
    """Behind the check of the statement stands the configuration: even what passed it reaches no file."""
    harmless = ("ATTACH ':memory:'", "CREATE", "PREPARE", "PRAGMA enable_profiling", "CHECKPOINT", "DROP", "SELECT 1;")
    sql = sql.format(file=tmp_path / "written", out=samples_out)
    if sql.startswith(harmless):
        return  # these touch the memory of this process only
    with pytest.raises(duckdb.Error):
        connection.execute(sql)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("sql", READS[:5])
def test_reading_elsewhere_is_refused_with_a_sentence(sql: str, cchc: Callable[..., Result]) -> None:
    told = cchc("query", sql)
    assert told.exit_code == 2
    assert "root:" not in told.output
    assert told.stderr.startswith("cchc: ")


def test_settings_say_closed(connection: duckdb.DuckDBPyConnection) -> None:
    told = connection.execute(
        "SELECT name, value FROM duckdb_settings() WHERE name IN "
        "('enable_external_access', 'lock_configuration', 'temp_directory', 'allow_community_extensions')"
    ).fetchall()
    assert dict(told) == {
        "enable_external_access": "false", "lock_configuration": "true", "temp_directory": "",
        "allow_community_extensions": "false",
    }  # fmt: skip


def test_questions_of_many_shapes_pass(connection: duckdb.DuckDBPyConnection) -> None:
    for sql in ("SELECT 1", "FROM scores", "WITH x AS (SELECT 1) SELECT * FROM x", "DESCRIBE scores", "SHOW TABLES",
                "SUMMARIZE scores", "EXPLAIN SELECT 1", "VALUES (1)", "SELECT ';' AS a -- ; COPY"):  # fmt: skip
        check_asks(sql)
        assert connection.execute(sql).fetchall()


def test_time_runs_out(connection: duckdb.DuckDBPyConnection) -> None:
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 3"
    with pytest.raises(QueryError, match="giây"), time_limit(connection, 0.2):
        connection.execute(endless)
    with time_limit(connection, 5):
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_memory_runs_out(samples_out: Path) -> None:
    with (
        connect(open_run(samples_out), memory="40MB") as small,
        pytest.raises(QueryError, match="bộ nhớ"),
        time_limit(small, 60),
    ):
        small.execute("SELECT list(range || 'a long word that fills the memory') FROM range(20000000)").fetchall()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("query", "SELECT nothing FROM scores"), "cchc describe"),
        (("query", "SELECT 1 FROM nowhere"), "cchc tables"),
        (("query", "SELEC 1"), "SQL"),
        (("query", "SELECT 1", "--format", "xml"), "table, csv, json, parquet"),
        (("query", "SELECT 1", "--to", "answer.doc"), "--format"),
        (("query", "SELECT 1", "--timeout", "0"), "--timeout"),
        (("query", "SELECT 1", "--memory", "much"), "--memory"),
        (("ask", "26"), "1 đến 25"),
        (("describe", "nothing"), "one_result"),
    ],
)
def test_mistakes_end_with_what_to_do(args: tuple[str, ...], words: str, cchc: Callable[..., Result]) -> None:
    told = CliRunner().invoke(app, args) if args[0] == "describe" else cchc(*args)
    assert told.exit_code == 2
    assert words in told.stderr


def test_no_answer_is_written_among_the_datasets(cchc: Callable[..., Result], samples_out: Path) -> None:
    told = cchc("query", "SELECT 1 AS a", "--to", str(samples_out / "scores" / "more.parquet"))
    assert told.exit_code == 2
    assert len(list((samples_out / "scores").iterdir())) == 1


def test_nothing_published(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["query", "SELECT 1", "--out", str(tmp_path)])
    assert told.exit_code == 2
    assert "cchc extract" in told.stderr


# ---- the forms of an answer

SQL = (
    "SELECT '=1+1' AS words, 2.5 AS number, DATE '2022-03-31' AS day, ['a', 'b'] AS names, NULL AS nothing, "
    "true AS yes, MAP {'k': 'v'} AS more"
)


def test_a_table(cchc: Callable[..., Result]) -> None:
    told = cchc("query", "SELECT range AS n FROM range(5)", "--rows", "2")
    assert told.exit_code == 0
    assert "Còn nữa" in told.stdout
    assert "=1+1" in cchc("query", SQL).stdout


def test_csv(cchc: Callable[..., Result], tmp_path: Path) -> None:
    told = list(csv.reader(io.StringIO(cchc("query", SQL, "--format", "csv").stdout)))
    assert told == [
        ["words", "number", "day", "names", "nothing", "yes", "more"],
        ["=1+1", "2.5", "2022-03-31", '["a", "b"]', "", "True", '{"k": "v"}'],
    ]
    cchc("query", SQL, "--to", str(tmp_path / "answer.csv"))
    assert list(csv.reader((tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines())) == told


def test_json(cchc: Callable[..., Result]) -> None:
    assert json.loads(cchc("query", SQL, "--format", "json").stdout) == [
        {"words": "=1+1", "number": 2.5, "day": "2022-03-31", "names": ["a", "b"], "nothing": None, "yes": True,
         "more": {"k": "v"}}
    ]  # fmt: skip
    assert json.loads(cchc("query", "SELECT 1 AS a WHERE false", "--format", "json").stdout) == []


def test_parquet(cchc: Callable[..., Result], tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    to = tmp_path / "answer.parquet"
    told = cchc("query", "FROM unit_years", "--to", str(to))
    assert told.exit_code == 0, told.output
    assert len(pq.read_table(to)) == len(connection.execute("FROM unit_years").fetchall())
    assert [path.name for path in tmp_path.iterdir()] == ["answer.parquet"]


def test_sql_from_standard_input(cchc: Callable[..., Result]) -> None:
    assert json.loads(cchc("query", "-", "--format", "json", input="SELECT 7 AS n").stdout) == [{"n": 7}]


def test_text_of_documents_is_no_control_code(cchc: Callable[..., Result]) -> None:
    told = cchc("query", "SELECT chr(27) || '[31mred' AS a, '[bold]b[/bold]' AS b, chr(8238) || 'x' AS c")
    assert "\x1b" not in told.stdout
    assert "‮" not in told.stdout
    assert "[bold]b[/bold]" in told.stdout


def test_what_is_wider_than_the_terminal_is_told_row_by_row(samples_out: Path) -> None:
    """A table whose words would break in the middle is no table; what a row does not have takes no line."""

    def asked(columns: str, language: str) -> str:
        command = ["ask", "1", "--out", str(samples_out), "--lang", language]
        return CliRunner().invoke(app, command, env={"COLUMNS": columns}).stdout

    narrow, wide = asked("80", "vi"), asked("220", "vi")
    assert re.search(r"^Chỉ đạo \(%\) +89,47 *$", narrow, re.MULTILINE)
    assert "— 1 —" in narrow
    assert "— 1 —" not in wide
    assert re.search(r"^Steering +89\.47 *$", asked("80", "en"), re.MULTILINE)


def test_labels_of_answers_are_in_the_language_of_the_command(samples_out: Path) -> None:
    for language, reason, area in (("vi", "thiếu sáng kiến", "chỉ đạo"), ("en", "no initiative", "steering")):
        command = ["ask", "3", "--out", str(samples_out), "--lang", language]
        told = CliRunner().invoke(app, command, env={"COLUMNS": "220"}).stdout
        assert reason in told
        assert area in told


# ---- ask, tables, describe, views


def test_ask_lists_and_answers(cchc: Callable[..., Result]) -> None:
    assert "25" in cchc("ask").stdout
    told = cchc("ask", "12").stdout
    assert "không đạt" in told
    assert "Cần biết:" in told
    sql = cchc("ask", "12", "--sql").stdout
    assert json.loads(cchc("query", sql, "--format", "json").stdout)
    assert json.loads(cchc("ask", "12", "--format", "json").stdout)


def test_tables_count_and_describe_explains(cchc: Callable[..., Result]) -> None:
    told = {row["name"]: row for row in json.loads(cchc("tables", "--json").stdout)}
    assert set(DATASETS) | set(views()) < set(told)
    assert told["documents"]["rows"] >= 2 * told["one_document"]["rows"]
    assert "one_result" in cchc("tables").stdout
    for name in views():
        described = json.loads(CliRunner().invoke(app, ["describe", name, "--json"]).stdout)
        assert described["columns"]
    assert "rank_change_worked_out" in CliRunner().invoke(app, ["describe", "unit_years"]).stdout


def test_a_file_with_views_and_no_data(cchc: Callable[..., Result], tmp_path: Path) -> None:
    to = tmp_path / "cchc.duckdb"
    assert cchc("views", "--to", str(to)).exit_code == 0
    with duckdb.connect(str(to), read_only=True) as opened:
        kinds = opened.execute("SELECT DISTINCT table_type FROM information_schema.tables").fetchall()
        assert kinds == [("VIEW",)]
        for name in (*DATASETS, *views()):
            opened.execute(f"SELECT count(*) FROM {name}").fetchall()
    assert cchc("views", "--to", str(to)).exit_code == 2


# ---- documents with a secrecy stamp

STAMPED = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SƠN LA\tĐộc lập - Tự do - Hạnh phúc
Số: 9/KH-UBND\tSơn La, ngày 02 tháng 01 năm 2024
MẬT

KẾ HOẠCH
Cải cách hành chính năm 2024

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;

- Chỉ số SIPAS đạt từ 90% trở lên.
"""


def test_stamped_documents_stay_out_unless_asked_for(extract_files: Callable[..., Path], tmp_path: Path) -> None:
    plain = STAMPED.replace("MẬT\n", "").replace("9/KH", "8/KH")
    out = extract_files({"open.txt": plain.encode(), "stamped.txt": STAMPED.encode()})
    published = open_run(out)

    def counts(*, secret: bool) -> dict[str, int]:
        with connect(published, secret=secret) as opened:
            return {n: opened.execute(f"SELECT count(*) FROM {n}").fetchall()[0][0] for n in (*DATASETS, *views())}

    without, whole = counts(secret=False), counts(secret=True)
    assert (without["documents"], whole["documents"]) == (1, 2)
    for name in ("legal_bases", "blocks", "one_document"):
        assert 0 < without[name] < whole[name], name
    told = CliRunner().invoke(app, ["query", "SELECT source_path FROM documents", "--format", "csv", "--out", str(out)])
    assert told.stdout.split() == ["source_path", "open.txt"]
    file = tmp_path / "v.duckdb"
    CliRunner().invoke(app, ["views", "--to", str(file), "--out", str(out)])
    with duckdb.connect(str(file), read_only=True) as opened:
        assert opened.execute("SELECT count(*) FROM blocks").fetchall()[0][0] == without["blocks"]
