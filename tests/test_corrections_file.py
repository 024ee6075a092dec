"""corrections.csv: what is appended comes back, however people and Excel leave the file; a bad line costs itself."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corrections import NAME, Correction, CorrectionError, Loaded, ValueTextError, append, load
from pipeline.corrections.file import COLUMNS, checked, parse
from pipeline.corrections.values import tidy

if TYPE_CHECKING:
    from pathlib import Path

ROW = "0123456789abcdef"
GOOD = Correction(
    "00112233445566aa", "scores", ROW, "score", "97.48", "79.48", "Lan", "2026-03-01T08:00:00+07:00", "gõ nhầm",
    "2022/ke-hoach.docx", "Sở đạt 79,48 điểm",
)  # fmt: skip
HEAD = ",".join(COLUMNS)
LINE = f"00112233445566aa,scores,{ROW},score,97.48,79.48,Lan,2026-03-01T08:00:00+07:00,gõ nhầm,2022/ke-hoach.docx," + (
    '"Sở đạt 79,48 điểm"'
)


def text(*lines: str) -> str:
    return "\r\n".join((HEAD, *lines, ""))


def messages(loaded: Loaded) -> dict[int, str]:
    return {problem.line: problem.message for problem in loaded.problems}


def test_what_is_appended_is_loaded(tmp_path: Path) -> None:
    assert load(tmp_path) == Loaded()
    first = append(tmp_path, replace(GOOD, new="79,48"))
    second = append(tmp_path, replace(GOOD, dataset="documents", row_id="", field="signer", new="Phạm Đức Huân"))
    assert first == GOOD
    assert load(tmp_path) == Loaded((first, second))
    assert [told.line for told in load(tmp_path).corrections] == [2, 3]
    assert (tmp_path / NAME).read_bytes().startswith(b"\xef\xbb\xbfdocument,dataset,row_id,")


def test_time_is_filled_in(tmp_path: Path) -> None:
    assert append(tmp_path, replace(GOOD, when="")).when[:2] == "20"


FORMS = {
    "as written": text(LINE),
    "byte order mark": "\ufeff" + text(LINE),
    "line feeds alone": text(LINE).replace("\r", ""),
    "no last line end": text(LINE).rstrip(),
    "blank lines": text("", LINE, "", ",,,,,,,,,,"),
    "semicolons, as Excel in Vietnamese saves": text(LINE).replace(",", ";").replace("79;48", "79,48"),
    "tabs": text(LINE).replace(",", "\t").replace("79\t48", "79,48"),
    "Excel's hint": "sep=,\r\n" + text(LINE),
    "every cell quoted": text('"' + LINE.replace('"', "").replace(",", '","').replace('79","48', "79,48") + '"'),
    "fewer columns": f"document,dataset,row_id,field,new,why\n00112233445566aa,scores,{ROW},score,79.48,gõ nhầm",
    "another order, Vietnamese heads": (
        f"Lý do;Bảng;Văn bản;Mã dòng;Cột;Giá trị mới\ngõ nhầm;scores;00112233445566aa;{ROW};score;79,48"
    ),
    "columns of one's own": f"{HEAD},ghi chú\n{LINE},đã hỏi Sở",
    "a reason over two lines": text(LINE.replace("gõ nhầm", '"gõ\nnhầm"')),
    "the row as a link has it": text(LINE.replace(ROW, f"#{ROW.upper()}")),
    "marks apart": text(LINE.replace("gõ nhầm", "go\u0303 nh\u00e2\u0300m")),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_read_in_whatever_form_it_was_left(form: str) -> None:
    loaded = parse(FORMS[form])
    assert not loaded.problems
    (told,) = loaded.corrections
    assert (told.document, told.row_id, told.field, told.new, told.why) == (
        GOOD.document, GOOD.row_id, GOOD.field, GOOD.new, GOOD.why,
    )  # fmt: skip


BAD = [
    # (the line, words of the message)
    (LINE.replace("79.48", "bảy"), "79,48"),
    (LINE.replace("79.48", "1.234"), "1,234 hoặc 1234"),
    (LINE.replace("scores", "diem"), "Các bảng sửa được"),
    (LINE.replace("score,", "diem,"), "Các cột sửa được"),
    (LINE.replace(ROW, "1.23457E+15"), "Excel có thể đã đổi"),
    (LINE.replace("gõ nhầm", ""), "Thiếu lý do"),
    (LINE.replace("00112233445566aa", ""), "Thiếu document"),
    (LINE.replace('"Sở', "Sở").replace('điểm"', "điểm"), "Thừa cột"),
    (LINE.replace("gõ nhầm", '"gõ nhầm'), "ngoặc kép"),
    (LINE.replace("gõ nhầm", '"gõ" nhầm'), "ngoặc kép"),
    ("ghi chú của tôi", "Không sửa được bảng"),
]


@pytest.mark.parametrize(("line", "words"), BAD)
def test_a_bad_line_is_reported_and_costs_no_other(line: str, words: str) -> None:
    loaded = parse(text(LINE, line, LINE))
    assert [told.line for told in loaded.corrections] == [2, 4]
    assert [told.line for told in loaded.problems] == [3]
    assert words in messages(loaded)[3]
    assert loaded.problems[0].text.strip() == line


def test_two_open_quotes_swallow_nothing_between_them() -> None:
    broken = LINE.replace("gõ nhầm", '"gõ nhầm')
    loaded = parse(text(broken, LINE, LINE, broken, LINE))
    assert [told.line for told in loaded.corrections] == [3, 4, 6]
    assert sorted(messages(loaded)) == [2, 5]


def test_bytes_that_are_no_utf8_cost_their_line(tmp_path: Path) -> None:
    legacy = LINE.replace("gõ nhầm", "so sai").replace("Sở đạt 79,48 điểm", "S\xf4").encode("latin-1")
    (tmp_path / NAME).write_bytes(f"{HEAD}\n".encode() + legacy + b"\n" + LINE.encode())
    loaded = load(tmp_path)
    assert [told.line for told in loaded.corrections] == [3]
    assert "CSV UTF-8" in messages(loaded)[2]
    append(tmp_path, GOOD)
    assert legacy in (tmp_path / NAME).read_bytes()  # what we cannot read, we do not change


@pytest.mark.parametrize("head", ["", LINE, "a,b,c", HEAD.replace("field", "x"), HEAD + ",why"])
def test_a_file_without_heads_is_reported_and_not_added_to(head: str, tmp_path: Path) -> None:
    before = f"{head}\n{LINE}\n"
    (tmp_path / NAME).write_text(before, encoding="utf-8")
    assert "tên các cột" in messages(load(tmp_path))[1]
    with pytest.raises(CorrectionError, match="tên các cột"):
        append(tmp_path, GOOD)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == before


def test_an_appended_line_takes_the_form_of_the_file(tmp_path: Path) -> None:
    head = "Lý do;Bảng;Văn bản;Mã dòng;Cột;Giá trị mới;của tôi"
    (tmp_path / NAME).write_text(head, encoding="utf-8")  # no line end
    append(tmp_path, GOOD)
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    assert lines == [head, f"gõ nhầm;scores;00112233445566aa;{ROW};score;79.48;"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"why": " \n"}, CorrectionError),
        ({"row_id": ""}, CorrectionError),
        ({"new": "1.234"}, ValueTextError),
        ({"field": "source_text"}, ValueTextError),
    ],
)
def test_a_bad_correction_is_not_written(change: dict[str, str], error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        append(tmp_path, replace(GOOD, **change))
    assert not (tmp_path / NAME).exists()


NOTES = st.text(max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            lambda document, title, who, why, words: Correction(
                document, "documents", "", "title", words, title, who, "2026", why, document, words
            ),
            st.one_of(st.text("0123456789abcdef", min_size=16, max_size=16), st.text("#0123e.x", min_size=1), NOTES),
            NOTES, NOTES, NOTES, NOTES,
        ).filter(lambda told: tidy(told.document) and tidy(told.why)),
        max_size=4,
    )
)  # fmt: skip
def test_any_text_comes_back(tmp_path: Path, corrections: list[Correction]) -> None:
    (tmp_path / NAME).unlink(missing_ok=True)
    made = [append(tmp_path, told) for told in corrections]
    assert load(tmp_path) == Loaded(tuple(made))
    assert made == [checked(told) for told in corrections]
    assert [told.new for told in made] == [tidy(told.new) for told in corrections]


@given(st.text(), st.text("\",;\n\r\ta'é=", max_size=60))
def test_no_text_breaks_the_reader(one: str, other: str) -> None:
    for told in (parse(one), parse(text(other)), parse(text(LINE, other, LINE))):
        assert all(problem.line >= 1 and problem.message for problem in told.problems)


@given(st.text("\",;\n\ta'é=\\ ", max_size=60))
def test_no_damage_behind_costs_the_lines_before(other: str) -> None:
    assert checked(GOOD) in parse(text(LINE, other)).corrections


def test_nothing_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    append(tmp_path, replace(GOOD, field="criterion", new="=HYPERLINK(1)", why="@SUM(1)", words="+x"))
    with (tmp_path / NAME).open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in row.values())
    (told,) = load(tmp_path).corrections
    assert (told.new, told.why, told.words) == ("=HYPERLINK(1)", "@SUM(1)", "+x")


def test_a_row_name_that_looks_like_a_number_is_guarded(tmp_path: Path) -> None:
    told = append(tmp_path, replace(GOOD, row_id="1234567890123456", document="123456789012e456"))
    assert "#1234567890123456" in (tmp_path / NAME).read_text(encoding="utf-8")
    assert load(tmp_path).corrections == (told,)


def test_many_programs_append_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from pipeline.corrections import append, Correction\n"
        "for n in range(10): append(Path(sys.argv[1]), Correction("
        f"'00112233445566aa', 'scores', '{ROW}', 'score', '', str(n), sys.argv[2], '', 'thử'))"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), who]) for who in "abc"]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    loaded = load(tmp_path)
    assert not loaded.problems
    assert sorted((told.who, told.new) for told in loaded.corrections) == [
        (who, str(n)) for who in "abc" for n in range(10)
    ]


def test_a_file_that_cannot_be_opened_is_no_empty_file(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(CorrectionError, match="Không mở được"):
        load(tmp_path)
