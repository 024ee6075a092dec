"""Plain text and Markdown: marks go, words stay; lines are paragraphs, lines with tabs are tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.readers import markup
from pipeline.readers import text as reader
from tests.conftest import text_files

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.document import Block, Document


def read(text: str, name: str = "") -> Document:
    return reader.read(text.encode(), name)


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


def rows(block: Block) -> list[list[str]]:
    assert block.table is not None
    return [["" if cell is None else cell.text for cell in line] for line in block.table.grid()]


# Marks


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("đạt **79,48/97,5** điểm, xếp thứ **16/20**", "đạt 79,48/97,5 điểm, xếp thứ 16/20"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("*(Có bảng phân công kèm theo)*", "(Có bảng phân công kèm theo)"),
        ("trên mạng xã hội (*như Zalo, Facebook*).", "trên mạng xã hội (như Zalo, Facebook)."),
        ("**1.** Yêu cầu các đơn vị", "1. Yêu cầu các đơn vị"),
        ("<b>Nội dung 1: <i>CHỈ ĐẠO</i></b>", "Nội dung 1: CHỈ ĐẠO"),
        ("Sở LĐ&amp;TBXH", "Sở LĐ&TBXH"),
        (r"\[1\] Nghị quyết \- số 5\.", "[1] Nghị quyết - số 5."),
        ("xem <http://dichvucong.gov.vn>", "xem http://dichvucong.gov.vn"),
        ("[Nghị định 30](https://vanban.chinhphu.vn/30)", "Nghị định 30"),
        ("[bookmark: _GoBack]Cải thiện chỉ số", "Cải thiện chỉ số"),
        ("> Trích dẫn", "Trích dẫn"),
        # a pair that lost its other half
        ("tăng **10 bậc so với năm 2021", "tăng 10 bậc so với năm 2021"),
        # no marks: notes, products, bullets, comparisons, initials
        ("(*) Ghi chú: điểm tối đa (*)", "(*) Ghi chú: điểm tối đa (*)"),
        ("(**) điểm thẩm định", "(**) điểm thẩm định"),
        ("5*3 = 15 và 2*4", "5*3 = 15 và 2*4"),
        ("* Đối với cấp xã", "* Đối với cấp xã"),
        ("tỷ lệ < 5% và > 90%", "tỷ lệ < 5% và > 90%"),
        ("ông K’Nớ, A&B", "ông K’Nớ, A&B"),
        ("[Số: 12] theo mẫu", "[Số: 12] theo mẫu"),
    ],
)
def test_marks_are_taken_off(line: str, text: str) -> None:
    assert texts(line) == [text]


@pytest.mark.parametrize(
    ("line", "kind", "level", "bold"),
    [
        ("## **I. MỤC ĐÍCH, YÊU CẦU**", "heading", 2, True),
        ("### 1. Mục đích ###", "heading", 3, False),
        ("**GIÁM ĐỐC**", "paragraph", None, True),
        ("<strong>GIÁM ĐỐC</strong>", "paragraph", None, True),
        ("**1. Mục đích**: nâng cao", "paragraph", None, False),
        ("#PARIndex 2022", "paragraph", None, False),
    ],
)
def test_headings_and_bold(line: str, kind: str, level: int | None, bold: bool) -> None:
    (block,) = read(line).blocks
    assert (block.kind, block.level, block.bold) == (kind, level, bold)


def test_two_lines_of_a_title_in_one_heading() -> None:
    (block,) = read("## **KẾ HOẠCH** **Cải cách hành chính năm 2022**").blocks
    assert [line for _, line in block.lines()] == ["KẾ HOẠCH", "Cải cách hành chính năm 2022"]


def test_line_tags_are_line_ends() -> None:
    (block,) = read("SỞ NỘI VỤ<br/>TỈNH A").blocks
    assert [line for _, line in block.lines()] == ["SỞ NỘI VỤ", "TỈNH A"]


@given(st.text(alphabet="ab *_#<>/&\\[]()|\t-.br", max_size=60))
def test_any_marks_are_read(line: str) -> None:
    """Unbalanced and crossed marks never raise, and no letter is lost but those of tags and debris."""
    plain = markup.plain(line).text
    if "<" not in line and "[" not in line and "&" not in line:
        assert [char for char in plain if char.isalnum()] == [char for char in line if char.isalnum()]


# Lines


def test_bullets_stay_in_the_text_and_are_labels() -> None:
    blocks = read("- Như trên;\n+ Chỉ số PCI;\n - + Chỉ số SIPAS\n• 100% hồ sơ").blocks
    assert [(block.kind, block.label, block.text) for block in blocks] == [
        ("list_item", "-", "- Như trên;"),
        ("list_item", "+", "+ Chỉ số PCI;"),
        ("list_item", "+", "+ Chỉ số SIPAS"),
        ("list_item", "•", "• 100% hồ sơ"),
    ]


def test_letterhead_title_recipients_and_signature_stay_lines() -> None:
    text = (
        "UBND TỈNH A\nSỞ LAO ĐỘNG\nTHƯƠNG BINH VÀ XÃ HỘI\n\nSố: /KH-SLĐTBXH\nA, ngày tháng năm 2022\n\nKẾ HOẠCH\n"
        "Cải thiện chỉ số năm 2022\ncủa Sở Lao động\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\n"
        "PHÓ GIÁM ĐỐC\n\nNguyễn Văn A"
    )
    assert texts(text) == [line for line in text.split("\n") if line]


LEFT = "Tiếp tục nâng cao chất lượng, hiệu quả giải quyết thủ tục hành chính và đẩy mạnh cung cấp"


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n", "\r\n\r\n"])
def test_a_sentence_goes_on_over_a_page_break(between: str) -> None:
    (block,) = read(f"- {LEFT}{between}dịch vụ công trực tuyến.").blocks
    assert block.text == f"- {LEFT} dịch vụ công trực tuyến."
    assert (block.wrapped, block.breaks, block.kind) == (2, (len(LEFT) + 2,), "list_item")


WRAPPED = """\
Căn cứ Kế hoạch số 122/KH-UBND ngày 20 tháng 12 năm 2021 của Ủy ban
nhân dân tỉnh về cải cách hành chính năm 2022, Sở Lao động - Thương binh và
Xã hội lập kế hoạch gồm các việc phải làm trong năm như sau:
I. MỤC ĐÍCH
- Nâng cao trách nhiệm của trưởng các phòng chuyên môn, giám đốc các trung
tâm trực thuộc khi giải quyết hồ sơ; làm cho từng công chức hiểu rõ việc của
mình đối với người dân.
- Phấn đấu Chỉ số CCHC của Sở tăng 01 bậc trong năm 2022.
II. NHIỆM VỤ
1. Văn phòng Sở theo dõi, nhắc các phòng, trung tâm làm đúng tiến độ của kế
hoạch này và báo cáo Giám đốc.
2. Các phòng thực hiện.
"""


def test_hard_wraps_are_mended() -> None:
    """Also where a wrapped line begins with a capital: "Thương binh và" | "Xã hội"."""
    found = texts(WRAPPED)
    assert found[0].endswith("Thương binh và Xã hội lập kế hoạch gồm các việc phải làm trong năm như sau:")
    assert [text[:12] for text in found[1:]] == [
        "I. MỤC ĐÍCH", "- Nâng cao t", "- Phấn đấu C", "II. NHIỆM VỤ", "1. Văn phòng", "2. Các phòng",
    ]  # fmt: skip
    assert read(WRAPPED).blocks[0].wrapped == 3


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Căn cứ Luật Viên chức ngày 15", "tháng 11 năm 2010;"),
        ("Thi hành Nghị định số 24/2014/NĐ-CP ngày 04 tháng", "4 năm 2014 của Chính phủ;"),
        ("Gia Lai, ngày 03", "tháng 02 năm 2013"),
        ("Xét đề nghị của Sở Tư pháp tại Tờ", "trình số 31/TTr-STP ngày 02/3/2015;"),
        ("Điều 2. Giao", "chánh văn phòng theo dõi, đôn đốc."),
        ("Gia Lai, ngày", "03 tháng 02 năm 2013"),
        ("Vĩnh", "Long, ngày 03 tháng 02 năm 2013"),
        ("1. Tiếp tục", "rà soát các quy trình nội bộ."),
        ("2. Sở", "Tài chính bố trí kinh phí."),
        ("Điều 3.", "Chánh Thanh tra chịu trách nhiệm thi hành."),
        ("Kế hoạch của Sở về ban hành", "Chương trình công tác năm 2015"),
        ("giai đoạn 2011 -", "2020;"),
        ("I. MỤC ĐÍCH,", "YÊU CẦU"),
        ("phát triển kinh tế", "- xã hội của xã."),
        ("Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của", "Chính phủ sửa đổi một số điều;"),
        ("Công văn số 38/BTTTT-CĐS ngày 14/10/2024 của Bộ", "Thông tin và Truyền thông về việc kết nối."),
        ("về kế hoạch cải cách hành chính tỉnh Tuyên", "Quang giai đoạn 2011 - 2015,"),
        ("Số:", "11/2001/QĐ-UB"),
        ("- Căn cứ Nghị định số 50/CP", "ngày 28 tháng 8 năm 1998 của Chính phủ;"),
    ],
)
def test_short_lines_are_joined_where_a_date_or_a_clause_was_cut(left: str, right: str) -> None:
    """Portals wrap at any length: inside a date, and in preambles and articles, nothing else ends without a mark."""
    assert texts(f"{left}\n{right}") == [f"{left} {right}"]
    assert right.startswith("- ") or len(texts(f"SỞ NỘI VỤ\n{right}")) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("V. Xây dựng chính quyền số", "1. 100% cơ sở dữ liệu được kết nối."),
        ("KẾ HOẠCH", "tuyên truyền năm 2015"),
        ("Xét đề nghị của Sở Tư pháp tại Tờ trình số 31/TTr-STP ngày 02/3/2015,", "QUYẾT ĐỊNH:"),
        ("1. Các xã của huyện Phú", "Đơn vị chủ trì: Phòng Nội vụ"),
        ("Các đơn vị trực thuộc", "a) Lập kế hoạch."),
        ("Nơi nhận:", "như trên"),
        ("Số: 5/KH-UBND", "ngày 03 tháng 02 năm 2013"),
    ],
)
def test_lines_that_end_for_themselves_are_not_joined(left: str, right: str) -> None:
    assert texts(f"{left}\n{right}") == [left, right]


def test_frames_between_pipes_are_lines() -> None:
    """A portal sets letterhead and signature in frames, of which pipes are left; rows of cells make a table."""
    text = "UBND TỈNH A | CỘNG HÒA |\nSố: 3/QĐ-UBND | A, ngày 05 tháng 3 năm 2019 |\n- Lưu: VT. | CHỦ TỊCH\n|\nLê B |"
    assert texts(text) == [
        "UBND TỈNH A", "CỘNG HÒA", "Số: 3/QĐ-UBND", "A, ngày 05 tháng 3 năm 2019", "- Lưu: VT.", "CHỦ TỊCH", "Lê B",
    ]  # fmt: skip
    assert texts("| TM. ỦY BAN NHÂN DÂN |\n| CHỦ TỊCH |\n| Lê B |") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê B"]
    table = read("TT | Tiêu chí | Điểm\n1 | Kế hoạch | 2,5").blocks[0]
    assert table.table is not None
    assert (table.table.rows, table.table.columns) == (2, 3)


def test_rules_are_no_text() -> None:
    assert texts("SỞ NỘI VỤ\n-------\n\n***\n\n```\nSố: 5\n```") == ["SỞ NỘI VỤ", "Số: 5"]


# Pages


def page(number: int, head: str = "") -> str:
    lines = "\n".join(
        f"{number}.{at}. Các đơn vị thực hiện nhiệm vụ thứ {at} theo kế hoạch của Sở." for at in range(15)
    )
    return f"{head}{lines}"


def test_page_numbers_and_running_heads_are_dropped() -> None:
    heads = [f"CÔNG BÁO/Số {number}/Ngày 05-02-2022\n\n" for number in (18, 19)]
    text = "\n\n".join([page(1), "1", heads[0] + page(2), "- 2 -", heads[1] + page(3), "Trang 3/4", page(4)])
    document = read(text)
    assert len(document.blocks) == 60
    assert [(note.code, note.count) for note in document.notes] == [("page_furniture", 5)]


@pytest.mark.parametrize(
    "text",
    [
        # numbers of a table whose cells stand on lines of their own
        "1\n\nTuyên truyền\n\nVăn phòng\n\n2\n\nKiểm tra\n\nThanh tra\n\n3\n\nBáo cáo",
        # a number that does not come again
        page(1) + "\n\n12\n\n" + page(2),
        # numbers that do not grow
        page(1) + "\n\n5\n\n" + page(2) + "\n\n2\n\n" + page(3),
    ],
)
def test_other_lone_numbers_stay(text: str) -> None:
    assert len(read(text).blocks) == len([line for line in text.split("\n") if line])


def test_a_form_feed_is_a_page_break() -> None:
    (block,) = read(f"{LEFT}\n\fdịch vụ công.").blocks
    assert block.wrapped == 2


# Tables


def test_lines_with_tabs_are_a_table() -> None:
    blocks = read("Biểu:\nSTT\tTiêu chí\tĐiểm\n1\tChỉ đạo\t11,3\n\t<b>Tổng</b>\n\n2\tThể chế\t12\n").blocks
    assert [block.kind for block in blocks] == ["paragraph", "table", "table"]
    assert rows(blocks[1]) == [["STT", "Tiêu chí", "Điểm"], ["1", "Chỉ đạo", "11,3"], ["", "Tổng", ""]]
    assert blocks[1].table is not None
    assert [cell.text for cell in blocks[1].table.cells if cell.bold] == ["Tổng"]


def test_a_title_over_the_columns_is_a_row() -> None:
    (block,) = read("Nội dung 1: CHỈ ĐẠO\t\t\nSTT\tNhiệm vụ\tThời gian\n").blocks
    assert rows(block)[0] == ["Nội dung 1: CHỈ ĐẠO", "", ""]


@pytest.mark.parametrize("text", ["1.\tMục đích", "-\tNhư trên;", "a)\tYêu cầu", "\tCăn cứ Luật", "II.\tNHIỆM VỤ\n"])
def test_a_tab_behind_a_number_or_before_a_line_makes_no_table(text: str) -> None:
    (block,) = read(text).blocks
    assert block.kind != "table"
    assert "\t" not in block.text


def test_tables_of_markdown() -> None:
    (block,) = read("| STT | Nhiệm vụ |\n|---|:---:|\n| 1 | **Kiểm tra** \\| rà soát |\n| 2 | |").blocks
    assert rows(block) == [["STT", "Nhiệm vụ"], ["1", "Kiểm tra | rà soát"], ["2", ""]]


# Bytes

SENTENCE = "Kế hoạch cải cách hành chính của Ủy ban nhân dân tỉnh Đắk Nông được phê duyệt"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (SENTENCE.encode(), []),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), []),
        (SENTENCE.encode("utf-16"), []),
        (SENTENCE.encode("utf-16-le"), []),
        (SENTENCE.encode("utf-16-be"), []),
        (b"Ke hoach cai cach hanh chinh", []),
    ],
)
def test_unicode_files(data: bytes, codes: list[str]) -> None:
    document = reader.read(data)
    assert document.blocks[0].text in (SENTENCE, "Ke hoach cai cach hanh chinh")
    assert [note.code for note in document.notes] == codes


def test_windows_1258_is_guessed_and_noted() -> None:
    """The code page has letters with hats and horns, tones as marks behind them."""
    import unicodedata

    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    data = b""
    for char in SENTENCE:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(part for part in parts if part in marks)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))
        data += (base + tone).encode("cp1258")
    document = reader.read(data)
    assert document.blocks[0].text == SENTENCE
    assert [note.code for note in document.notes] == ["encoding_guessed"]


def test_some_damaged_bytes_are_noted() -> None:
    document = reader.read((SENTENCE * 5).encode() + b"\xff")
    assert document.blocks[0].text.startswith(SENTENCE)
    assert [(note.code, note.count) for note in document.notes] == [("text_damaged", 1)]


def test_names_tell_markdown_from_text_alone() -> None:
    assert (read("a", "x.md").format, read("a", "x.txt").format, read("a", "x.doc").format) == ("md", "txt", "txt")


def test_a_text_without_words_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        read("\n---\n\n")
    assert caught.value.code == "empty"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_empty(data: bytes) -> None:
    try:
        document = reader.read(data)
    except ReadError as error:
        assert error.code == "empty"
    else:
        assert all(block.text for block in document.blocks)


@pytest.mark.parametrize("path", text_files(), ids=lambda path: path.name)
def test_real_files_lose_no_letter(path: Path) -> None:
    """Letters and digits of a dump are in the blocks in their order, but for tags and debris."""
    import re

    from extractors.vietnamese.text import clean

    data = path.read_bytes()
    source = re.sub(r"<[^<>\s:]+>|\[bookmark[^\]]*\]", "", data.decode())
    expected = re.sub(r"[\W_]", "", clean(source))
    found = re.sub(r"[\W_]", "", "".join(block.text for block in reader.read(data).blocks))
    assert found == expected
    assert not any(mark in block.text for block in reader.read(data).blocks for mark in ("**", "<b>", "##"))
