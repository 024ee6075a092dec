"""Findings: what does not add up, told to a clerk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import checks, outline, tables
from extractors.structure import View
from schemas.document import Block, Cell, Document, Note, Place, Table
from schemas.records import BudgetLine, DocumentRecord, Extraction, LegalBasis, Score, Task

if TYPE_CHECKING:
    from schemas.records import Finding

PLACE = Place(0, 0, 0)


def view(*blocks: str | list[list[str]], notes: tuple[Note, ...] = ()) -> View:
    made = []
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            made.append(Block(index, "paragraph", block))
            continue
        cells = tuple(Cell(row, column, text) for row, line in enumerate(block) for column, text in enumerate(line))
        table = Table(cells, len(block), len(block[0]))
        made.append(Block(index, "table", table.layout()[0], table=table))
    seen = View.of(Document("docx", tuple(made), notes=notes))
    seen.outline = outline.read(seen)
    seen.tables = tables.read(seen)
    return seen


def findings(extraction: Extraction, *blocks: str | list[list[str]]) -> list[Finding]:
    return list(checks.complete(view(*blocks), extraction).findings)


def area(score: float | None, most: float, code: str, **more: Any) -> Score:
    return Score(place=PLACE, level="area", criterion=code, area=code, score=score, max_score=most, **more)


def total(score: float, most: float | None, **more: Any) -> Score:
    return Score(place=PLACE, level="total", criterion="Tổng điểm", score=score, max_score=most, **more)


def scored(*scores: Score) -> Extraction:
    return Extraction(DocumentRecord(), scores=scores)


DAK_NONG_2021 = [
    area(12.446, 17.5, "steering"), area(9, 12, "institutions"), area(16.5, 18, "procedures"),
    area(10, 11, "organization"), area(14, 15, "civil_service"), area(11.5, 11.5, "public_finance"),
    area(11.992, 15, "digital_government"),
]  # fmt: skip
DAK_NONG_2020 = [
    area(11.364, 17.5, "steering"), area(12, 12, "institutions"), area(13.981, 18, "procedures"),
    area(10, 11, "organization"), area(14, 15, "civil_service"), area(11.5, 11.5, "public_finance"),
    area(14, 15, "digital_government"),
]  # fmt: skip
LANG_SON_2022 = [
    area(7.5, 10, "steering"), area(5.5, 8.5, "institutions"), area(17.8, 19, "procedures"),
    area(8, 10, "organization"), area(11.5, 13.5, "civil_service"), area(7.5, 8.5, "public_finance"),
    area(8.02, 12.5, "digital_government"),
]  # fmt: skip


def test_areas_that_make_the_total_are_no_finding() -> None:
    assert findings(scored(total(85.44, 100), *DAK_NONG_2021)) == []


def test_a_total_that_was_cut_in_printing_is_no_finding() -> None:
    # 86.845 is printed 86,8
    assert findings(scored(total(86.8, None), *DAK_NONG_2020)) == []


def test_what_the_survey_can_fill_is_information() -> None:
    found = findings(scored(total(79.48, 97.5, percent=81.52), *LANG_SON_2022))
    assert [(finding.rule, finding.severity, finding.expected, finding.actual) for finding in found] == [
        ("area_max_sum", "info", "82", "97,5"),
        ("area_scores_sum", "info", "65,82", "79,48"),
    ]
    assert "điều tra xã hội học" in found[1].message


def test_areas_above_the_total_are_an_error() -> None:
    found = findings(scored(total(80, 100), *DAK_NONG_2021))
    assert [(finding.rule, finding.severity) for finding in found] == [("area_scores_sum", "error")]


def test_a_table_that_leaves_areas_out_is_no_finding() -> None:
    assert findings(scored(total(85.44, 100), *DAK_NONG_2021[:3])) == []


def test_a_rest_that_no_survey_can_fill_is_an_error() -> None:
    found = findings(scored(total(90, 100), *DAK_NONG_2021))
    assert [(finding.rule, finding.severity) for finding in found] == [("area_scores_sum", "error")]


@pytest.mark.parametrize(
    ("score", "rule"),
    [
        # more points than there are
        (area(12, 10, "steering"), "score_above_max"),
        (area(None, 10, "steering", self_score=10.5), "score_above_max"),
        # 79.48/97.5 is 81.52 %
        (total(79.48, 97.5, percent=91.52), "percent_mismatch"),
        (total(79.48, 97.5, percent=83.0), "percent_mismatch"),
        # rank 21 of 20
        (total(80, 100, rank=21, rank_of=20), "rank_out_of_range"),
        (total(80, 100, rank=0), "rank_out_of_range"),
        # what holds
        (total(79.48, 97.5, percent=81.52), None),
        (total(81.25, 88.5, percent=91.8), None),
        (total(81.25, 88.5, percent=92.0), None),
        (area(10, 10, "steering", rank=17, rank_of=17), None),
        (area(5, 0, "steering", percent=50.0), "score_above_max"),
    ],
)
def test_rows_that_cannot_be(score: Score, rule: str | None) -> None:
    assert [finding.rule for finding in findings(scored(score))] == ([rule] if rule else [])


def test_criteria_are_held_against_their_area() -> None:
    place = Place(0, 0, 0, table_row=1)

    def row(number: str, score: float, most: float) -> Score:
        return Score(place=place, level="area", criterion=number, criterion_no=number, self_score=score, max_score=most)

    right = [row("1", 8, 8.5), row("1.1", 2, 2), row("1.2", 6, 6.5)]
    assert findings(scored(*right)) == []
    wrong = [row("1", 8.5, 8.5), *right[1:]]
    assert [finding.rule for finding in findings(scored(*wrong))] == ["criterion_scores_sum"]
    # where the maxima show that not all are listed nothing is said
    assert findings(scored(row("1", 8.5, 9), *right[1:])) == []


# -- tasks -------------------------------------------------------------------------------------------------------------


def task(number: str | None, appendix: str = "Phụ lục 1", name: str | None = None) -> Task:
    return Task(place=PLACE, origin="table", task=name or f"việc {number}", task_no=number, appendix=appendix)


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        (["1", "2", "4"], [("3", "4")]),
        (["1", "2", "2", "3"], []),  # a task of two outputs
        (["1", "2", "1", "2", "3"], []),  # sections begin again
        (["5", "6"], []),  # a table that goes on with another document's
        (["01", "02", None, "03"], []),
        (["1", "3", "2"], [("2", "3")]),
    ],
)
def test_gaps_in_the_numbers_of_tasks(numbers: list[str | None], gaps: list[tuple[str, str]]) -> None:
    extraction = Extraction(DocumentRecord(), tasks=tuple(task(number) for number in numbers))
    found = [finding for finding in findings(extraction) if finding.rule == "task_number_gap"]
    assert [(finding.expected, finding.actual) for finding in found][: len(gaps)] == gaps
    assert bool(found) == bool(gaps)


def test_the_number_of_tasks_announced() -> None:
    extraction = Extraction(DocumentRecord(), tasks=tuple(task(str(number)) for number in range(1, 4)))
    said = "(Kèm theo phụ lục danh mục {} nhiệm vụ trọng tâm)"
    assert findings(extraction, said.format("03")) == []
    found = findings(extraction, said.format(27))
    assert [(finding.rule, finding.expected, finding.actual) for finding in found] == [
        ("task_count_mismatch", "27", "3")
    ]
    # a count of what was done announces nothing
    assert findings(extraction, "Đã hoàn thành 39/45 nhiệm vụ trọng tâm") == []


# -- budgets -----------------------------------------------------------------------------------------------------------


def line(item: str, amount: int, number: str | None = None, **more: Any) -> BudgetLine:
    return BudgetLine(place=PLACE, item=item, amount=amount, line_no=number, appendix="Phụ lục 2", **more)


def budget(*lines: BudgetLine) -> list[str]:
    return [finding.rule for finding in findings(Extraction(DocumentRecord(), budget_lines=lines))]


def whole(amount: int, **more: Any) -> BudgetLine:
    return line("Tổng cộng", amount, is_total=True, **more)


FLAT = [
    line("Tuyên truyền", 6_000_000, "1"),
    line("Kiểm tra", 2_000_000, "2"),
    line("Tiết kiệm chi 10%", 2_000_000, "3"),
]
NESTED = [
    line("Hội nghị", 5_000_000, "I"), line("Nước uống", 2_000_000, "1"), line("Tài liệu", 3_000_000, "2"),
    line("Kiểm tra", 4_000_000, "II"), line("Xăng xe", 4_000_000, "1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ([*FLAT, whole(10_000_000)], []),
        ([*FLAT, whole(8_000_000)], ["budget_sum"]),  # savings are added, not taken off
        ([*NESTED, whole(9_000_000)], []),
        ([*NESTED, whole(18_000_001)], ["budget_sum"]),
        ([FLAT[0], line("Cộng (I)", 6_000_000, is_total=True), FLAT[1], line("Cộng (II)", 2_000_000, is_total=True),
          whole(8_000_000)], []),
        ([line("Nước uống", 6_000_000, quantity=12.0, unit_price=500_000)], []),
        ([line("Nước uống", 6_500_000, quantity=12.0, unit_price=500_000)], ["budget_line_product"]),
        ([line("Tài liệu", 3_800_000, quantity=120.0, unit_price=31_667)], []),  # the price was rounded
        ([line("Tài liệu", 3_800_500, quantity=120.0, unit_price=31_667)], ["budget_line_product"]),
        ([whole(20_000_000, amount_in_words="Hai mươi triệu đồng", amount_from_words=20_000_000)], []),
        ([whole(21_000_000, amount_in_words="Hai mươi triệu đồng", amount_from_words=20_000_000)], ["amount_in_words"]),
        ([whole(21_000_000, amount_in_words="Hai mươi tr đồng")], ["amount_in_words"]),
        ([whole(21_000_000)], []),
    ],
)  # fmt: skip
def test_sums_products_and_words_of_budgets(lines: list[BudgetLine], rules: list[str]) -> None:
    assert budget(*lines) == rules


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.integers(1, 10**6))
def test_a_total_is_a_finding_just_when_it_is_not_the_sum(amounts: list[int], over: int) -> None:
    lines = [line(f"khoản {at}", amount, str(at + 1)) for at, amount in enumerate(amounts)]
    assert budget(*lines, whole(sum(amounts))) == []
    assert budget(*lines, whole(sum(amounts) + over)) == ["budget_sum"]


# -- citations ---------------------------------------------------------------------------------------------------------


def cited(
    number: str, symbol: str, issued: date | None = None, title: str | None = None, citation: str | None = None
) -> LegalBasis:
    return LegalBasis(
        place=PLACE, role="reference", instrument="decision", number=number, symbol=symbol, issued_on=issued,
        title=title, issued_year=issued.year if issued else None, citation=citation or f"{number}/{symbol}",
    )  # fmt: skip


DAY = date(2018, 12, 27)


@pytest.mark.parametrize(
    ("bases", "rules"),
    [
        # figures that changed places
        ([cited("1847", "QĐ-TTg", DAY), cited("1487", "QĐ-TTg")], ["citation_conflict"]),
        # neighbours of one day are two instruments
        ([cited("106", "QĐ-TTg", DAY), cited("107", "QĐ-TTg", DAY)], []),
        ([cited("1847", "QĐ-TTg", DAY), cited("1487", "QĐ-TTg", date(2021, 1, 1))], []),
        # numbers that carry their year are told apart by it
        ([replace(cited("219", "NĐ-CP", DAY), number_year=2018), replace(cited("129", "NĐ-CP"), number_year=2018)], []),
        # one number, two days of a year
        ([cited("85", "QĐ-UBND", date(2023, 1, 20)), cited("85", "QĐ-UBND", date(2023, 1, 21))], ["citation_conflict"]),
        ([cited("85", "QĐ-UBND", date(2022, 1, 20)), cited("85", "QĐ-UBND", date(2023, 1, 21))], []),
        # Party style and its slip
        ([cited("05", "NQ/TU", citation="05-NQ/TU"), cited("05", "NQ-TU", citation="05/NQ-TU")], ["citation_conflict"]),
        # the letter đ lost
        ([cited("71", "QĐ-SLĐTBXH"), cited("71", "QĐ-SLDTBXH")], ["citation_conflict"]),
        # the same instrument again
        ([cited("85", "QĐ-UBND", DAY), cited("85", "QĐ-UBND", DAY)], []),
    ],
)  # fmt: skip
def test_citations_that_contradict_each_other(bases: list[LegalBasis], rules: list[str]) -> None:
    found = findings(Extraction(DocumentRecord(), legal_bases=tuple(bases)))
    assert [finding.rule for finding in found] == rules
    assert all(finding.row_ordinal == 1 and finding.dataset == "legal_bases" for finding in found)


def test_an_instrument_later_than_the_document() -> None:
    document = DocumentRecord(issued_on=date(2018, 1, 1))
    found = findings(Extraction(document, legal_bases=(cited("1847", "QĐ-TTg", DAY),)))
    assert [finding.rule for finding in found] == ["date_impossible"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theo Công văn ngày 31/02/2022 của Sở", ["ngày 31/02/2022"]),
        ("ngày 08/6/20210", ["ngày 08/6/20210"]),
        ("ngày 30 tháng 02 năm 2022", ["ngày 30 tháng 02 năm 2022"]),
        ("ngày 29/02/2024 và ngày 31/12/2022, giai đoạn 2021 - 2025", []),
    ],
)
def test_days_that_no_calendar_has(text: str, words: list[str]) -> None:
    found = [finding for finding in findings(Extraction(DocumentRecord()), text) if finding.rule == "date_impossible"]
    assert [finding.actual for finding in found] == words


# -- reading -----------------------------------------------------------------------------------------------------------


def test_every_table_row_is_used_or_reported_with_its_rule() -> None:
    rows = [["STT", "Tiêu chí", "Điểm tối đa", "Điểm đạt được"], ["1", "Cải cách thể chế", "12", "9"], ["", "", "", ""]]
    seen = view("Kết quả chỉ số CCHC năm 2021", rows)
    seen.used_rows.add((1, 1))
    found = list(checks.complete(seen, Extraction(DocumentRecord())).findings)
    assert [(finding.rule, finding.actual, finding.place.table_row) for finding in found] == [
        ("row_unused", "header", 0),
        ("row_unused", "blank", 2),
    ]


def test_a_table_of_unknown_kind_is_a_warning_and_its_rows_are_reported() -> None:
    rows = [["Loài cây", "Màu lá"], ["Xoan", "xanh"], ["Bàng", "đỏ"]]
    found = findings(Extraction(DocumentRecord()), "Ghi chép", rows)
    assert [finding.rule for finding in found].count("table_unclassified") == 1
    assert len([finding for finding in found if finding.rule == "row_unused"]) == 3


def test_slips_that_were_repaired_and_notes_of_the_reader() -> None:
    seen = view("phân đầu 80% hồ sơ được giải quyết", notes=(Note("tracked_changes", "Có phần sửa đổi.", count=2),))
    found = checks.complete(seen, Extraction(DocumentRecord())).findings
    assert {finding.rule for finding in found} == {"text_repaired", "tracked_changes"}
    repaired = next(finding for finding in found if finding.rule == "text_repaired")
    assert repaired.message == "“phân đầu” được đọc là “phấn đấu”."


def test_words_that_character_recognition_was_unsure_of() -> None:
    seen = view("chữ mờ")
    block = replace(seen.blocks[0], ocr_confidence=0.41)
    unsure = View.of(Document("pdf_scan", (block,)))
    found = checks.complete(unsure, Extraction(DocumentRecord())).findings
    assert [(finding.rule, finding.severity) for finding in found] == [("ocr_low_confidence", "warning")]


@given(
    st.lists(st.builds(total, st.floats(0, 100), st.none() | st.floats(0, 100), rank=st.none() | st.integers(-1, 70))),
    st.lists(st.builds(task, st.none() | st.text(max_size=5))),
    st.lists(st.text(max_size=60), max_size=4),
)
def test_any_rows_give_findings_that_a_clerk_can_read(scores: list[Score], tasks: list[Task], texts: list[str]) -> None:
    extraction = Extraction(DocumentRecord(), scores=tuple(scores), tasks=tuple(tasks))
    for finding in findings(extraction, *texts):
        assert finding.message.endswith((".", "”."))
        assert finding.severity in ("info", "warning", "error")
