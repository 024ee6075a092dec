"""Corrections over runs: applied by row, never lost, reported when what they were made of has changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

import extractors
from pipeline import corrections
from pipeline.config import Settings
from pipeline.corrections import NAME, Correction, CorrectionError, Standing
from pipeline.exits import ExitCode
from pipeline.output.diff import differences
from pipeline.output.store import Store
from pipeline.runs import run as run_module
from pipeline.runs import work as work_module
from pipeline.runs.run import Options, Report, remembered, run
from tests.conftest import SAMPLES
from tests.test_cli import cchc
from tests.test_store import digests

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "cong-van-chi-so.txt"
PLAN = "ke-hoach-cai-thien-chi-so.txt"


class Output:
    """An output over two documents, and what its reader sees."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out = folder / "in", folder / "out"
        self.source.mkdir()
        for name in (LETTER, PLAN):
            shutil.copy(SAMPLES / name, self.source / name)
        self.run()

    def run(self, **told: Any) -> Report:
        return run(Store(self.out), [remembered(str(self.source))], None, Options(Settings(jobs=0), **told))

    def rows(self, dataset: str = "scores") -> list[dict[str, Any]]:
        return pq.read_table(self.out / dataset).to_pylist()

    def document(self, name: str = LETTER) -> dict[str, Any]:
        return next(row for row in self.rows("documents") if row["source_path"] == name)

    def row(self, name: str = LETTER, dataset: str = "scores") -> dict[str, Any]:
        doc_id = self.document(name)["doc_id"]
        return next(row for row in self.rows(dataset) if row["doc_id"] == doc_id)

    def correct(self, row: dict[str, Any], field: str, new: str, dataset: str = "scores") -> Correction:
        told = corrections.draft(
            self.out, dataset, row["doc_id"], row.get("row_id", ""), field, new, who="Lan", why="đọc lại văn bản"
        )
        return corrections.append(self.out, told)

    def states(self) -> list[str]:
        return [standing.state for standing in self.standings()]

    def standings(self) -> list[Standing]:
        return corrections.standings(self.out)

    def edit(self, change: Any) -> None:
        path = self.out / NAME
        path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8")

    def edit_document(self, old: str, new: str, name: str = LETTER) -> None:
        path = self.source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def test_a_correction_waits_for_the_next_run_and_is_applied_there(output: Output) -> None:
    row = output.row()
    others = [told for told in output.rows() if told["row_id"] != row["row_id"]]
    output.correct(row, "score", "79,48")
    assert output.states() == ["pending"]
    report = output.run()
    assert (report.state, report.changes.changed, report.changes.unchanged) == ("published", 1, 1)
    now = output.row()
    assert (now["score"], now["corrected"]) == (79.48, True)
    assert [(told["field"], told["rule"]) for told in now["sources"]][-1] == ("score", "corrected")
    assert {key: now[key] for key in now if key not in ("score", "corrected", "sources")} == {
        key: row[key] for key in row if key not in ("score", "corrected", "sources")
    }
    assert [told for told in output.rows() if told["row_id"] != row["row_id"]] == others
    assert output.states() == ["applied"]
    assert output.run().state == "unchanged"


