"""Role, issuer, subject and key of every mention of an instrument."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import legal_bases, outline
from extractors.legal_bases import keys as legal_keys
from extractors.structure import View
from extractors.vietnamese.text import clean
from schemas.document import Block, Cell, Document, Table
from schemas.records import DocumentRecord

if TYPE_CHECKING:
    from schemas.records import LegalBasis

HEADER = DocumentRecord(
    doc_type="plan", symbol="KH-SNV", agency="Sở Nội vụ", agency_level="department", province="Lạng Sơn"
)
HEAD = ("Số: /KH-SNV", "Lạng Sơn, ngày tháng 3 năm 2023", "KẾ HOẠCH", "Cải cách hành chính năm 2023")


def rows(*paragraphs: str, header: DocumentRecord = HEADER) -> list[LegalBasis]:
    """The rows of a plan with these paragraphs below its title."""
    blocks = tuple(Block(index, "paragraph", clean(text)) for index, text in enumerate((*HEAD, *paragraphs)))
    view = View.of(Document("txt", blocks))
    view.outline = outline.read(view)
    view.header = header
    return legal_bases.extract(view)


def body(text: str, header: DocumentRecord = HEADER) -> list[LegalBasis]:
    """The rows of a sentence in the body."""
    return rows("I. NHIỆM VỤ", f"- {text}", header=header)


def titles(text: str) -> list[str | None]:
    return [row.title for row in body(text)]


def stated(text: str) -> list[tuple[str | None, bool]]:
    return [(row.issuer, row.issuer_stated) for row in body(text)]


# --- roles


def test_the_lines_of_a_preamble_are_bases_with_what_is_nested_in_them() -> None:
    found = rows(
        "Căn cứ Thông tư số 144/2017/TT-BTC của Bộ Tài chính hướng dẫn Nghị định số 151/2017/NĐ-CP của Chính phủ;",
        "Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh, Sở Nội vụ xây dựng kế hoạch như sau:",
        "I. NHIỆM VỤ",
        "- Thực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ.",
    )
    assert [(row.number, row.role) for row in found] == [
        ("144", "basis"), ("151", "basis"), ("12", "basis"), ("61", "reference"),
    ]  # fmt: skip


def test_a_part_headed_as_legal_ground_holds_bases_without_the_word() -> None:
    found = rows(
        "I. TÌNH HÌNH",
        "Năm 2022 theo Quyết định số 5/QĐ-UBND của UBND tỉnh.",
        "II. CĂN CỨ PHÁP LÝ",
        "1. Luật Giao dịch điện tử ngày 22/6/2023;",
        "- Quyết định số 2357/QĐ-UBND ngày 30/12/2021 của UBND tỉnh.",
        "III. NHIỆM VỤ",
        "- Theo Quyết định số 7/QĐ-UBND.",
    )
    assert [row.role for row in found] == ["reference", "basis", "basis", "reference"]


def test_a_sentence_of_the_preamble_that_looks_back_is_no_basis() -> None:
    found = rows(
        "Căn cứ Kết luận số 06-KL/TU ngày 19/5/2023; UBND thành phố đánh giá kết quả thực hiện Nghị quyết số"
        " 38/CP như sau:",
        "I. KẾT QUẢ",
    )
    assert [row.role for row in found] == ["basis", "reference"]


# --- what is no row


def test_the_documents_own_number_and_the_line_of_its_annex_are_no_rows() -> None:
    found = rows(
        "I. NHIỆM VỤ",
        "- Rà soát hồ sơ.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số /KH-SNV ngày /3/2023 của Sở Nội vụ)",
    )
    assert found == []


def test_an_annex_line_that_names_another_instrument_is_a_row() -> None:
    found = rows("(Ban hành kèm theo Nghị quyết số 35-NQ/TU ngày 29/12/2025 của Tỉnh ủy Lạng Sơn)", "I. NHIỆM VỤ")
    assert [(row.citation, row.role) for row in found] == [("35-NQ/TU", "reference")]


def test_short_forms_that_the_document_defines_are_no_mentions() -> None:
    found = rows(
        "Thực hiện Chỉ thị số 11-CT/TU ngày 04/01/2026 của Tỉnh ủy về quản lý đất đai (gọi tắt là Chỉ thị số 11), Sở"
        " Nội vụ xây dựng kế hoạch như sau:",
        "I. NHIỆM VỤ",
        "- Tuyên truyền Chỉ thị 11 của Tỉnh ủy; Chỉ thị 12 của Tỉnh ủy.",
    )
    assert [row.number for row in found] == ["11", "12"]
    assert found[0].title == "quản lý đất đai"


def test_plans_and_schemes_without_a_number_are_no_rows() -> None:
    assert body("Xây dựng Kế hoạch tuyên truyền, Đề án vị trí việc làm và báo cáo năm 2023 của Sở.") == []


# --- issuers


def test_an_issuer_that_closes_a_list_is_the_last_ones() -> None:
    text = "theo Nghị định 130/2005/NĐ-CP và Nghị định số 117/2013/NĐ-CP ngày 07/10/2013 của Chính phủ."
    assert stated(text) == [("Chính phủ", False), ("Chính phủ", True)]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Quyết định số 22/2012/QĐ-UBND", "Ủy ban nhân dân tỉnh Lạng Sơn"),
        ("Nghị quyết số 5/NQ-HĐND", "Hội đồng nhân dân tỉnh Lạng Sơn"),
        ("Kế hoạch số 62/KH-SLĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
        ("Nghị quyết số 05/NQ-TU", "Tỉnh ủy Lạng Sơn"),
        ("Nghị định số 107/2020/NĐ-CP", "Chính phủ"),
        ("Quyết định số 942/QĐ-TT", "Thủ tướng Chính phủ"),
        ("Luật Điện lực số 61/2024/QH15", "Quốc hội"),
        ("Luật Đất đai", "Quốc hội"),
        ("Công văn số 4625/BNV-CCHC", "Bộ Nội vụ"),
        # the symbol does not tell which organ, or names several
        ("Nghị quyết số 18-NQ/TW", None),
        ("Tờ trình số 14/TTr-VP", None),
        ("Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP", None),
        ("Đề án số 08", None),
    ],
)
def test_an_issuer_that_is_not_stated_is_worked_out_from_the_symbol(text: str, issuer: str | None) -> None:
    assert stated(f"thực hiện {text}.") == [(issuer, False)]


def test_a_commune_does_not_say_whose_committee_is_meant() -> None:
    commune = DocumentRecord(symbol="KH-UBND", agency_level="commune", province="Lạng Sơn")
    assert [row.issuer for row in body("theo Quyết định số 5/QĐ-UBND.", commune)] == [None]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII về",
            "Ban Chấp hành Trung ương khóa XII",
        ),
        ("Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025 về phát triển", "Tỉnh ủy Lào Cai"),
        ("Quyết định của Thủ tướng Chính phủ số 06/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("quy hoạch đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số 866/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Xét đề nghị của Chánh Thanh tra tỉnh tại Tờ trình số 31/TTr-TTr", "Chánh Thanh tra tỉnh"),
        ("theo đề nghị của Hội đồng thẩm định và Sở Tư pháp tại Công văn số 9/STP-VP", "Sở Tư pháp"),
        ("Ngày 04/4/2022, UBND huyện Cao Lộc ban hành Kế hoạch số 70/KH-UBND", "UBND huyện Cao Lộc"),
        ("Thi hành các Kế hoạch của Tỉnh ủy: số 12-KH/TU ngày 03/3/2021 về chuyển đổi số", "Tỉnh ủy"),
        ("Thông tư liên tịch số 7/2015/TTLT-BTC-BNV của Bộ Tài chính, Bộ Nội vụ quy định", "Bộ Tài chính, Bộ Nội vụ"),
        ("Quyết định số 5/QĐ-UBND do UBND huyện Cao Lộc ban hành", "UBND huyện Cao Lộc"),
        ("Quyết định số 8/2019/QĐ-UBND ngày 02/5/2019 của UBND tỉnh.", "UBND tỉnh"),
        ("Nghị quyết 30c/NQ-CP năm 2011 về Chương trình tổng thể do Chính phủ ban hành", "Chính phủ"),
        ("Quyết định số 9/QĐ-UBND của UBND TP. Huế về", "UBND TP. Huế"),
        (
            "Thông tư liên tịch số 5/2005/TTLT-BNV-VPCP của Bộ Nội vụ và Văn phòng Chính phủ hướng dẫn",
            "Bộ Nội vụ và Văn phòng Chính phủ",
        ),
    ],
)
def test_an_issuer_may_be_stated_behind_between_or_before(text: str, issuer: str) -> None:
    assert stated(text) == [(issuer, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an issuer before a list holds for what it goes on with, unless a symbol or the text names another
        (
            "đề nghị của Sở Y tế tại Tờ trình số 4/TTr-SYT, Công văn số 9/SYT-VP và Báo cáo số 7/BC-STP của Sở Tư pháp",
            [("Sở Y tế", True), ("Sở Y tế", True), ("Sở Tư pháp", True)],
        ),
        (
            "theo đề nghị của Sở Y tế tại Tờ trình số 4/TTr-SYT và Báo cáo thẩm định số 7/BC-STP",
            [("Sở Y tế", True), ("Sở Tư pháp", False)],
        ),
        (
            "các Quyết định của UBND huyện Cao Lộc: số 5/QĐ-UBND về chi tiêu; số 6/QĐ-UBND về văn thư",
            [("UBND huyện Cao Lộc", True), ("UBND huyện Cao Lộc", True)],
        ),
        # what belongs to a unit is not issued by it
        ("nhiệm vụ của Sở Y tế tại Nghị định số 45/2020/NĐ-CP", [("Chính phủ", False)]),
        ("Sở Y tế thực hiện theo Nghị định số 45/2020/NĐ-CP", [("Chính phủ", False)]),
    ],
)
def test_an_issuer_before_a_list(text: str, expected: list[tuple[str | None, bool]]) -> None:
    assert stated(text) == expected


def test_a_day_before_the_issuer_dates_the_instrument() -> None:
    (row,) = body("Ngày 04/4/2022, UBND huyện Cao Lộc ban hành Kế hoạch số 70/KH-UBND về chuyển đổi số.")
    assert (row.issued_on, row.issued_year) == (date(2022, 4, 4), 2022)


def test_whose_the_subject_is_is_not_who_issued_it() -> None:
    (row,) = body("Kế hoạch số 62/KH-SNV ngày 10/01/2022 về cải cách hành chính năm 2022 của Sở Nội vụ.")
    assert (row.issuer_stated, row.title) == (False, "cải cách hành chính năm 2022 của Sở Nội vụ")


# --- places, tables, sections


def test_the_words_of_a_row_in_a_table() -> None:
    table = Table(
        (Cell(0, 0, "TT"), Cell(0, 1, "Nhiệm vụ"), Cell(1, 0, "1"), Cell(1, 1, "Theo Quyết định số 71/QĐ-SNV")), 2, 2
    )
    text = table.layout()[0]
    view = View.of(Document("docx", (Block(0, "table", text, table=table),)))
    view.outline = outline.read(view)
    (row,) = legal_bases.extract(view)
    assert text[row.place.start : row.place.end] == "Quyết định số 71/QĐ-SNV"
    assert row.place.table_row == 1


def test_area_and_section_are_those_of_the_part() -> None:
    (row,) = rows("II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "- Thực hiện Nghị định số 61/2018/NĐ-CP.")
    assert (row.area, row.section) == ("procedures", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH")


# --- keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Quyết định số 85/QĐ-UBND ngày 20/01/2023 của Chủ tịch UBND tỉnh", "decision/85/2023/UBND/province:lang-son"),
        (
            "Quyết định số 85/QĐ-UBND ngày 20/01/2023 của UBND tỉnh Bình Định",
            "decision/85/2023/UBND/province:binh-dinh",
        ),
        ("Quyết định số 5/QĐ-UBND ngày 20/01/2023 của UBND huyện Cao Lộc", "decision/05/2023/UBND/district:cao-loc"),
        ("Quyết định số 673/QĐUBND ngày 20/01/2023", "decision/673/2023/UBND/province:lang-son"),
        ("Quyết định số 942/QĐ-TT ngày 15/6/2021", "decision/942/2021/TTg"),
        ("Nghị định số 107/2020/NĐ-CP", "decree/107/2020/CP"),
        ("Luật Điện lực số 61/2024/QH15", "law/61/2024/QH15"),
        ("Kế hoạch số 04/KH-SLDTBXH ngày 14/01/2023", "plan/04/2023/SLĐTBXH/department:lang-son"),
        # Party: the term, not the year; slips put right
        ("Nghị quyết số 05-NQ/TU ngày 28/9/2021", "resolution/05/TU:lang-son/2020-2025"),
        ("Nghị quyết số 05/NQ-TU ngày 28/9/2021", "resolution/05/TU:lang-son/2020-2025"),
        ("Nghị quyết số 35-NQ/TU ngày 29/12/2025 của Tỉnh ủy Lào Cai", "resolution/35/TU:lao-cai/2025-2030"),
        ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XII", "resolution/18/TW/2016-2021"),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "resolution/57/TW/2021-2026"),
        # year, term or number not known
        ("Quyết định số 1487/QĐ-TTg của Thủ tướng Chính phủ", None),
        ("Nghị quyết số 18-NQ/TW", None),
        ("Nghị quyết số 05-NQ/TU ngày 28/9/2020", None),
        ("Luật Đất đai ngày 18/01/2024", None),
    ],
)
def test_one_key_for_one_instrument(text: str, key: str | None) -> None:
    assert [row.legal_key for row in body(f"thực hiện {text}.")] == [key]


def test_slugs() -> None:
    assert legal_keys.slug("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"
    assert legal_keys.slug("Đắk Nông") == "dak-nong"


# --- anything goes

FRAGMENTS = st.sampled_from(
    """Căn cứ|Quyết định số 85/QĐ-UBND|số /KH-SNV|Nghị quyết số 05-NQ/TU|ngày 20/01/2023|của UBND tỉnh|về việc
    |Luật Đất đai|;|,|(|)|“|”|"|và|ban hành|kèm theo|gọi tắt là Chỉ thị 11|Chỉ thị 11|được""".split("|")  # noqa: SIM905
)


