"""Text of PDF files: paragraphs from lines, columns side by side, furniture, footnotes, late stamps, bad layers."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import extract
from pipeline.errors import ReadError
from pipeline.readers import pdf
from pipeline.readers.pdf import quality
from pipeline.readers.pdf.signed import Signed, iso_day
from tests.pdf_builder import PdfPage, build
from tests.pdf_reading import LOREM, grid, paragraphs, read, tables, texts

SHORT = "Sở Nội vụ chủ trì, phối hợp với các sở thực hiện."


def test_paragraphs_with_an_indent() -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM)
    top = page.paragraph(top, SHORT)
    page.paragraph(top, f"- {LOREM}")
    assert texts(read(page)) == [LOREM, SHORT, f"- {LOREM}"]


def test_paragraphs_without_an_indent_end_where_a_word_had_room() -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM, indent=0)
    page.paragraph(top, LOREM, indent=0)
    document = read(page)
    assert texts(document) == [LOREM, LOREM]
    assert [block.wrapped for block in document.blocks] == [4, 4]
    assert document.blocks[0].breaks == ()


def test_paragraphs_told_by_the_space_between_them() -> None:
    """Lines that are full to the last, no indent: only the space says where a paragraph ends."""
    full = "cả " * 24 + "năm"
    page = PdfPage()
    for at, top in enumerate((60, 76, 98, 114)):
        page.text(72, top, full.capitalize() if at % 2 == 0 else full)
    page.paragraph(200, LOREM)
    assert [block.wrapped for block in read(page).blocks] == [2, 2, 4]


def test_a_dash_that_a_wrap_put_first_is_no_item() -> None:
    page = PdfPage()
    full = "Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021"
    page.text(108, 60, "Căn cứ tình hình và yêu cầu nhiệm vụ của từng cơ quan, đơn vị, địa bàn").text(72, 76, full)
    page.text(72, 92, "- 2030 của Chính phủ.")
    page.paragraph(130, LOREM)
    assert texts(read(page))[0].endswith("giai đoạn 2021 - 2030 của Chính phủ.")


def test_a_line_of_an_item_that_stands_in_the_middle_by_chance() -> None:
    """Its indent is that of the item, and as wide as what is left at its end; the item goes on below it."""
    lines = (
        "- Tham mưu ban hành quy định về thực hiện cơ chế một cửa liên thông theo",
        "hướng rút ngắn thời gian giải quyết, giảm giấy tờ, công khai cho mọi",
        "người dân.",
    )
    page = PdfPage()
    top = page.paragraph(60, LOREM)
    page.text(72, top, lines[0]).text(90, top + 16, lines[1]).text(90, top + 32, lines[2])
    page.paragraph(top + 60, LOREM)
    assert texts(read(page)) == [LOREM, " ".join(lines), LOREM]


def test_looks() -> None:
    page = PdfPage()
    page.centred(60, "KẾ HOẠCH", 14, "bold").centred(80, "Cải cách hành chính năm 2023", 14, "bold", 297)
    page.text(72, 110, "1. Mục đích", font="bold").text(72, 130, "Xem mặt sau.", font="italic")
    page.paragraph(150, LOREM)
    page.text(60, 260, "Chữ đậm vì có nét viền", mode=2)
    document = read(page)
    looks = [(block.bold, block.italic, block.align) for block in document.blocks]
    assert looks[:4] == [(True, False, "center"), (True, False, "center"), (True, False, "left"), (False, True, "left")]
    assert looks[4][:2] == (False, False)
    assert looks[5][0]


def test_no_break_blanks_and_marks_apart() -> None:
    page = PdfPage()
    page.paragraph(60, LOREM)
    page.text(72, 200, "Ke\u0302\u0301\u00a0hoạch\u00a0năm\u00a02023")
    assert texts(read(page))[1] == "Kế hoạch năm 2023"


def test_letters_that_word_2010_names_wrongly() -> None:
    page = PdfPage()
    page.paragraph(60, LOREM)
    page.text(72, 200, "CỘNG HÕA - BỘ CÔNG THƢƠNG - nhƣ trên")
    assert texts(read(page))[1] == "CỘNG HÒA - BỘ CÔNG THƯƠNG - như trên"


def test_a_sentence_that_the_page_cuts() -> None:
    words = LOREM.split()
    first, second = PdfPage(), PdfPage()
    first.paragraph(60, " ".join(words[:30]))
    second.paragraph(60, " ".join(words[30:]), indent=0)
    document = read(first, second)
    assert texts(document) == [LOREM]
    assert document.blocks[0].page == 1
    assert document.blocks[0].box == pytest.approx((72, 61, 516, 91), abs=1)  # of the first page alone


# Columns side by side


def _letterhead(page: PdfPage, by_rows: bool = False) -> None:
    left = [("UBND TỈNH SƠN LA", 60), ("SỞ NỘI VỤ", 76), ("Số: 15/KH-SNV", 100)]
    right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 60), ("Độc lập - Tự do - Hạnh phúc", 76),
             ("Sơn La, ngày 12 tháng 01 năm 2023", 100)]  # fmt: skip
    rows = (
        [*zip(left, right, strict=True)] if by_rows else [(left[0], left[1]), (left[2], right[0]), (right[1], right[2])]
    )
    for row in rows:
        for text, top in row:
            page.centred(top, text, 12, middle=140 if (text, top) in left else 400)
    page.centred(150, "KẾ HOẠCH", 14, "bold").centred(170, "Cải cách hành chính năm 2023", 14, "bold")


@pytest.mark.parametrize("by_rows", [False, True], ids=["column by column", "row by row"])
def test_a_letterhead_is_read_column_by_column(by_rows: bool) -> None:
    page = PdfPage()
    _letterhead(page, by_rows)
    page.paragraph(200, LOREM)
    document = read(page)
    (table,) = tables(document)
    assert not table.ruled
    assert [[line for _, line in cell.lines()] for cell in table.cells] == [
        ["UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "Số: 15/KH-SNV"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn La, ngày 12 tháng 01 năm 2023"],
    ]
    assert texts(document)[1:] == ["KẾ HOẠCH", "Cải cách hành chính năm 2023", LOREM]
    header = extract(document).document
    assert (header.number, header.symbol, header.issued_on) == ("15", "KH-SNV", date(2023, 1, 12))


def test_recipients_beside_a_signature() -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 20
    page.text(72, top, "Nơi nhận:", font="italic").centred(top, "GIÁM ĐỐC", 13, "bold", 420)
    items = ["- UBND tỉnh (để báo cáo);", "- Các phòng, đơn vị trực thuộc", "Sở (để thực hiện);", "- Lưu: VT, VP."]
    for at, item in enumerate(items):
        page.text(72, top + 16 * (at + 1), item, 10)
    page.centred(top + 110, "Nguyễn Văn Nam", 13, "bold", 420)
    document = read(page)
    (table,) = tables(document)
    assert [[line for _, line in cell.lines()] for cell in table.cells] == [
        [
            "Nơi nhận:",
            "- UBND tỉnh (để báo cáo);",
            "- Các phòng, đơn vị trực thuộc Sở (để thực hiện);",
            "- Lưu: VT, VP.",
        ],
        ["GIÁM ĐỐC", "Nguyễn Văn Nam"],
    ]
    assert table.cells[1].bold
    assert extract(document).document.signer == "Nguyễn Văn Nam"


@pytest.mark.parametrize("cut", [1, 2, 3, 4], ids="items on the first page: {}".format)
def test_recipients_and_signature_go_on_overleaf(cut: int) -> None:
    """The page ends within the list of recipients: the name overleaf is that of the office before, even in one line."""
    items = [
        "- UBND tỉnh (để báo cáo);",
        "- Các phòng chuyên môn;",
        "- Trang tin của Sở;",
        "- Các đơn vị;",
        "- Lưu: VT.",
    ]
    first, second = PdfPage(), PdfPage()
    top = 700 + 16 * (4 - cut)
    first.paragraph(60, LOREM)
    first.text(72, top, "Nơi nhận:", font="italic").centred(top, "GIÁM ĐỐC", 13, "bold", 420)
    for at, item in enumerate(items[:cut], 1):
        first.text(72, top + 14 * at, item, 10)
    for at, item in enumerate(items[cut:]):
        second.text(72, 60 + 14 * at, item, 10)
    second.centred(60 + 14 * (len(items) - cut - 1), "Nguyễn Văn Nam", 13, "bold", 420)
    document = read(first, second)
    (table,) = tables(document)
    assert [[line for _, line in cell.lines()] for cell in table.cells] == [
        ["Nơi nhận:", *items],
        ["GIÁM ĐỐC", "Nguyễn Văn Nam"],
    ]
    assert (document.blocks[-1].page, table.cells[0].page) == (1, 1)
    assert extract(document).document.signer == "Nguyễn Văn Nam"


def test_the_letterhead_of_an_annex_is_not_part_of_the_signature_before_it() -> None:
    first, second = PdfPage(), PdfPage()
    first.paragraph(60, LOREM)
    first.text(72, 700, "Nơi nhận:", font="italic").centred(700, "GIÁM ĐỐC", 13, "bold", 420)
    first.text(72, 716, "- Lưu: VT.", 10).centred(760, "Nguyễn Văn Nam", 13, "bold", 420)
    _letterhead(second, True)
    second.paragraph(200, LOREM)
    signature, letterhead = tables(read(first, second))
    assert signature.cells[1].text == "GIÁM ĐỐC Nguyễn Văn Nam"
    assert letterhead.cells[0].text.startswith("UBND TỈNH SƠN LA")


@pytest.mark.parametrize("title", ["PHỤ LỤC", "PHỤ LỤC II", "KẾ HOẠCH"])
def test_a_title_at_the_left_margin_is_not_part_of_the_recipients_above_it(title: str) -> None:
    """Files that word processors made of text have no centred lines."""
    page = PdfPage()
    page.paragraph(60, LOREM)
    page.text(72, 300, "Nơi nhận:", font="italic").centred(300, "GIÁM ĐỐC", 13, "bold", 420)
    page.text(72, 316, "- Sở Nội vụ;", 10).text(72, 332, "- Lưu: VT.", 10).centred(
        380, "Nguyễn Văn Nam", 13, "bold", 420
    )
    page.text(72, 404, title, 13, "bold")
    page.paragraph(430, LOREM)
    document = read(page)
    (table,) = tables(document)
    assert table.cells[0].text == "Nơi nhận: - Sở Nội vụ; - Lưu: VT."
    assert texts(document)[-2:] == [title, LOREM]


def test_a_number_apart_from_its_item_is_no_column() -> None:
    page = PdfPage()
    for at in range(4):
        page.text(72, 60 + 16 * at, f"{at + 1}.").text(120, 60 + 16 * at, SHORT)
    assert texts(read(page)) == [f"{at + 1}. {SHORT}" for at in range(4)]


# Furniture, footnotes


def test_page_numbers_and_running_heads_are_dropped() -> None:
    pages = []
    for number in range(1, 5):
        page = PdfPage()
        page.text(72, 20, f"CÔNG BÁO/Số {number + 10}/Ngày 05-02-2022", 10).centred(36, f"{number}", 11)
        page.paragraph(72, LOREM)
        pages.append(page)
    document = read(*pages)
    assert texts(document) == [LOREM] * 4
    assert [(note.code, note.count) for note in document.notes] == [("page_furniture", 4)]


def test_page_numbers_alone_are_no_news() -> None:
    pages = [PdfPage().centred(800, f"- {number} -", 11) for number in range(1, 4)]
    for page in pages:
        page.paragraph(72, LOREM)
    document = read(*pages)
    assert texts(document) == [LOREM] * 3
    assert document.notes == ()


def test_titles_of_annexes_are_no_running_heads() -> None:
    pages = [PdfPage().centred(72, f"Phụ lục {number}", 13, "bold") for number in range(1, 4)]
    for page in pages:
        page.paragraph(100, LOREM)
    assert texts(read(*pages))[::2] == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]


def test_footnotes_stand_behind_the_sentence_that_they_cut() -> None:
    words = LOREM.split()
    first, second = PdfPage(), PdfPage()
    cut = first.paragraph(60, " ".join(words[:15]) + "1" + " " + " ".join(words[15:30]))
    first.line(72, 700, 216, 700)
    first.text(72, 705, "1 Kế hoạch số 15/KH-UBND của Ủy ban nhân dân tỉnh về cải cách hành chính năm", 9)
    first.text(72, 717, "2023 và các văn bản có liên quan.", 9)
    second.paragraph(60, " ".join(words[30:]), indent=0)
    document = read(first, second)
    assert cut < 700
    assert [block.kind for block in document.blocks] == ["paragraph", "footnote"]
    assert document.blocks[0].text == LOREM
    assert document.blocks[1].text.startswith("Kế hoạch số 15/KH-UBND")
    assert document.blocks[1].text.endswith("năm 2023 và các văn bản có liên quan.")


# What was put over the page late


@pytest.mark.parametrize("kind", ["FreeText", "Widget", "Stamp", "text"])
def test_number_and_day_stamped_late_win_over_the_blanks(kind: str) -> None:
    page = PdfPage()
    page.text(90, 60, "UBND TỈNH SƠN LA").text(280, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.text(90, 76, "SỞ NỘI VỤ").text(310, 76, "Độc lập - Tự do - Hạnh phúc")
    page.text(90, 100, "Số:        /KH-SNV").text(290, 100, "Sơn La, ngày      tháng 12 năm 2025")
    page.centred(150, "KẾ HOẠCH", 14, "bold")
    page.paragraph(200, LOREM)
    for x, words in ((112.0, "329"), (372.0, "19")):
        if kind == "text":
            page.text(x, 101, words)
        else:
            page.annotation(kind, x, 99, words)
    header = extract(read(page)).document
    assert (header.number, header.symbol, header.issued_on) == ("329", "KH-SNV", date(2025, 12, 19))


def test_the_text_of_a_digital_signature_is_no_content_but_says_who_signed_and_when() -> None:
    page = PdfPage()
    _letterhead(page)
    page.parts = [part for part in page.parts if f"{ord('1'):04x}{ord('2'):04x}0020" not in part]
    page.centred(100, "Sơn La, ngày    tháng    năm 2023", 12, middle=400)
    page.paragraph(200, LOREM)
    for at, line in enumerate(("Ký bởi: Nguyễn Văn Nam", "Cơ quan: Sở Nội vụ", "Ngày ký: 20/01/2023 10:25:11 +07:00")):
        page.text(400, 20 + 10 * at, line, 7)
    document = read(page)
    assert document.meta == {"signed_by": "Nguyễn Văn Nam", "signed_for": "Sở Nội vụ", "signed_on": "2023-01-20"}
    assert not any("Ký bởi" in text or "Cơ quan:" in text for text in texts(document))
    header = extract(document).document
    assert (header.issued_on, header.signer) == (date(2023, 1, 20), "Nguyễn Văn Nam")


@pytest.mark.parametrize(
    ("lines", "meta"),
    [
        (["Người ký: Văn phòng Chính phủ", "Email: vpcp@chinhphu.vn", "Cơ quan: Văn phòng", "Chính phủ",
          "Thời gian ký: 06.11.2017 16:03:24"],
         {"signed_by": "Văn phòng Chính phủ", "signed_for": "Văn phòng Chính phủ", "signed_on": "2017-11-06"}),
        (["Ký bởi:", "Trần Thị Hoa", "Ngày ký: 2023.02.30"], {"signed_by": "Trần Thị Hoa"}),
        (["Người ký: Giám đốc Sở"], {}),  # a line of a form
        (["1. Ngày ký: do đơn vị ghi", "2. Người ký: Giám đốc"], {}),
    ],
)  # fmt: skip
def test_entries_of_digital_signatures(lines: list[str], meta: dict[str, str]) -> None:
    signed = Signed()
    used = signed.read(lines)
    assert signed.meta == meta
    assert used == (set(range(len(lines))) if meta else set())


@pytest.mark.parametrize(
    ("text", "day"),
    [("D:20260629101112+07'00'", "2026-06-29"), ("20/01/2023 10:25", "2023-01-20"), ("2023.1.2", "2023-01-02"),
     ("31/02/2023", None), ("D:2026", None), ("hôm nay", None)],
)  # fmt: skip
def test_days_of_signatures(text: str, day: str | None) -> None:
    assert iso_day(text) == day


# Text layers that cannot be used


def test_legacy_fonts_are_decoded() -> None:
    page = PdfPage()
    page.fonts = {"plain": ".VnTime", "bold": ".VnTimeH,Bold", "italic": ".VnTime,Italic"}
    page.centred(60, "kÕ ho¹ch", 14, "bold")
    page.paragraph(
        80, "Thùc hiÖn ch­¬ng tr×nh c¶i c¸ch hµnh chÝnh cña tØnh, c¸c së, ban, ngµnh x©y dùng kÕ ho¹ch n¨m 2003."
    )
    document = pdf.read(build(page))
    assert texts(document) == [
        "KẾ HOẠCH",
        "Thực hiện chương trình cải cách hành chính của tỉnh, các sở, ban, ngành xây dựng kế hoạch năm 2003.",
    ]
    assert [note.code for note in document.notes] == ["legacy_encoding"]


@pytest.mark.parametrize(
    ("text", "images", "reason"),
    [
        (LOREM, 0.0, None),
        (LOREM, 0.9, "no_text"),  # a scan with a few words put over it
        (f"{LOREM} " * 6, 0.9, None),  # a scan with a good text layer
        ("", 1.0, "no_text"),
        ("", 0.0, None),  # a blank page
        ("12", 0.0, None),
        ("".join(chr(ord(char) + 1) if char.isalpha() else char for char in LOREM), 0.0, "not_vietnamese"),
        (
            "CQNG HOA XA HO! CHU NGHIA VT NAM LIEN DoAN LAO D()NG TINH SON LA KE HOACH CAI CACH " * 3,
            0.0,
            "not_vietnamese",
        ),
        ("\ufffd\ufffdch \ufffd\ufffdnh " * 30, 0.0, "unknown_letters"),
        ("(cid:12)(cid:33)(cid:9) " * 30, 0.0, "unknown_letters"),
        (" ".join(LOREM.replace(" ", "")), 0.0, "broken_words"),
        ("- Các phòng;\n- C, PC VP;\n- Lưu: VT, CV (LTHg).\nPhạm Đức Huân", 0.0, None),
    ],
)
def test_page_quality(text: str, images: float, reason: str | None) -> None:
    assert quality.page_quality(text, images) == reason


# Files


def test_a_blank_file_and_damaged_ones() -> None:
    with pytest.raises(ReadError) as blank:
        read(PdfPage())
    assert blank.value.code == "empty"
    for data in (b"%PDF-1.7\n", b"%PDF-1.4\nxxxx\n%%EOF", build(PdfPage())[:200]):
        with pytest.raises(ReadError) as damaged:
            pdf.read(data)
        assert damaged.value.code == "corrupt"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(ReadError) as error:
        read(PdfPage(), PdfPage(), PdfPage())
    assert error.value.code == "too_large"


def test_a_page_of_too_many_strokes_is_read_and_noted() -> None:
    page = PdfPage()
    page.paragraph(60, LOREM)
    page.parts.append("0 0 m " + " ".join(f"{at % 500} {at % 700} l" for at in range(5000)) + " S")
    document = read(page)
    assert texts(document) == [LOREM]
    assert [note.code for note in document.notes] == ["page_crowded"]


def test_bytes_changed_anywhere_raise_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        quality, "page_quality", lambda *_: None
    )  # else damaged text would be recognised, which is slow
    page = PdfPage()
    _letterhead(page)
    page.table([60, 100, 280], page.paragraph(200, LOREM) + 10, [["STT", "Nhiệm vụ"], ["1", "Rà soát"]])
    data = build(page, page)
    for at in range(9, len(data), max(len(data) // 60, 1)):
        for damaged in (data[:at], data[:at] + b"\0" * 40 + data[at + 40 :], data[:at] + b"\xff" + data[at + 1 :]):
            try:
                grids = [grid(table) for table in tables(pdf.read(damaged))]
            except ReadError as error:
                assert error.code in ("corrupt", "empty", "encrypted")
            else:
                assert isinstance(grids, list)
    assert len(paragraphs(pdf.read(data))) == 6