def test_nothing_is_read_or_extracted_again_for_a_correction(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.runs.journal.SETTLED", 0)  # the files are older than that in a night
        output.run(verify=True)
        output.correct(output.row(), "score", "79,48")
        before = digests(output.out)

        def worked(*_: object) -> None:
            raise AssertionError("a document was worked on")

        patched.setattr(work_module._Work, "outcome", worked)
        report = output.run()
    assert (report.state, report.worked) == ("published", 0)
    changed = {name for name, digest in digests(output.out).items() if digest != before[name]}
    assert {name.split("/")[0] for name in changed} == {"scores", "findings"}  # the areas do not give that sum


def test_every_kind_of_field_and_the_documents_row(output: Output) -> None:
    letter, score, basis = output.document(), output.row(), output.row(dataset="legal_bases")
    output.correct(letter, "issued_on", "25/11/2022", "documents")
    output.correct(letter, "recipients", "Như trên; Lưu: VT", "documents")
    output.correct(score, "area", "thủ tục hành chính")
    output.correct(score, "other", "Tài liệu: Báo cáo")
    output.correct(basis, "number", "", "legal_bases")
    output.run()
    document = output.document()
    assert str(document["issued_on"]) == "2022-11-25"
    assert document["recipients"] == ["Như trên", "Lưu: VT"]
    assert document["corrected"]
    assert not output.document(PLAN)["corrected"]
    assert (output.row()["area"], output.row()["other"]) == ("procedures", [("Tài liệu", "Báo cáo")])
    assert output.row(dataset="legal_bases")["number"] is None
    assert output.states() == ["applied"] * 5


def test_a_correction_outlives_everything(output: Output) -> None:
    row = output.row()
    output.correct(row, "score", "79,48")
    output.run()
    for told in ({"verify": True}, {"full": True}, {"accept": True}):
        output.run(**told)
        assert output.row()["score"] == 79.48
    shutil.rmtree(output.out / ".cchc" / "documents")  # read anew
    (output.out / ".cchc" / "journal.sqlite").unlink()
    output.run()
    assert (output.row()["score"], output.states()) == (79.48, ["applied"])


def test_other_extractors_that_read_the_same(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    output.correct(output.row(), "score", "79,48")
    for module in (run_module, work_module):
        monkeypatch.setattr(module, "extractor_version", lambda: "another")
    report = output.run()
    assert (report.worked, output.row()["score"]) == (2, 79.48)
    assert output.states() == ["applied"]


@pytest.mark.parametrize(
    ("read", "state", "published", "corrected"),
    [
        (50.0, "changed", 79.48, True),  # neither what was read then nor what is right: a person should look
        (79.48, "agreed", 79.48, False),  # the program has learnt it
    ],
)
def test_other_extractors_that_read_another_value(
    output: Output, monkeypatch: pytest.MonkeyPatch, read: float, state: str, published: float, corrected: bool
) -> None:
    output.correct(output.row(), "score", "79,48")
    real = extractors.extract

    def other(document: Any) -> Any:
        told = real(document)
        scores = tuple(replace(score, score=read) for score in told.scores)
        return replace(told, scores=scores)

    for module in (run_module, work_module):
        monkeypatch.setattr(module, "extractor_version", lambda: "another")
    monkeypatch.setattr(extractors, "extract", other)
    output.run()
    (standing,) = output.standings()
    assert (standing.state, output.row()["score"], output.row()["corrected"]) == (state, published, corrected)
    assert standing.extracted == str(read).removesuffix(".0")
    if state == "changed":
        assert "«50»" in standing.message
        output.edit(lambda text: text.replace("86.8,79.48", "50,79.48"))  # a person has looked
        assert output.states() == ["applied"]


def test_a_correction_of_a_correction(output: Output) -> None:
    row = output.row()
    output.correct(row, "score", "79,48")
    output.run()
    again = output.correct(output.row(), "score", "80")
    assert again.old == "79.48"  # what the person saw
    assert output.states() == ["superseded", "pending"]
    output.run()
    assert (output.row()["score"], output.states()) == (80.0, ["superseded", "applied"])
    output.correct(output.row(), "score", "86,8")  # as it was read
    output.run()
    assert (output.row()["score"], output.row()["corrected"]) == (86.8, False)


def test_a_line_that_is_taken_out_is_gone_with_the_next_run(output: Output) -> None:
    before = digests(output.out)
    output.correct(output.row(), "score", "79,48")
    output.run()
    assert digests(output.out) != before
    output.edit(lambda text: text.splitlines()[0] + "\n")
    assert output.run().state == "published"
    assert digests(output.out) == before


def test_a_file_written_by_hand(output: Output) -> None:
    row = output.row()
    (output.out / NAME).write_text(
        "Văn bản;Bảng;Mã dòng;Cột;Giá trị mới;Lý do\n"
        f"{LETTER};scores;{row['row_id']};score;79,48;đọc lại\n"
        f"{LETTER};scores;{row['row_id']};rank;mười;đọc lại\n"
        f"{LETTER};documents;;signer;Lê Văn An;đọc lại\n"
        f"khong-co.docx;documents;;signer;Lê Văn An;đọc lại\n",
        encoding="utf-8",
    )
    output.run()
    assert (output.row()["score"], output.document()["signer"]) == (79.48, "Lê Văn An")
    found = {standing.line: standing for standing in output.standings()}
    # without the old value it cannot be known whether the person saw what is read now
    assert [found[line].state for line in (2, 3, 4, 5)] == ["changed", "invalid", "changed", "orphaned"]
    assert "số nguyên" in found[3].message
    assert "không còn trong đầu vào" in found[5].message


def test_an_edited_document_orphans_its_corrections_and_they_can_follow(output: Output) -> None:
    row = output.row()
    output.correct(row, "score", "79,48")
    output.correct(output.document(), "signer", "Lê Văn An", "documents")
    output.edit_document("Lê Văn Bình", "Lê Văn Bình ")
    output.run()
    score, signer = output.standings()
    assert (score.state, signer.state) == ("orphaned", "orphaned")
    assert output.row()["score"] == row["score"]
    assert score.doc_id == output.document()["doc_id"] != row["doc_id"]
    assert score.nearest is not None
    assert (score.nearest.row_id, score.nearest.likeness, score.nearest.sure) == (output.row()["row_id"], 100, True)
    assert "Nội dung của" in score.message
    code, told, _ = cchc("corrections", "--out", output.out)
    assert (code, "mất dòng" in told, "--follow" in told) == (ExitCode.TO_LOOK_AT, True, True)
    code, told, _ = cchc("corrections", "--out", output.out, "--follow", "--apply")
    assert (code, "Đã chuyển 2" in told) == (ExitCode.OK, True)
    assert (output.row()["score"], output.document()["signer"]) == (79.48, "Lê Văn An")
    assert output.states() == ["superseded", "superseded", "applied", "applied"]


def test_a_row_that_changed_its_words_is_orphaned_with_its_nearest(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.edit_document("86,8", "87,9")
    output.run()
    (standing,) = output.standings()
    assert standing.state == "orphaned"
    assert standing.nearest is not None
    assert (standing.nearest.value, standing.nearest.sure) == ("87.9", False)
    assert 90 < standing.nearest.likeness < 100
    assert standing.nearest.row_id == output.row()["row_id"]
    assert standing.nearest.row_id in standing.message
    assert corrections.follow(output.out) == []


def test_the_nearest_row_of_a_line_without_words_is_found_by_what_the_row_was(output: Output) -> None:
    row = output.row()
    (output.out / NAME).write_text(
        f"document,dataset,row_id,field,old,new,why\n{row['doc_id']},scores,{row['row_id']},rank,{row['rank']},17,x\n",
        encoding="utf-8",
    )
    output.run()
    assert output.row()["rank"] == 17
    output.edit_document("86,8", "87,9")
    output.run()
    (standing,) = output.standings()
    assert standing.nearest is not None
    assert standing.nearest.row_id == output.row()["row_id"]
    (output.source / LETTER).rename(output.source / "ten-khac.txt")
    output.run()
    (standing,) = output.standings()
    assert (standing.state, standing.doc_id) == ("orphaned", None)  # neither path nor content is known any more
    output.edit(lambda text: text.replace(",why", ",why,path").replace(",x", ",x,ten-khac.txt"))
    (standing,) = output.standings()
    assert standing.nearest is not None
    assert standing.nearest.row_id == output.row("ten-khac.txt")["row_id"]


def test_a_document_that_is_gone_keeps_its_corrections_for_its_return(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    (output.source / LETTER).rename(output.source.parent / LETTER)
    output.run(accept=True)
    (standing,) = output.standings()
    assert (standing.state, standing.nearest) == ("orphaned", None)
    assert "không còn trong đầu vào" in standing.message
    (output.source.parent / LETTER).rename(output.source / "ten-khac.txt")
    output.run()
    assert (output.row("ten-khac.txt")["score"], output.states()) == (79.48, ["applied"])


def test_a_rollback_keeps_the_corrections_and_says_which_values_differ(output: Output) -> None:
    first = Store(output.out).current()
    output.correct(output.row(), "score", "79,48")
    output.run()
    kept = (output.out / NAME).read_bytes()
    code, told, _ = cchc("rollback", first, "--out", output.out)
    assert code == ExitCode.OK
    assert "1 giá trị" in told
    assert f"{LETTER}: scores.score là 86.8, sửa là 79.48" in told
    assert (output.out / NAME).read_bytes() == kept
    assert (output.row()["score"], output.states()) == (86.8, ["pending"])
    assert output.run().state == "held"  # the person went back from it
    output.correct(output.row(), "score", "80")
    assert output.run().state == "published"  # other corrections are something new
    assert output.row()["score"] == 80


def test_what_was_gone_back_from_does_not_return_with_a_correction(output: Output) -> None:
    first = Store(output.out).current()
    output.edit_document("86,8", "87,9")
    output.run()
    assert cchc("rollback", first, "--out", output.out)[0] == ExitCode.OK
    output.correct(output.document(PLAN), "signer", "Lê Văn An", "documents")
    assert output.run().state == "held"
    assert output.run(accept=True).state == "published"
    assert output.document(PLAN)["signer"] == "Lê Văn An"


def test_diff_tells_corrected_fields_from_read_ones(output: Output) -> None:
    store = Store(output.out)
    first = store.current()
    output.correct(output.row(), "score", "79,48")
    output.run()
    second = store.current()
    found, finding = differences(store.runs / str(first), store.runs / str(second))
    assert (finding.dataset, finding.change) == ("findings", "added")
    assert (found.field, found.before, found.after, found.by) == ("score", "86.8", "79.48", "corrected")
    back, finding = differences(store.runs / str(second), store.runs / str(first))
    assert (back.by, finding.change) == ("withdrawn", "gone")
    assert "người sửa" in cchc("diff", "--out", output.out)[1]


def test_a_run_tells_how_corrections_stand(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.edit(lambda text: text + "x,scores,y,score,,1,,,z\n")
    code, _, errors = cchc("extract", output.source, "--jobs", 0, "--out", output.out)
    assert code == ExitCode.OK
    assert "1 đã áp dụng" in errors
    assert f"{NAME}, dòng 3: row_id 'y'" in errors
    assert '"applied": 1' in cchc("extract", output.source, "--jobs", 0, "--out", output.out, "--json")[1]
    assert cchc("corrections", "--out", output.out, "--json")[0] == ExitCode.TO_LOOK_AT


def test_a_file_that_cannot_be_opened_stops_the_run_and_replaces_nothing(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.run()
    before = digests(output.out)
    (output.out / NAME).rename(output.out / "kept.csv")
    (output.out / NAME).mkdir()
    with pytest.raises(CorrectionError, match="Không mở được"):
        output.run()
    assert digests(output.out) == before


def test_a_draft_is_of_a_published_row_alone(output: Output) -> None:
    with pytest.raises(CorrectionError, match="không có dòng"):
        corrections.draft(output.out, "scores", "0" * 16, "0" * 16, "score", "1", who="", why="x")


def test_the_list_shows_values_as_a_person_reads_them(output: Output) -> None:
    output.correct(output.document(), "issued_on", "2022-11-25", "documents")
    output.correct(output.row(), "score", "1.2340")
    _, told, _ = cchc("corrections", "--out", output.out)
    assert {"25/11/2022", "86,8", "1,234"} <= set(told.split())


def test_no_corrections_are_no_fault(output: Output) -> None:
    code, told, _ = cchc("corrections", "--out", output.out)
    assert (code, "Chưa có sửa chữa nào" in told) == (ExitCode.OK, True)