@given(st.lists(st.lists(FRAGMENTS | st.text(max_size=6), max_size=12).map(" ".join), max_size=5))
def test_any_document_gives_rows_inside_its_blocks(paragraphs: list[str]) -> None:
    blocks = tuple(Block(index, "paragraph", clean(text)) for index, text in enumerate((*HEAD, *paragraphs)))
    for row in rows(*paragraphs):
        assert row.role in {"basis", "reference"}
        assert 0 <= row.place.start < row.place.end <= len(blocks[row.place.block].text)
        assert 0 < row.confidence <= 1


SEEDS = Path(__file__).parents[1] / "../shared/gold/seeds"


def test_the_annotated_plans_are_read_whole() -> None:
    """The documents annotated by hand, where they are at hand."""
    from pipeline import readers

    for path in sorted(SEEDS.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        view = View.of(readers.read(path))
        view.outline = outline.read(view)
        about = gold["documents"][0]
        view.header = DocumentRecord(
            symbol=about.get("symbol"), agency_level=about["agency_level"], province=about["province"]
        )
        found = [
            (row.role, row.instrument, row.number, row.number_year, row.symbol, row.issued_on)
            for row in legal_bases.extract(view)
            if row.number and row.symbol
        ]
        names = ("role", "instrument", "number", "number_year", "symbol")
        assert found == [
            (*(row[name] for name in names), date.fromisoformat(row["issued_on"]) if row["issued_on"] else None)
            for row in gold["legal_bases"]
        ], path.name
