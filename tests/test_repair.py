"""Misread names are put right from closed lists alone, visibly; free text and what is right stay as read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract
from extractors.vietnamese.repair import repaired
from schemas.document import Block, Cell, Document, Table


def read(*texts: str, confidence: float | None = 0.9) -> Document:
    blocks = [Block(at, "paragraph", text, ocr_confidence=confidence) for at, text in enumerate(texts)]
    return Document("pdf_scan", tuple(blocks), ocr_confidence=confidence)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Quyết định số 85/QĐĐ-UBND ngày 20/01/2023", "Quyết định số 85/QĐ-UBND ngày 20/01/2023"),
        ("Nghị quyết số 07-NQ/LU của Tỉnh ủy", "Nghị quyết số 07-NQ/TU của Tỉnh ủy"),
        ("Chương trình hành động số 181-CTr/LU", "Chương trình hành động số 181-CTr/TU"),
        ("rà soát 1LHC, 1'LHC, `1'LHC và LLHC", "rà soát TTHC, TTHC, TTHC và TTHC"),
        ("CÔNG TÁC CHI ĐẠO ĐIEU HÀNH", "CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH"),
        ("Số: 214/SNV-CCHG", "Số: 214/SNV-CCHC"),
        ("TỐNG CỘNG", "TỔNG CỘNG"),
        ("Đơnvị tính", "Đơn vị tính"),
        ("SÔTT", "SỐ TT"),
        ("Sơ Lao đông - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("5. Cải cách chế độ công vu", "5. Cải cách chế độ công vụ"),
        ("mức độ hài lòng đạt tối thiếu 85%", "mức độ hài lòng đạt tối thiểu 85%"),
        ("Tôi thiêu 90% hồ sơ", "Tối thiểu 90% hồ sơ"),
        ("không qúa 30 phút, it nhất 02 lần", "không quá 30 phút, ít nhất 02 lần"),
        ("đạt 60% trở lền, còn 15 ngày tro xuông", "đạt 60% trở lên, còn 15 ngày trở xuống"),
    ],
)
def test_names_are_put_right(said: str, right: str) -> None:
    told = repaired(read(said))
    assert told.blocks[0].text == right
    assert {note.code for note in told.notes} == {"text_repaired"}
    assert all(right[note.start : note.end] in note.message for note in told.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 15/KH-UBND, Thông tư 15/2024/TT-BNV, Chỉ thị 03/CT-TTg, 213/KH-HĐTĐ",
        "rà soát quy chế chi tiêu nội bộ của cơ quan",
        "hồ sơ người có công, từ ngày 11 tháng 11",
        "11 | II | TT | III | CC, VC",
        "Chỉ đạo, điều hành",
        "Văn phòng Sở",
        "hiện nay chúng tôi thiếu 3 công chức, tôi đã báo cáo",
        "năm 2022 trở lại, tối đa 30 phút, đạt 20% trở lên, tôi thiếu người",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert repaired(read(text)).blocks[0].text == text


def test_quarters_follow_those_of_the_document() -> None:
    told = repaired(read("Quý 1/2022", "Quý III/2022", "Quý HI"))
    assert [block.text for block in told.blocks] == ["Quý I/2022", "Quý III/2022", "Quý III"]
    assert repaired(read("Quý 1/2022", "Quý 2/2022")).blocks[0].text == "Quý 1/2022"
    assert repaired(read("Quý 1/2022")).blocks[0].text == "Quý 1/2022"
    assert repaired(read("Quý I/2022", "Quý 1/2022")).blocks[1].text == "Quý I/2022"


@pytest.mark.parametrize(
    ("said", "last"),
    [
        (("Nội dung 5: CẢI CÁCH THỂ CHẾ", "Nội dung 6 TÀI CHÍNH CÔNG"), "Nội dung 6: TÀI CHÍNH CÔNG"),
        (("Phần I. Mục đích", "Phần II Nội dung"), "Phần II. Nội dung"),
        (("Mục 3: Kinh phí", "Mục 5 Luật Cán bộ"), "Mục 5 Luật Cán bộ"),
        (("Nội dung 5 CẢI CÁCH THỂ CHẾ", "Nội dung 6 TÀI CHÍNH CÔNG"), "Nội dung 6 TÀI CHÍNH CÔNG"),
        (("Phần I. Mục đích", "Phần II của kế hoạch"), "Phần II của kế hoạch"),
    ],
)
def test_sign_behind_the_number_of_a_heading_comes_back(said: tuple[str, ...], last: str) -> None:
    assert repaired(read(*said)).blocks[-1].text == last


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (("I. Mục đích", "II. Nội dung", "HI. Tổ chức"), ("I", "II", "III")),
        (("I. Mục đích", "H. Nội dung", "lII. Tổ chức", "IV. Kinh phí"), ("I", "II", "III", "IV")),
        (("I. Mục đích", "II Nội dung", "II. Đối tượng", "IV. Thời gian"), ("I", "II", "III", "IV")),
        (("l. Mục đích", "II. Nội dung"), ("I", "II")),
        (
            ("I. Mục đích", "1. Yêu cầu", "I. Nội dung", "1. Việc", "HI. Tổ chức", "1. Sở"),
            ("I", "1", "II", "1", "III", "1"),
        ),
        (("1. Mục đích", "II. Nội dung", "III. Tổ chức"), ("I", "II", "III")),
        (
            ("I. Mục đích", "II. Nội dung", "III. Tổ chức", "IV. Kinh phí", "VỊ. Phụ lục"),
            ("I", "II", "III", "IV", "VỊ"),
        ),
        (("I. Mục đích", "1. Yêu cầu", "2. Phạm vi", "II. Nội dung"), ("I", "1", "2", "II")),
        (("I. Mục đích", "I. Mục tiêu", "II. Nội dung"), ("I", "I", "II")),
        (("IV. Kinh phí", "V. Tổ chức"), ("IV", "V")),
    ],
)
def test_headings_are_numbered_as_their_neighbours_say(said: tuple[str, ...], right: tuple[str, ...]) -> None:
    told = repaired(read(*said))
    assert [block.text.split(".")[0] for block in told.blocks] == list(right)
    changed = sum(one != block.text for one, block in zip(said, told.blocks, strict=True))
    assert sum(note.code == "text_repaired" for note in told.notes) == changed


@pytest.mark.parametrize(
    ("said", "right"),
    [(("STT", "I.", "2.", "3."), ("STT", "1.", "2.", "3.")), (("STT", "l", "II", "III"), ("STT", "I", "II", "III")),
     (("STT", "I", "1", "2", "II"), ("STT", "I", "1", "2", "II")),
     (("9.", "10.", "1Ầ,", "12."), ("9.", "10.", "11.", "12.")), (("1", "I", "3"), ("1", "I", "3")),
     (("1", "Cộng", "3"), ("1", "Cộng", "3"))],
)  # fmt: skip
def test_rows_are_numbered_as_those_below_say(said: tuple[str, ...], right: tuple[str, ...]) -> None:
    cells = tuple(Cell(at, 0, text, ocr_confidence=0.9) for at, text in enumerate(said))
    table = Table(cells, len(said), 1)
    block = Block(0, "table", table.layout()[0], table=table, ocr_confidence=0.9)
    (told,) = repaired(Document("pdf_scan", (block,), ocr_confidence=0.9)).blocks
    assert told.text.split("\n") == list(right)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("VT. GIÁM ĐÓC PHÓ GIÁM ĐỚC Hà Văn Nam", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Hà Văn Nam"),
        ("ựụ'ĩ. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("TL. GIÁM ĐÓC TRƯỞNG PHÒNG", "TL. GIÁM ĐỐC TRƯỞNG PHÒNG"),
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"),
    ],
)
def test_offices_of_signers_are_put_right(said: str, right: str) -> None:
    assert repaired(read(said)).blocks[0].text == right


def test_documents_that_were_not_recognised_stay() -> None:
    document = read("TỐNG CỘNG", confidence=None)
    assert repaired(document) is document


def test_repair_in_a_cell_moves_the_text_of_the_table() -> None:
    cells = (Cell(0, 0, "SÔTT", ocr_confidence=0.9), Cell(0, 1, "Tiêu chi", ocr_confidence=0.8, doubts=((0, 8, 0.6),)))
    table = Table(cells, 1, 2)
    block = Block(0, "table", table.layout()[0], table=table, ocr_confidence=0.85)
    (told,) = repaired(Document("pdf_scan", (block,), ocr_confidence=0.85)).blocks
    assert told.text == "SỐ TT | Tiêu chí"
    assert [told.text[start:end] for start, end, _ in told.doubts] == ["SỐ TT", "Tiêu chí"]


def test_repairs_are_findings_and_lower_the_row() -> None:
    clean = extract(read("Căn cứ Quyết định số 85/QĐ-UBND ngày 20/01/2023 của UBND tỉnh Lạng Sơn;"))
    mended = extract(repaired(read("Căn cứ Quyết định số 85/QĐĐ-UBND ngày 20/01/2023 của UBND tỉnh Lạng Sơn;")))
    (basis,), (repaired_basis,) = clean.legal_bases, mended.legal_bases
    assert repaired_basis.citation == basis.citation == "85/QĐ-UBND"
    assert repaired_basis.confidence < basis.confidence
    assert any(finding.rule == "text_repaired" for finding in mended.findings)


def test_doubtful_figure_weighs_more_than_a_doubtful_word() -> None:
    text = "Phấn đấu 85% hồ sơ được giải quyết trực tuyến trong năm 2023"
    at, word = text.index("85%"), text.index("trực")

    def confidence(*doubts: tuple[int, int, float]) -> float:
        block = Block(0, "paragraph", text, ocr_confidence=0.9, doubts=doubts)
        (target,) = extract(Document("pdf_scan", (block,), ocr_confidence=0.9)).targets
        return target.confidence

    assert confidence() > confidence((word, word + 4, 0.5)) > confidence((at, at + 3, 0.5))


@given(st.text(st.sampled_from("TTHC1LI'ĐQ-/ 0258.,|ộổNUBDKHquý iểm"), max_size=60))
def test_any_text_is_repaired_to_itself_or_once(text: str) -> None:
    """Repairs of any text are within it, and repairing again changes nothing more."""
    once = repaired(read(" ".join(text.split()) or "x"))
    for block in once.blocks:
        assert all(0 <= start <= end <= len(block.text) for start, end, _ in block.doubts)
    twice = repaired(once)
    assert [block.text for block in twice.blocks] == [block.text for block in once.blocks]
