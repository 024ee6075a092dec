"""The twenty-five questions and the ready views over the samples, and over the annotated documents where they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.queries import KEYS, Query, example, parse, questions, views
from pipeline.queries.database import columns, connect, fill
from pipeline.queries.headings import headings, label
from pipeline.queries.reference import REFERENCE
from pipeline.runs.run import remembered, run
from samples.build import paths
from schemas.fields import DATASETS
from tests.conftest import REFERENCE as ANNOTATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ALL: list[Query] = [*views().values(), *questions().values()]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    out = tmp_path_factory.mktemp("questions") / "out"
    run(Store(out), [remembered(str(path)) for path in paths()])
    with connect(open_run(out)) as connection:
        yield connection


@pytest.fixture(scope="module")
def ask(samples: duckdb.DuckDBPyConnection) -> Callable[[int], list[Row]]:
    return lambda number: rows(samples, questions()[number].sql)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


# ---- every file


def test_there_are_twenty_five_questions() -> None:
    assert list(questions()) == list(range(1, 26))


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_file_explains_itself(query: Query) -> None:
    for text in (query.vi, query.en, query.limits, query.limits_en):
        assert len(text) > 15, text
    for need in query.needs:  # a view, or a column of a dataset
        dataset, _, column = need.partition(".")
        assert dataset in views() if not column else DATASETS[dataset].field(column), need
    assert query.needs or query.name == "ceased_acts"


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_every_column_of_an_answer_has_a_heading_and_no_name_twice(query: Query) -> None:
    names = [name for name, _ in columns(query.sql)]
    assert len(set(names)) == len(names)
    assert set(names) <= set(headings())


def test_every_heading_is_that_of_a_column() -> None:
    used = {name for query in ALL for name, _ in columns(query.sql)}
    fields = {field.name for dataset in DATASETS.values() for field in dataset.fields}
    assert set(headings()) - fields <= used


def test_names_mean_one_thing() -> None:
    names = [*DATASETS, *views(), *REFERENCE]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("number", questions())
def test_a_question_is_answered_as_its_file_says(number: int, samples: duckdb.DuckDBPyConnection) -> None:
    query = questions()[number]
    result = samples.execute(query.sql)
    names = [column[0] for column in result.description or ()]
    found = result.fetchall()
    assert found
    assert list(query.example) == example(names, found), "renew it with: python -m docs.answers"


def test_questions_are_put_in_order_to_the_last_row(samples: duckdb.DuckDBPyConnection) -> None:
    for query in questions().values():
        assert "\nORDER BY" in query.sql, query.name
        assert rows(samples, query.sql) == rows(samples, query.sql)


def test_a_header_must_be_whole() -> None:
    with pytest.raises(ValueError, match="limits_en"):
        parse("01-x", "-- vi: a\n-- en: b\n-- needs:\n-- limits: c\n-- example:\nSELECT 1")
    told = parse("07-x", "\n".join(f"-- {key}: one\n--   two" for key in KEYS) + "\nSELECT 1;\n")
    assert (told.number, told.name, told.vi, told.sql) == (7, "x", "one two", "SELECT 1")


# ---- what the samples hold, in figures


def test_one_document_is_counted_once_and_word_is_taken_before_text(samples: duckdb.DuckDBPyConnection) -> None:
    found = rows(samples, "SELECT format, files, count(*) AS n FROM one_document GROUP BY ALL")
    assert found == [{"format": "docx", "files": 2, "n": len(paths()) // 2}]


def test_areas_stand_side_by_side(ask: Callable[[int], list[Row]]) -> None:
    dak_nong = [row for row in ask(1) if row["province"] == "Đắk Nông" and row["unit"].startswith("Sở Lao động")]
    assert [row["scored_year"] for row in dak_nong] == [2021, 2022]
    assert dak_nong[0]["steering"] == pytest.approx(100 * 12.446 / 17.5, abs=0.005)
    assert dak_nong[0]["public_finance"] == 100
    assert dak_nong[1]["total"] == 86.2
    assert dak_nong[1]["impact"] is None


def test_points_are_lost_where_maxima_say_so(ask: Callable[[int], list[Row]]) -> None:
    worst = ask(2)[0]
    assert (worst["level"], worst["lost"], worst["max_score"], worst["lost_share"]) == ("criterion", 1.0, 2.0, 50.0)


def test_reasons(ask: Callable[[int], list[Row]]) -> None:
    assert {row["reason"]: row["lost"] for row in ask(3)} == {
        "no_initiative": 6.136, "late": 4.019, "not_scored": 4.0, "few_online": 1.0,
    }  # fmt: skip


def test_self_assessed_against_appraised(ask: Callable[[int], list[Row]]) -> None:
    total = next(row for row in ask(4) if row["level"] == "total")
    assert (total["self_score"], total["appraised_score"], total["overestimated"]) == (19.99, 19.0, 0.99)


def test_what_is_left_of_the_total_may_be_the_survey(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["basis"], row["survey_score"], row["survey_max"]) for row in ask(5)] == [("residual", 13.66, 15.5)]


def test_score_up_and_rank_down(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["scored_year"], row["score_moved"], row["rank_moved"]) for row in ask(6)] == [(2022, 0.76, -1)]


def test_what_criteria_not_scored_change(ask: Callable[[int], list[Row]]) -> None:
    total = next(row for row in ask(8) if row["level"] == "total")
    assert (total["unscored_points"], total["share"], total["share_if_counted"]) == (2.5, 81.52, 79.48)


def test_departments_of_one_kind(ask: Callable[[int], list[Row]]) -> None:
    totals = [row for row in ask(9) if row["level"] == "total"]
    assert [(row["unit_code"], row["province"], row["above_mean"]) for row in totals] == [
        ("SLĐTBXH", "Đắk Nông", 2.34),
        ("SLĐTBXH", "Lạng Sơn", -2.34),
    ]


def test_former_provinces_stand_under_the_new_one(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["province_2025"], row["province"], row["rank"]) for row in ask(10)] == [
        ("An Giang", "Kiên Giang", 62),
        ("Quảng Ninh", "Quảng Ninh", 1),
    ]


def test_a_target_that_slipped(ask: Callable[[int], list[Row]]) -> None:
    missed = [row for row in ask(12) if row["verdict"] == "missed"]
    assert [(row["due"], row["index_code"], row["value"], row["reached"]) for row in missed] == [
        (2022, "PAR_INDEX", 2.0, -1.0)
    ]


def test_targets_copied_from_the_year_before(ask: Callable[[int], list[Row]]) -> None:
    found = ask(13)
    assert {(row["year_before"], row["this_year"]) for row in found} == {(2022, 2023)}
    assert {row["index_code"] for row in found} == {"PAR_INDEX", "SIPAS", None}


def test_a_target_below_the_governments(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["value"], row["value_above"], row["below_by"]) for row in ask(14)] == [(85.0, 90.0, 5.0)]


def test_cited_most(ask: Callable[[int], list[Row]]) -> None:
    first = ask(15)[0]
    assert (first["citation"], first["documents"], first["as_basis"]) == ("76/NQ-CP", 3, 2)


def test_a_basis_that_had_ceased(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["citation"], row["cites_successor_too"]) for row in ask(16)] == [("30c/NQ-CP", True)]


def test_one_instrument_under_two_dates(ask: Callable[[int], list[Row]]) -> None:
    assert [(row["differs"], row["stated"]) for row in ask(17)] == [("date", ["15/06/2021", "15/07/2021"])]


def test_party_documents(ask: Callable[[int], list[Row]]) -> None:
    department = next(row for row in ask(18) if row["agency_level"] == "department")
    assert (department["party_citations"], department["documents_with_party"]) == (4, 1)


def test_tasks_of_a_quarter(ask: Callable[[int], list[Row]], samples: duckdb.DuckDBPyConnection) -> None:
    assert sum(row["tasks"] for row in ask(20)) == rows(samples, "SELECT count(*) AS n FROM one_task")[0]["n"]
    quarter = [row for row in ask(20) if (row["due_year"], row["due_quarter"]) == (2022, 1)]
    assert {row["deadline_kind"]: row["tasks"] for row in quarter} == {"date": 1, "quarter": 1}


def test_weak_areas_and_the_tasks_of_the_next_year(ask: Callable[[int], list[Row]]) -> None:
    found = {(row["scored_year"], row["area"]): row for row in ask(23) if row["province"] == "Đắk Nông"}
    assert found[2021, "steering"]["weakness"] == 1
    assert found[2021, "steering"]["tasks"] == 2
    assert found[2022, "institutions"]["tasks"] == 1
    assert found[2022, "public_finance"]["tasks"] == 0


def test_budgets(ask: Callable[[int], list[Row]]) -> None:
    totals = [row for row in ask(24) if row["is_total"]]
    assert sorted((row["amount"], row["total_in_words"]) for row in totals) == [
        (20_000_000, 20_000_000),
        (100_000_000, 100_000_000),
    ]


def test_quality_by_format(ask: Callable[[int], list[Row]]) -> None:
    assert {(row["format"], row["files"], row["not_read"]) for row in ask(25)} == {
        (form, len(paths()) // 2, 0) for form in ("docx", "txt")
    }


def test_labels() -> None:
    assert label("areas", ["steering", "survey"]) == ["chỉ đạo, điều hành", "điều tra xã hội học"]
    assert label("measure", "lớp") == "lớp"
    assert label("verdict", "missed") == "không đạt"
    assert label("province", "steering") == "steering"


# ---- merged tasks, ranked provinces, and the reference


def test_a_merged_task_is_one(samples: duckdb.DuckDBPyConnection) -> None:
    tables = {name: samples.sql(f"FROM {name}").to_arrow_table() for name in DATASETS}
    tables["tasks"] = samples.sql(
        "SELECT * REPLACE (CASE WHEN origin = 'table' THEN ordinal // 2 END AS task_group, "
        "'sản phẩm ' || ordinal AS outputs) FROM tasks"
    ).to_arrow_table()
    with duckdb.connect() as merged:
        fill(merged, tables)
        told = rows(merged, "SELECT outputs, origin FROM one_task WHERE rows_merged = 2")
        count = rows(merged, "SELECT sum(rows_merged) AS n FROM one_task")[0]["n"]
    assert told
    assert all(row["outputs"].count("sản phẩm") == 2 and row["origin"] == "table" for row in told)
    assert count == rows(samples, "SELECT count(*) AS n FROM one_task")[0]["n"]


def test_reference_tables(samples: duckdb.DuckDBPyConnection) -> None:
    counts = rows(
        samples, "SELECT era, count(*) AS n FROM provinces WHERE valid_to IS NULL OR era = 'p63' GROUP BY era"
    )
    assert {row["era"]: row["n"] for row in counts}["p34"] == 34
    assert rows(samples, "SELECT province_2025 FROM provinces WHERE era = 'p63' AND name = 'Bình Phước'") == [
        {"province_2025": "Đồng Nai"}
    ]
    assert rows(samples, "SELECT code FROM agency_names WHERE plain_name = plain('SỞ TƯ PHÁP')") == [{"code": "STP"}]


def test_ceased_acts_have_keys_as_citations_give_them(samples: duckdb.DuckDBPyConnection) -> None:
    cited = {row["legal_key"] for row in rows(samples, "SELECT legal_key FROM legal_bases")}
    ceased = {row["legal_key"] for row in rows(samples, "SELECT legal_key FROM ceased_acts")}
    assert {"resolution/30c/2011/CP", "decree/107/2020/CP"} <= cited & ceased


@pytest.mark.parametrize("number", questions())
def test_annotated_documents_are_answered_too(number: int, annotated: duckdb.DuckDBPyConnection | None) -> None:
    if annotated is not None:
        assert columns(questions()[number].sql)
        annotated.execute(questions()[number].sql).fetchall()


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection | None]:
    files: list[Path] = sorted(ANNOTATED.glob("gold/seeds/*.docx"))
    if not files:
        yield None
        return
    out = tmp_path_factory.mktemp("annotated") / "out"
    run(Store(out), [remembered(str(path)) for path in files])
    with connect(open_run(out)) as connection:
        yield connection
