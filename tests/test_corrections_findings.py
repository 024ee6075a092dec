"""Findings follow the corrected rows: one that is mended goes, one that is broken comes, and both go back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import extractors
from extractors.vietnamese.repair import repaired
from pipeline.commands.extract import LISTED
from pipeline.corrections import NAME
from pipeline.corrections.apply import Corrections
from pipeline.corrections.recheck import rechecked
from pipeline.readers import read
from pipeline.review.library import Library
from pipeline.review.notices import Notices
from pipeline.review.report import write
from pipeline.review.words import Language
from pipeline.rows import Rows
from samples.build import paths
from tests.reviewing import served
from tests.test_cli import cchc
from tests.test_corrections_runs import LETTER, PLAN, Output
from tests.test_store import digests

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def rules(output: Output, name: str = LETTER) -> list[tuple[str, str | None, str | None]]:
    """The findings about rows of a document, as (rule, expected, actual)."""
    doc_id = output.document(name)["doc_id"]
    return [
        (row["rule"], row["expected"], row["actual"])
        for row in output.rows("findings")
        if row["doc_id"] == doc_id and row["dataset"] is not None
    ]


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_without_corrections_the_findings_are_those_that_were_extracted(path: Path) -> None:
    """Rows hold all that the checks of records need, so that findings made again of them are the same to the letter."""
    document = repaired(read(path.name, path.read_bytes()))
    rows = Rows()
    rows.add_extraction("0" * 16, document, extractors.extract(document))
    again = rechecked("0" * 16, Corrections({}), lambda name: rows.by_dataset[name])
    assert again == rows.by_dataset["findings"]


def test_findings_that_name_a_row_are_those_of_records(output: Output) -> None:
    """What is about the text has no row: it is kept when the others are made again."""
    for row in output.rows("findings"):
        assert (row["dataset"] is None) == (row["row_ordinal"] is None)


def test_a_correction_that_breaks_a_sum_shows_its_finding_and_taken_back_hides_it(output: Output) -> None:
    before = digests(output.out)
    assert rules(output) == []
    output.correct(output.row(), "score", "79,48")
    assert output.run().rows["findings"] == len(output.rows("findings"))
    assert rules(output) == [("area_scores_sum", "86,845", "79,48")]
    found = [row for row in output.rows("findings") if row["doc_id"] == output.document()["doc_id"]]
    assert [row["ordinal"] for row in found] == list(range(len(found)))
    assert next(row for row in found if row["dataset"])["source_text"] == output.row()["source_text"]
    assert len({row["row_id"] for row in found}) == len(found)
    output.edit(lambda text: text.splitlines()[0] + "\n")
    assert output.run().state == "published"
    assert digests(output.out) == before


def test_a_correction_that_mends_a_sum_takes_its_finding_away(output: Output) -> None:
    output.edit_document("86,8 điểm", "79,48 điểm")
    output.run()
    assert rules(output) == [("area_scores_sum", "86,845", "79,48")]
    output.correct(output.row(), "score", "86,8")
    output.run()
    assert rules(output) == []
    assert output.run().state == "unchanged"


def test_findings_of_corrected_rows_outlive_what_is_made_anew(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.run()
    corrected = digests(output.out)
    for told in ({"verify": True}, {"full": True}):
        output.run(**told)
        assert digests(output.out) == corrected


def test_what_no_check_rests_on_leaves_the_findings_alone(output: Output) -> None:
    before = {name: digest for name, digest in digests(output.out).items() if name.startswith("findings/")}
    output.correct(output.document(), "signer", "Lê Văn An", "documents")
    output.run()
    assert before.items() <= digests(output.out).items()


def test_the_day_of_the_document_is_held_against_its_citations(output: Output) -> None:
    output.correct(output.document(PLAN), "issued_on", "01/01/2021", "documents")
    output.run()
    assert "date_impossible" in {rule for rule, _, _ in rules(output, PLAN)}


# ---- corrections that need a person


def test_an_orphan_is_told_by_the_run_the_review_and_in_both_languages(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.edit_document("Lê Văn Bình", "Lê Văn Bình ")
    _, _, errors = cchc("extract", output.source, "--jobs", 0, "--out", output.out)
    assert f"{NAME}, dòng 2: Nội dung của {LETTER} đã đổi" in errors
    assert "--follow" in errors
    _, _, errors = cchc("extract", output.source, "--jobs", 0, "--out", output.out, "--lang", "en")
    assert f"{NAME}, line 2: " in errors
    known, notices = Library(output.out).shelf().by_id, Notices(output.out)
    (vi,), (en,) = (notices.all(Language(code), known) for code in ("vi", "en"))
    assert (vi.line, vi.state, vi.path, vi.doc_id) == (2, "mất dòng", LETTER, output.document()["doc_id"])
    assert "Nội dung của" in vi.told
    assert en.state == "row is gone"
    assert "--follow" in en.told
    assert notices.all(Language("vi"), ()) == []  # the document has a secrecy stamp, and is not shown
    cchc("corrections", "--out", output.out, "--follow", "--apply")
    assert notices.all(Language("vi"), Library(output.out).shelf().by_id) == []


def test_many_are_counted(output: Output) -> None:
    lines = "".join(f"x,scores,y{number},score,,1,,,z\n" for number in range(LISTED + 3))
    (output.out / NAME).write_text("document,dataset,row_id,field,old,new,who,when,why\n" + lines, encoding="utf-8")
    _, _, errors = cchc("extract", output.source, "--jobs", 0, "--out", output.out)
    assert "… và 3 sửa chữa khác: cchc corrections" in errors


def test_a_correction_of_a_correction_puts_the_findings_back(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.run()
    output.correct(output.row(), "score", "86,8")
    output.run()
    assert rules(output) == []


def test_the_pages_show_what_needs_a_person(output: Output) -> None:
    output.correct(output.row(), "score", "79,48")
    output.edit_document("Lê Văn Bình", "Lê Văn Bình ")
    output.run()
    doc_id, plan = (output.document(name)["doc_id"] for name in (LETTER, PLAN))
    with served(output.out) as pages:
        home = pages.ask("/").text
        assert "1 sửa chữa cần xem lại" in home
        assert f'href="/documents/{doc_id}"' in home
        assert "--follow" in pages.ask(f"/documents/{doc_id}").text
        assert "--follow" not in pages.ask(f"/documents/{plan}").text
        assert "Corrections to look at: 1" in pages.ask("/?lang=en").text
    write(Library(output.out), output.out.parent / "report")
    report = (output.out.parent / "report" / "en" / "index.html").read_text(encoding="utf-8")
    assert "Corrections to look at: 1" in report
