"""Outline: what is a heading, how deep, of which theme and area; zones and annexes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.outline import headings, labels
from extractors.outline.labels import Scheme
from extractors.structure import Section, Theme, Zone
from extractors.vietnamese import duties
from extractors.vietnamese.text import fold
from schemas.document import Block, Document
from schemas.vocabulary import load
from tests.shapes import structured, view


def sections(lines: str) -> list[Section]:
    return list(view(lines).outline.sections)


def shape(lines: str) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.number, section.title) for section in sections(lines)]


def examples(name: str) -> list[tuple[str, str]]:
    return [(example, entry["theme"]) for entry in load(name)["theme"] for example in entry["examples"]]


@pytest.mark.parametrize(("title", "theme"), examples("headings"))
def test_every_example_of_a_theme(title: str, theme: str) -> None:
    expected = "tasks" if theme in ("targets", "purpose") and "nhiệm vụ" in fold(title).text else theme
    assert headings.theme_of(fold(title).text) == Theme(expected)


@pytest.mark.parametrize("example", load("duties")["example"], ids=lambda e: e["text"][:30])
def test_every_example_of_a_duty(example: dict[str, str]) -> None:
    text, folded = example["text"], fold(example["text"]).text
    span = duties.subject(folded, text) or duties.given_to(folded, text)
    assert (text[span[0] : span[1]] if span else "") == example["units"]


LABELS = [
    ("I. MỤC ĐÍCH", Scheme.ROMAN, "I"),
    ("IV- TỔ CHỨC", Scheme.ROMAN, "IV"),
    ("A. PHẦN CHUNG", Scheme.UPPER, "A"),
    ("C. KẾT LUẬN", Scheme.UPPER, "C"),
    ("1. Mục đích", Scheme.ARABIC, "1"),
    ("1.Mục đích", Scheme.ARABIC, "1"),
    ("2/ Yêu cầu", Scheme.ARABIC, "2"),
    ("3- Yêu cầu", Scheme.ARABIC, "3"),
    ("4- 100% hồ sơ được số hóa", Scheme.ARABIC, "4"),
    ("1.1. Kết quả", Scheme.DECIMAL, "1.1"),
    ("1.2.3 Nội dung", Scheme.DECIMAL_3, "1.2.3"),
    ("đ) Chế độ công vụ", Scheme.LETTER, "đ"),
    ("a/ Chỉ tiêu", Scheme.LETTER, "a"),
    ("Nội dung 3: CẢI CÁCH", Scheme.NAMED, "3"),
    ("Lĩnh vực 1: Chỉ đạo", Scheme.NAMED, "1"),
    ("Phần thứ hai", Scheme.PART, "thứ hai"),
    ("Chương II. QUY ĐỊNH", Scheme.CHAPTER, "II"),
    ("Điều 5. Hiệu lực", Scheme.NAMED, "5"),
    ("- Tiếp tục rà soát", Scheme.BULLET, None),
    ("-Tiếp tục rà soát", Scheme.BULLET, None),
    ("+ Chỉ số PCI", Scheme.SUB_BULLET, None),
]


@pytest.mark.parametrize(("text", "scheme", "number"), LABELS)
def test_numbers_and_bullets(text: str, scheme: Scheme, number: str | None) -> None:
    found = labels.label(fold(text).text, text)
    assert found is not None
    assert (found.scheme, found.number) == (scheme, number)


@pytest.mark.parametrize(
    "text",
    [
        "20/12/2021 là hạn cuối",
        "1.500 hồ sơ",
        "100% thủ tục",
        "Sở Nội vụ",
        "Phần lớn hồ sơ",
        "V/v cải thiện chỉ số",
        "6.000.000 đồng",
        "Mục đích",
    ],
)
def test_figures_and_words_that_number_nothing(text: str) -> None:
    assert labels.label(fold(text).text, text) is None


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [("2", "1", True), ("10", "9", True), ("đ", "d", True), ("g", "e", True), ("V", "IV", True), ("1.3", "1.2", True),
     ("2.1", "1.2", False), ("1", "1", False), ("3", "1", False), ("2", None, False), ("thứ hai", "thứ nhất", False)],
)  # fmt: skip
def test_numbers_that_follow_one_another(number: str, before: str | None, expected: bool) -> None:
    assert labels.follows(number, before) is expected


PLAN = """UBND TỈNH A
KẾ HOẠCH
Cải cách hành chính năm 2024

Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh, Sở Y tế xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao chất lượng phục vụ.

