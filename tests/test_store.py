"""The output: equal inputs give equal bytes, what is published is whole, and nothing foreign is overwritten."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.output import parts as parts_module
from pipeline.output.parts import parts_of, write_merged, write_part
from pipeline.output.store import OutputError, Store
from pipeline.runs.run import remembered, run
from schemas.arrow import arrow_schema
from schemas.fields import DATASETS
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def digests(out: Path) -> dict[str, str]:
    files = sorted(path for name in DATASETS for path in (out / name).rglob("*.parquet"))
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_equal_inputs_give_equal_bytes(samples_out: Path, tmp_path: Path) -> None:
    run(Store(tmp_path), [remembered(str(SAMPLES))])
    assert digests(tmp_path) == digests(samples_out)
    run(Store(tmp_path), [remembered(str(SAMPLES))])  # from the stored Documents this time
    assert digests(tmp_path) == digests(samples_out)


def test_datasets_are_read_by_pandas_and_duckdb_by_their_plain_path(samples_out: Path) -> None:
    scores = pd.read_parquet(samples_out / "scores")
    ((count,),) = duckdb.sql(f"SELECT count(*) FROM read_parquet('{samples_out}/scores/**/*.parquet')").fetchall()
    assert len(scores) == count > 0
    for name in DATASETS:
        assert [path.name for path in (samples_out / name).rglob("*")] == ["part-00.parquet"]


def test_zero_rows_keep_the_schema(tmp_path: Path) -> None:
    write_part(tmp_path / "tasks" / "part-00.parquet", "tasks", [])
    table = pq.read_table(tmp_path / "tasks")
    assert table.num_rows == 0
    assert table.schema.equals(arrow_schema("tasks"))
    assert table.schema.metadata == arrow_schema("tasks").metadata
    assert [column.metadata for column in table.schema] == [column.metadata for column in arrow_schema("tasks")]


def test_a_large_dataset_is_cut_by_ranges_of_doc_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "ROWS_A_FILE", 10)
    parts = parts_of("documents", 64)
    assert [part.file for part in parts] == [f"part-{number:02d}.parquet" for number in range(8)]
    doc_ids = [hashlib.sha256(str(number).encode()).hexdigest()[:16] for number in range(64)]
    for doc_id in ["0" * 16, "f" * 16, *doc_ids]:
        assert sum(low <= doc_id < high for low, high in (part.bounds() for part in parts)) == 1


@pytest.mark.parametrize("what", ["gone", "changed", "new"])
def test_a_part_made_of_the_one_before_has_the_bytes_of_one_made_anew(
    samples_out: Path, tmp_path: Path, what: str
) -> None:
    for name in DATASETS:
        rows = [tuple(row.values()) for row in pq.read_table(samples_out / name).to_pylist()]
        differing = sorted({row[0] for row in rows})[::3]
        others = [row for row in rows if row[0] not in differing]
        before, merged, anew = (tmp_path / name / file for file in ("before", "merged", "anew"))
        write_part(before, name, others if what == "new" else rows)
        write_merged(merged, name, before, differing, [row for row in rows if row[0] in differing and what != "gone"])
        write_part(anew, name, others if what == "gone" else rows)
        assert merged.read_bytes() == anew.read_bytes()


def test_a_failed_publication_replaces_nothing(
    samples_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "out")
    run(store, [remembered(str(SAMPLES))])
    before = digests(store.root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("KẾ HOẠCH cải cách hành chính năm 2022", encoding="utf-8")
    monkeypatch.setattr(parts_module, "write_part", full)
    with pytest.raises(OutputError, match="No space left"):
        run(store, [remembered(str(tmp_path / "in"))])
    assert digests(store.root) == before
    assert not list(store.runs.glob(".new-*"))


def test_a_folder_that_others_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scores").mkdir()
    with pytest.raises(OutputError, match="không do cchc tạo"):
        Store(tmp_path).inputs()


def test_an_output_remembers_its_inputs(samples_out: Path) -> None:
    told = json.loads((samples_out / ".cchc" / "output.json").read_text(encoding="utf-8"))
    assert [item["path"] for item in told["inputs"]] == [str(SAMPLES)]


def test_no_clock_host_or_run_stands_in_the_files(samples_out: Path) -> None:
    for name in DATASETS:
        metadata = pq.read_metadata(samples_out / name / "part-00.parquet").metadata
        assert set(metadata) <= {
            b"ARROW:schema",
            b"dataset",
            b"label_vi",
            b"description_vi",
            b"description",
            b"schema_version",
        }
