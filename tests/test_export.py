"""The workbook and the CSV files, read back value by value; what Excel could run stays text."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.export import csv_files
from pipeline.export.sheets import Column, Sheet, plain, sheet
from pipeline.export.workbook import LETTERS, Workbook, pieces, units
from schemas.codes import CODES
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REVIEW = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def exported(samples_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    told = CliRunner().invoke(
        app,
        ["export", "--xlsx", str(folder / "all.xlsx"), "--csv", str(folder / "csv"), "--review", REVIEW,
         "--out", str(samples_out)],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    return folder


@pytest.fixture(scope="module")
def book(exported: Path) -> Any:
    return openpyxl.load_workbook(exported / "all.xlsx")


def values(page: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in page.iter_rows(min_row=2, values_only=True)]


def read(out: Path, name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = ds.dataset(out / name, format="parquet").to_table().to_pylist()
    return told


# ---- the workbook


def test_a_sheet_a_dataset_in_the_order_of_the_contract(book: Any) -> None:
    assert book.sheetnames == ["Giải thích", *(dataset.label for dataset in DATASETS.values())]


@pytest.mark.parametrize("name", DATASETS)
def test_every_value_comes_back(name: str, book: Any, samples_out: Path) -> None:
    shown = sheet(name)
    page, told = book[shown.label], read(samples_out, name)
    paths = {row["doc_id"]: row["source_path"] for row in read(samples_out, "documents")}
    assert [cell.value for cell in page[1]] == [column.heading for column in shown.columns]
    found = values(page)
    assert len(found) == len(told)
    fields = {field.name: field for field in DATASETS[name].fields}
    for cells, row in zip(found, told, strict=True):
        for column, cell in zip(shown.columns, cells, strict=True):
            if column.kind == "link":
                suffix = f"#{row['row_id']}" if "row_id" in row else ""
                assert cell == f'=HYPERLINK("{REVIEW}/documents/{row["doc_id"]}{suffix}","Xem")'
                continue
            if column.name.endswith("#label"):
                field = fields[column.name.removesuffix("#label")]
                code = row[field.name]
                assert cell == (code and CODES[field.codes or ""].get(code, (code,))[0])
                continue
            value = paths[row["doc_id"]] if column.name == "source_path" else row[column.name]
            expected = plain(value, fields[column.name].type if column.name in fields else "string")
            if isinstance(expected, date):
                assert isinstance(cell, datetime)
                cell = cell.date()
            assert cell == (expected if expected != "" else None), (column.name, row)
            if isinstance(expected, (bool, int, float)):
                assert type(cell) is type(expected) or float(cell) == float(expected)


def test_heads_are_frozen_filtered_and_wide_enough(book: Any) -> None:
    for name in DATASETS:
        page = book[sheet(name).label]
        assert page.freeze_panes == "C2"
        assert page.auto_filter.ref == page.dimensions
        assert page.column_dimensions["B"].width >= 12


def test_source_words_and_link_stand_first(book: Any) -> None:
    assert [cell.value for cell in book["Điểm chỉ số"][1]][:3] == ["Xem lại", "Tệp", "Lời gốc"]


def test_kinds_of_cells(book: Any) -> None:
    page = book["Nhiệm vụ"]
    head = {cell.value: cell.column for cell in page[1]}
    due = [page.cell(row, head["Đến ngày"]) for row in range(2, page.max_row + 1)]
    assert any(cell.is_date and cell.number_format == "dd/mm/yyyy" for cell in due)
    budget = book["Kinh phí"]
    head = {cell.value: cell.column for cell in budget[1]}
    amount = budget.cell(2, head["Số tiền (đồng)"])
    assert (amount.data_type, amount.number_format) == ("n", "#,##0")


def test_every_column_is_explained(book: Any) -> None:
    told = {(row[0], row[2]) for row in values(book["Giải thích"])}
    for name in DATASETS:
        shown = sheet(name)
        assert {(shown.label, column.name) for column in shown.columns} <= told


def test_equal_datasets_give_an_equal_workbook(exported: Path, samples_out: Path, tmp_path: Path) -> None:
    args = ["export", "--xlsx", str(tmp_path / "again.xlsx"), "--review", REVIEW, "--out", str(samples_out)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert (tmp_path / "again.xlsx").read_bytes() == (exported / "all.xlsx").read_bytes()


def test_libreoffice_opens_it(exported: Path, tmp_path: Path, samples_out: Path) -> None:
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", every_sheet,
         "--outdir", str(tmp_path / "lo"), str(exported / "all.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name, dataset in DATASETS.items():
        text = (tmp_path / "lo" / f"all-{dataset.label}.csv").read_text(encoding="utf-8")
        found = list(csv.reader(text.splitlines(keepends=True)))
        assert len(found) == 1 + len(read(samples_out, name))
        assert found[0] == [column.heading for column in sheet(name).columns]
    words = [row["source_text"] for row in read(samples_out, "scores")]
    text = (tmp_path / "lo" / "all-Điểm chỉ số.csv").read_text(encoding="utf-8")
    assert [row[2] for row in csv.reader(text.splitlines(keepends=True))][1:] == words


# ---- text that Excel could run, too long texts, too many rows

HOSTILE = ("=1+1", '=HYPERLINK("http://x","y")', "+84 912", "- Lưu: VT", "@SUM(A1)", "\tx", "\rx", "＝1+1",
           "http://x.vn", "mailto:a@b", "1.500", "0085", "2022-01-02", "_x0041_", "a\x07b", "<b>&amp;</b>", "{=1}",
           "TRUE")  # fmt: skip


def one_column(kind: str = "string", width: int = 40) -> Sheet:
    return Sheet("scores", "Trang", (Column("a", "Cột", "", kind, width), Column("b", "Số", "", "int32", 8)))


def written(path: Path, told: Sequence[Sequence[Any]], **options: int) -> Any:
    book = Workbook(path, **options)
    book.add(one_column(), told)
    book.close()
    return openpyxl.load_workbook(path)


def test_text_stays_text(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", [(text, at) for at, text in enumerate(HOSTILE)])["Trang"]
    for at, text in enumerate(HOSTILE):
        cell = page.cell(at + 2, 1)
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        if text == "_x0041_":
            continue  # openpyxl does not undo the escape that Excel undoes; LibreOffice and Excel show it as written
        assert openpyxl.utils.escape.unescape(cell.value) == text


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path) -> None:
    book = written(tmp_path / "x.xlsx", [(f"dòng {n}", n) for n in range(25)], rows=11)
    assert book.sheetnames == ["Trang", "Trang (2)", "Trang (3)"]
    assert [row[1] for name in book.sheetnames for row in values(book[name])] == list(range(25))
    assert all(book[name]["A1"].value == "Cột" for name in book.sheetnames)


def test_a_text_longer_than_a_cell_stands_whole_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    long = "Kế hoạch 𝒜 " * 9_000
    book = written(tmp_path / "x.xlsx", [("ngắn", 1), (long, 2)])
    cell = book["Trang"]["A3"].value
    assert units(cell) <= LETTERS
    assert cell.endswith("… (còn nữa: xem trang Lời dài)")
    told = values(book["Lời dài"])
    assert {row[:3] for row in told} == {("Trang", 3, "Cột")}
    assert "".join(row[3] for row in told) == long
    assert all(units(piece) <= LETTERS for piece in pieces("𝒜" * 100_000))
    assert "".join(pieces("𝒜" * 100_000)) == "𝒜" * 100_000


def test_numbers_that_excel_would_round_are_text() -> None:
    assert plain(10**15, "int64") == "1000000000000000"
    assert plain(10**15 - 1, "int64") == 10**15 - 1
    assert plain(float("inf"), "float64") == "inf"
    assert plain(0.949999988079071, "float32") == 0.95
    assert plain([], "list<string>") is None
    assert plain(["a", "b"], "list<string>") == "a\nb"
    assert plain([("Cột", "giá trị")], "map<string,string>") == "Cột: giá trị"


@given(st.text(max_size=300), st.integers(1, 40))
def test_pieces_are_the_text_and_fit(text: str, most: int) -> None:
    cut = list(pieces(text, most + 1))
    assert "".join(cut) == text
    assert all(0 < units(piece) <= most + 1 for piece in cut)


# ---- CSV


@given(st.text(max_size=50))
def test_no_text_begins_like_a_formula(text: str) -> None:
    told = csv_files.told(text, comma=False)
    assert told.removeprefix("'") == text.removeprefix("'") if told == text else told == "'" + text
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("name", DATASETS)
def test_csv_comes_back(name: str, exported: Path, samples_out: Path) -> None:
    path, shown, told = exported / "csv" / f"{name}.csv", sheet(name), read(samples_out, name)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.reader(stream))
    assert found[0] == [column.heading for column in shown.columns]
    assert len(found) == 1 + len(told)
    for cells, row in zip(found[1:], told, strict=True):
        for column, cell in zip(shown.columns, cells, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or isinstance(
                row.get(column.name), (int, float)
            )
            if column.kind == "string" and "#" not in column.name and column.name in row:
                assert cell.removeprefix("'") == (row[column.name] or "").removeprefix("'")


def test_what_excel_would_run_gets_an_apostrophe() -> None:
    for text in HOSTILE[:8]:
        assert csv_files.told(text, comma=False) == "'" + text
    assert csv_files.told("Sở Tư pháp", comma=False) == "Sở Tư pháp"
    assert csv_files.told(-1.41, comma=False) == "-1.41"
    assert csv_files.told(-1.41, comma=True) == "-1,41"
    assert csv_files.told(True, comma=True) == "TRUE"
    assert csv_files.told(date(2022, 3, 31), comma=True) == "2022-03-31"
    assert csv_files.told(None, comma=True) == ""


def test_semicolons_for_vietnamese_excel(samples_out: Path, tmp_path: Path) -> None:
    args = ["export", "--csv", str(tmp_path), "--only", "scores", "--separator", ";", "--out", str(samples_out)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["scores.csv"]
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.reader(stream, delimiter=";"))
    at = found[0].index("Điểm đạt (điểm)")
    scores = [row["score"] for row in read(samples_out, "scores")]
    assert [row[at] and float(row[at].replace(",", ".")) for row in found[1:]] == [
        "" if score is None else score for score in scores
    ]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "--xlsx"),
        (("--csv", "x", "--only", "nothing"), "legal_bases"),
        (("--csv", "x", "--separator", "|"), "--separator"),
        (("--csv", "x", "--review", "javascript:alert(1)"), "--review"),
        (("--xlsx", "/nowhere/x.xlsx"), "quyền ghi"),
    ],
)
def test_mistakes_end_with_what_to_do(args: tuple[str, ...], words: str, samples_out: Path) -> None:
    told = CliRunner().invoke(app, ["export", *args, "--out", str(samples_out)])
    assert told.exit_code == 2
    assert words in told.stderr


def test_nothing_is_written_among_the_datasets(samples_out: Path) -> None:
    for place in (samples_out / "x.xlsx", samples_out / "scores" / "x.xlsx"):
        told = CliRunner().invoke(app, ["export", "--xlsx", str(place), "--out", str(samples_out)])
        assert told.exit_code == 2
        assert not place.exists()


def test_stamped_documents_stay_out(samples_out: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(samples_out, out, symlinks=True)
    table = pq.read_table(out / "current" / "documents" / "part-00.parquet")
    stamped = table["secrecy"].to_pylist()
    stamped[0] = "MẬT"
    at = table.schema.get_field_index("secrecy")
    file = out / "current" / "documents" / "part-00.parquet"
    pq.write_table(table.set_column(at, table.schema.field(at), [stamped]), file)
    for option, missing in (([], 1), (["--secret"], 0)):
        args = ["export", "--csv", str(tmp_path / "csv"), "--only", "documents", "--out", str(out), *option]
        assert CliRunner().invoke(app, args).exit_code == 0
        with (tmp_path / "csv" / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert len(list(csv.reader(stream))) == 1 + len(table) - missing