2. Yêu cầu

- Đúng tiến độ.

II. CHỈ TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP

1. Cải cách thể chế

a) Chỉ tiêu: 100% văn bản được ban hành đúng trình tự.

b) Nhiệm vụ và giải pháp:

- Rà soát văn bản.

2. Cải cách thủ tục hành chính (TTHC): 17,8/19 điểm

- Công khai thủ tục.

IV. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở: Là đầu mối theo dõi, tổng hợp.

2. Các phòng chuyên môn có trách nhiệm:

- Báo cáo trước ngày 10/12/2024.

Trên đây là Kế hoạch của Sở Y tế./.

Nơi nhận:
- Lưu: VT.

GIÁM ĐỐC

Phụ lục 1
NHIỆM VỤ TRỌNG TÂM
(Kèm theo Kế hoạch số /KH-SYT ngày /01/2024 của Sở Y tế)

Nội dung 1: CẢI CÁCH THỂ CHẾ

STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian
1\tRà soát\tVăn phòng Sở\tQuý I
"""


def test_the_parts_of_a_plan() -> None:
    assert shape(PLAN) == [
        (1, "I", "MỤC ĐÍCH, YÊU CẦU"), (2, "1", "Mục đích"), (2, "2", "Yêu cầu"),
        (1, "II", "CHỈ TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP"), (2, "1", "Cải cách thể chế"), (3, "a", "Chỉ tiêu"),
        (3, "b", "Nhiệm vụ và giải pháp"), (2, "2", "Cải cách thủ tục hành chính (TTHC): 17,8/19 điểm"),
        (1, "IV", "TỔ CHỨC THỰC HIỆN"), (2, "1", "Văn phòng Sở"), (2, "2", "Các phòng chuyên môn có trách nhiệm"),
        (1, "1", "CẢI CÁCH THỂ CHẾ"),
    ]  # fmt: skip


def test_themes_areas_zones_and_the_annex_of_a_plan() -> None:
    made = view(PLAN)
    outline = made.outline
    by_title = {section.title: section for section in outline.sections if section.annex is None}
    assert by_title["Chỉ tiêu"].theme is Theme.TARGETS
    assert by_title["Chỉ tiêu"].area == "institutions"
    place = by_title["Chỉ tiêu"].area_place
    assert place is not None
    assert made.blocks[place.block].text[place.start : place.end] == "Cải cách thể chế"
    run_in = by_title["Chỉ tiêu"]
    assert made.blocks[run_in.block].text[run_in.start : run_in.end] == "a) Chỉ tiêu:"
    assert by_title["TỔ CHỨC THỰC HIỆN"].theme is Theme.ORGANISATION
    assert by_title["Mục đích"].last == by_title["Mục đích"].block + 1
    assert [zone.value for zone in dict.fromkeys(outline.zones)] == ["header", "body", "signature", "annex"]
    assert [(annex.label, annex.title) for annex in outline.annexes] == [("Phụ lục 1", "NHIỆM VỤ TRỌNG TÂM")]
    closing = next(block.index for block in made.blocks if block.text.startswith("Trên đây"))
    assert outline.section(closing) is None


# Paragraphs that look like headings and are none; they stand in a body after "I. NỘI DUNG".
NO_HEADINGS = [
    "1. Khẩn trương giải quyết dứt điểm các hồ sơ còn tồn đọng của năm trước.",
    "2. Chấp hành nội quy cơ quan; giữ gìn vệ sinh nơi làm việc.",
    "- Mở lớp tập huấn cho công chức mới",
    "1. Kế hoạch số 07/KH-UBND ngày 05/01/2024 của UBND tỉnh",
    "a) Rà soát văn bản đã ban hành;",
    "Đơn vị chủ trì: Phòng Kế hoạch; Đơn vị phối hợp: Văn phòng Sở.",
    "Kinh phí lấy từ ngân sách tỉnh theo dự toán hằng năm của Ủy ban nhân dân tỉnh và các nguồn hợp pháp khác.",
]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_paragraphs_that_are_no_headings(text: str) -> None:
    found = sections(f"I. NỘI DUNG\n\n{text}\n\n1. Theo dõi việc thực hiện kế hoạch này.\n")
    assert [section.title for section in found] == ["NỘI DUNG"]


# One heading below "I. NỘI DUNG", in plain lines without bold: the words, its title, whether its part starts beside it.
HEADINGS = [
    ("1. Cải cách chế độ công vụ", "Cải cách chế độ công vụ", False),
    ("a) Tuyên truyền về cải cách thể chế:", "Tuyên truyền về cải cách thể chế", False),
    ("Chỉ tiêu:", "Chỉ tiêu", False),
    ("3. Phạm vi: Áp dụng tại các phòng và trạm y tế xã.", "Phạm vi", True),
    ("2. Phòng Hành chính: Bố trí phương tiện cho đoàn kiểm tra.", "Phòng Hành chính", True),
    ("4. Cải cách tổ chức bộ máy: 8/10 điểm (không chấm 01 tiêu chí)",
     "Cải cách tổ chức bộ máy: 8/10 điểm (không chấm 01 tiêu chí)", False),
    ("1.1. Chỉ tiêu cụ thể", "Chỉ tiêu cụ thể", False),
    ("1. Đổi mới cách tiếp nhận ý kiến góp ý của người dân đối với bộ phận một cửa:",
     "Đổi mới cách tiếp nhận ý kiến góp ý của người dân đối với bộ phận một cửa", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "run_in"), HEADINGS, ids=lambda v: v[:25] if isinstance(v, str) else "")
def test_headings_in_plain_lines(text: str, title: str, run_in: bool) -> None:
    made = view(f"I. NỘI DUNG\n\n{text}\n\n- Một việc phải làm trong năm.\n")
    section = made.outline.sections[1]
    assert section.title == title
    assert (section.end < len(text)) is run_in


def test_a_list_label_names_the_area_of_its_own_item() -> None:
    made = view(
        "I. CHỈ TIÊU\n\n- Về cải cách thể chế: 100% văn bản đúng hạn.\n\n- Tỷ lệ hài lòng đạt 90%.\n\n"
        "- Lĩnh vực 2: Cải cách thủ tục hành chính đạt 16.5/18\n"
    )
    outline = made.outline
    areas = [section.area if (section := outline.section(block.index)) else None for block in made.blocks]
    assert areas == [None, "institutions", None, "procedures"]


def test_a_style_on_a_bullet_makes_no_heading() -> None:
    blocks = (
        Block(0, "heading", "II. NHIỆM VỤ", level=1),
        Block(1, "heading", "1. Công tác tuyên truyền", level=4),
        Block(2, "heading", "- Mở lớp tập huấn cho công chức mới.", level=4, label="-"),
    )
    made = structured(Document("docx", blocks))
    assert [section.level for section in made.outline.sections] == [1, 2]


def test_bold_and_capitals_head_parts_whose_numbers_were_lost() -> None:
    blocks = (
        Block(0, "paragraph", "MỤC ĐÍCH, YÊU CẦU", bold=True),
        Block(1, "paragraph", "Mục đích", bold=True),
        Block(2, "paragraph", "Nâng cao chất lượng phục vụ người dân và doanh nghiệp trên địa bàn."),
        Block(3, "paragraph", "TỔ CHỨC THỰC HIỆN", bold=True),
    )
    made = structured(Document("docx", blocks))
    assert [(s.level, s.title) for s in made.outline.sections] == [
        (1, "MỤC ĐÍCH, YÊU CẦU"), (2, "Mục đích"), (1, "TỔ CHỨC THỰC HIỆN"),
    ]  # fmt: skip


def test_levels_follow_the_schemes_of_the_document() -> None:
    lines = [
        "A. PHẦN MỘT",
        "I. NỘI DUNG",
        "1. Cải cách thể chế",
        "1.1. Chỉ tiêu",
        "- x y z",
        "2. Cải cách tài chính công",
    ]
    assert [(level, number) for level, number, _ in shape("\n\n".join([*lines, "B. PHẦN HAI"]))] == [
        (1, "A"), (2, "I"), (3, "1"), (4, "1.1"), (3, "2"), (1, "B"),
    ]  # fmt: skip


ANNEXES = [
    ("PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 1/KH-UBND)", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"),
    ("Phụ lục số 01:\nĐỀ CƯƠNG BÁO CÁO", "Phụ lục số 01", "ĐỀ CƯƠNG BÁO CÁO"),
    ("Phụ lục II: BIỂU TỔNG HỢP", "Phụ lục II", "BIỂU TỔNG HỢP"),
    ("Biểu số 02\nTHEO DÕI TIẾN ĐỘ", "Biểu số 02", "THEO DÕI TIẾN ĐỘ"),
    ("DANH MỤC NHIỆM VỤ TRỌNG TÂM\n(Kèm theo Kế hoạch số 1/KH-UBND của UBND)", "DANH MỤC NHIỆM VỤ TRỌNG TÂM", None),
]


@pytest.mark.parametrize(("lines", "label", "title"), ANNEXES, ids=lambda v: v[:20] if isinstance(v, str) else "")
def test_annexes(lines: str, label: str, title: str | None) -> None:
    table = "STT\tNhiệm vụ\tThời gian\n1\tA\tQuý I\n"
    made = view(f"I. NỘI DUNG\n\n- Một việc./.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n{lines}\n\n{table}")
    assert [(annex.label, annex.title) for annex in made.outline.annexes] == [(label, title)]
    assert made.outline.zones[-1] is Zone.ANNEX


def test_a_mention_of_an_annex_opens_none() -> None:
    made = view("I. NỘI DUNG\n\n(Kèm theo Phụ lục)\n\nPhụ lục 1 kèm theo Kế hoạch này nêu nhiệm vụ;\n\n- x y\n")
    assert made.outline.annexes == ()


def test_recipients_without_their_heading_are_no_body() -> None:
    made = view(
        "I. NỘI DUNG\n\n- Một việc.\n\nTrên đây là Kế hoạch của Sở./.\n - Sở Nội vụ (theo dõi);\n- Lưu: VT, VP.\n"
    )
    assert made.outline.zones[-2:] == (Zone.SIGNATURE, Zone.SIGNATURE)


def test_a_sentence_that_a_unit_opens_is_of_the_body_and_its_name_is_not() -> None:
    lines = "UBND TỈNH BÌNH THUẬN\n\nSỞ NGOẠI VỤ\n\nSố: 22/SNgV-VP\n\nKính gửi: Sở Nội vụ\n\n"
    told = "Sở Ngoại vụ tự chấm điểm Chỉ số CCHC năm 2023 được 62,5/65 điểm, báo cáo Sở Nội vụ xem xét, thẩm định."
    assert view(f"{lines}{told}\n").outline.zones[-1] is Zone.BODY
    addressed = (
        "Sở Nội vụ, Sở Tài chính, Sở Kế hoạch và Đầu tư, Sở Tư pháp, Sở Xây dựng và các sở, ngành khác của tỉnh."
    )
    assert view(f"{lines}{addressed}\n\nI. NỘI DUNG\n").outline.zones[4] is Zone.HEADER


LINES = st.lists(
    st.sampled_from(
        ["KẾ HOẠCH", "I. NỘI DUNG", "1. Cải cách thể chế", "a) Chỉ tiêu: 100%", "- Rà soát.", "+ Kiểm tra:",
         "Phụ lục 1",
         "Nơi nhận:", "GIÁM ĐỐC", "Trên đây là Kế hoạch./.", "Điều 1.", "1.", "(Kèm theo Kế hoạch)",
         "STT\tNhiệm vụ\tThời gian", "x" * 400, ":"]
    ),
    min_size=1, max_size=14,
)  # fmt: skip


@given(LINES)
def test_any_order_of_lines_gives_a_sound_outline(lines: list[str]) -> None:
    made = view("\n\n".join(lines))
    outline = made.outline
    count = len(made.blocks)
    assert len(outline.zones) == len(outline.within) == len(outline.labels) == count
    for section in outline.sections:
        assert section.block <= section.last < count
        assert 0 <= section.start <= section.end <= len(made.blocks[section.block].text)
        assert section.title in made.blocks[section.block].text
        if section.parent is not None:
            parent = outline.sections[section.parent]
            assert parent.level == section.level - 1
            assert parent.block <= section.block <= section.last <= parent.last
    for index, inner in enumerate(outline.within):
        assert inner is None or outline.sections[inner].block <= index <= outline.sections[inner].last
