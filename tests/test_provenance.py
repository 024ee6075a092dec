"""Every row stands beside its words, and no row of any table is lost: walked over every document at hand."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from pipeline.output.store import Store
from pipeline.runs.run import remembered, run
from schemas.fields import DATASETS
from tests.conftest import text_files, word_files

RECORDS = ("scores", "targets", "legal_bases", "tasks", "budget_lines")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """The rows of every dataset over every document at hand."""
    out = tmp_path_factory.mktemp("everything") / "out"
    files = word_files() + text_files()
    report = run(Store(out), [remembered(str(path)) for path in files])
    assert report.statuses["failed"] == 0, report.failures
    return {name: pq.read_table(out / name).to_pylist() for name in DATASETS}


def test_the_words_of_every_row_stand_in_its_block(everything: dict[str, list[dict[str, object]]]) -> None:
    blocks = {(row["doc_id"], row["block"]): row["text"] for row in everything["blocks"]}
    wrong = []
    walked = 0
    for name, rows in everything.items():
        for row in rows:
            if name == "documents":
                continue
            text = blocks[row["doc_id"], row["block"]]
            walked += 1
            if text[row["char_start"] : row["char_end"]] != row["source_text"] or not row["source_text"]:
                wrong.append((name, row["doc_id"], row["ordinal"]))
    assert walked > 1000
    assert wrong == []


def test_the_places_of_every_source_stand_in_their_blocks(everything: dict[str, list[dict[str, object]]]) -> None:
    lengths = {(row["doc_id"], row["block"]): len(row["text"]) for row in everything["blocks"]}
    columns = {name: {field.name for field in dataset.fields} for name, dataset in DATASETS.items()}
    wrong = []
    for name, rows in everything.items():
        for row in rows:
            for source in row["sources"]:
                if source["field"] not in columns[name]:
                    wrong.append((name, row["doc_id"], source["field"]))
                elif source["block"] is not None:
                    length = lengths[row["doc_id"], source["block"]]
                    if not 0 <= source["char_start"] < source["char_end"] <= length:
                        wrong.append((name, row["doc_id"], source))
    assert wrong == []


def test_no_row_of_any_table_is_lost(everything: dict[str, list[dict[str, object]]]) -> None:
    """Every row of every table is a record, or a ``row_unused`` finding that names the rule which left it out."""
    told = {
        (row["doc_id"], row["block"], row["table_row"])
        for name in RECORDS
        for row in everything[name]
        if row["table_row"] is not None
    }
    unused = {
        (row["doc_id"], row["block"], row["table_row"]) for row in everything["findings"] if row["rule"] == "row_unused"
    }
    rows = {
        (block["doc_id"], block["block"], number)
        for block in everything["blocks"]
        if block["kind"] == "table"
        for number in range(block["text"].count("\n") + 1)
        if block["text"].split("\n")[number].strip(" |")
    }
    assert rows - told - unused == set()


def test_names_of_rows_are_unique(everything: dict[str, list[dict[str, object]]]) -> None:
    for name, rows in everything.items():
        if name != "documents":
            names = [row["row_id"] for row in rows]
            assert len(names) == len(set(names)), name


def test_ordinals_count_up_within_a_document(everything: dict[str, list[dict[str, object]]]) -> None:
    for name, rows in everything.items():
        by_document: dict[object, list[object]] = {}
        for row in rows if name != "documents" else []:
            by_document.setdefault(row["doc_id"], []).append(row["ordinal"])
        assert all(ordinals == list(range(len(ordinals))) for ordinals in by_document.values()), name


def test_codes_are_those_of_the_dictionary(everything: dict[str, list[dict[str, object]]]) -> None:
    """An unknown code is an error; the unit of a target alone may be a noun as written."""
    from schemas.codes import CODES

    for name, dataset in DATASETS.items():
        for field in dataset.fields:
            if field.codes and field.codes != "measure":
                used = {row[field.name] for row in everything[name]} - {None}
                assert used <= set(CODES[field.codes]), (name, field.name)


def test_confidence_is_a_share(everything: dict[str, list[dict[str, object]]]) -> None:
    for name, rows in everything.items():
        if name != "documents":
            assert all(0.0 <= row["confidence"] <= 1.0 for row in rows), name
