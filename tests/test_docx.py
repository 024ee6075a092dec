"""What Word shows is what is read: characters, changes, boxes, styles, footnotes, cut sentences."""

from __future__ import annotations

import pytest

from pipeline.readers import docx as reader
from tests.docx_builder import STYLES, codes, only, p, package, read, root, table, texts, xml


def test_the_mini_language_writes_what_it_says() -> None:
    assert xml("p(pPr/jc{val=center},r(rPr/b,t'a & b'))") == (
        '<w:p><w:pPr><w:jc w:val="center"></w:jc></w:pPr><w:r><w:rPr><w:b></w:b></w:rPr>'
        '<w:t xml:space="preserve">a &amp; b</w:t></w:r></w:p>'
    )


# Characters of a run


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        # Word writes one sentence in as many runs as it likes
        ("r/t'đạt 79,',r/t'48/97,5 điểm'", "đạt 79,48/97,5 điểm"),
        # tabs and line ends are blanks in the text; a no-break hyphen is one that can be searched
        ("r(t'Số:',tab,t'12/KH-SNV')", "Số: 12/KH-SNV"),
        ("r(t'V/v triển khai',br,t'năm 2022')", "V/v triển khai năm 2022"),
        ("r(t'UBND',noBreakHyphen,t'VP')", "UBND-VP"),
        ("r(t'cải',softHyphen,t'cách')", "cảicách"),
        # "≥ 90%" without its sign would be another fact
        ("r(sym{font=Symbol;char=F0B3},t' 90%')", "≥ 90%"),
        ("r(sym{font=Symbol;char=F0A3},t' 5 ngày')", "≤ 5 ngày"),
        ("r(sym{font=Wingdings;char=F0A8},t' Đạt')", "☐ Đạt"),
        ("r(sym{font=Wingdings;char=F0FE},t' Đạt')", "☑ Đạt"),
        ("r(sym{font=Times New Roman;char=2265},t' 3')", "≥ 3"),
        # the same signs as text of the private use area, and as letters of the font
        ("r(rPr/rFonts{ascii=Symbol},t'\uf0b3 90%')", "≥ 90%"),
        ("r/t'\uf0b3 90%'", "≥ 90%"),
        ("r(rPr/rFonts{ascii=Symbol;hAnsi=Symbol},t'³ 90%')", "≥ 90%"),
        ("r(rPr/rFonts{ascii=Wingdings},t'\uf0fc')", "✓"),
        # fields: the code is dropped, the result kept
        (
            "r/fldChar{fldCharType=begin},r/instrText'MERGEFIELD ten',r/fldChar{fldCharType=separate},"
            "r/t'Sở Nội vụ',r/fldChar{fldCharType=end}",
            "Sở Nội vụ",
        ),
        ("fldSimple{instr=DATE}/r/t'năm 2022'", "năm 2022"),
        # wrappers
        ("hyperlink{r:id=rId1}/r/t'Nghị định 09'", "Nghị định 09"),
        ("smartTag(smartTagPr,r/t'Hà Nội')", "Hà Nội"),
        ("sdt(sdtPr/alias{val=Số},sdtContent/r/t'15')", "15"),
        ("m:oMath(m:r/m:t'x+y',m:r/m:t'=2')", "x+y=2"),
        ("bookmarkStart{id=0;name=_GoBack},r/t'a',bookmarkEnd{id=0},proofErr{type=spellStart}", "a"),
        # cleaning: decomposed letters, no-break blanks, look-alikes
        ("r/t'Kê\u0301 hoa\u0323ch\u00a0 năm'", "Kế hoạch năm"),
        ("r/t'QÐ-UBND'", "QĐ-UBND"),
    ],
)
def test_characters(inside: str, text: str) -> None:
    assert only(f"p({inside})").text == text


def test_line_ends_are_kept_as_offsets() -> None:
    block = only("p/r(t'SỞ NỘI VỤ',br,t'TỈNH A',br{type=page},t'*')")
    assert [line for _, line in block.lines()] == ["SỞ NỘI VỤ", "TỈNH A", "*"]


def test_a_sign_of_an_unknown_font_is_reported_and_leaves_a_mark() -> None:
    document = read("p/r(sym{font=Xyz;char=F001},t'12%')")
    assert document.blocks[0].text == "\ufffd12%"
    assert codes(document) == {"unknown_symbol": 1}


def test_hidden_text_is_left_out_and_reported() -> None:
    document = read(f"p(r/t'a',r(rPr/vanish,t'mật'),r(rPr/vanish{{val=0}},t'b')),{p('c', 'pStyle{val=H}')},{p('d')}",
                    styles="style{type=paragraph;styleId=H}/rPr/vanish")  # fmt: skip
    assert [block.text for block in document.blocks] == ["ab", "d"]
    assert codes(document) == {"hidden_text": 2}


def test_looks_of_a_block_are_those_of_all_its_words() -> None:
    # Blanks do not count; a run without a look of its own has none, after one that has and after the paragraph's mark.
    bold, italic, both = (f"r(rPr({look}),t'a')" for look in ("b", "i", "b,i"))
    cases = {
        f"{bold},r/t' '": (True, False), f"{bold},r/t'c'": (False, False), f"{italic},r/t'c'": (False, False),
        f"r/t'c',{both}": (False, False), f"{both},{bold}": (True, False), f"{both},{both}": (True, True),
        "pPr/rPr(b,i),r/t'c'": (False, False), f"{bold},{italic},r/t'c'": (False, False),
    }  # fmt: skip
    for inside, looks in cases.items():
        block = only(f"p({inside})")
        assert (block.bold, block.italic) == looks, inside


# Tracked changes


def test_insertions_are_kept_and_deletions_dropped() -> None:
    document = read("p(r/t'đạt ',del/r/delText'90%',ins/r/t'95%',moveFrom/r/t' cũ',moveTo/r/t' mới')")
    assert document.blocks[0].text == "đạt 95% mới"
    assert codes(document) == {"tracked_deletions": 1, "tracked_insertions": 1, "tracked_moves": 1}


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert texts("p(pPr/rPr/del,r/t'Kế hoạch '),p(pPr/jc{val=center},r/t'năm 2022')") == ["Kế hoạch năm 2022"]


def test_a_deleted_row_is_no_row() -> None:
    block = only("tbl(tr/tc/p/r/t'a',tr(trPr/del,tc/p/r/t'b'),tr(trPr/ins,tc/p/r/t'c'))")
    assert block.text == "a\nc"


def test_former_looks_are_not_looks() -> None:
    """w:rPrChange holds what the run looked like before: it was bold, and is not."""
    assert not only("p/r(rPr/rPrChange/rPr/b,t'thường')").bold
    assert only("p(pPr/pPrChange/pPr/jc{val=center},r/t'trái')").align is None


# Controls, boxes, drawings


def test_controls_are_unwrapped_at_every_level() -> None:
    body = (
        "sdt/sdtContent/p/r/t'khối',"
        "tbl(sdt/sdtContent/tr/tc/p/r/t'hàng',tr(sdt/sdtContent/tc/p/r/t'ô'),tr/tc/sdt/sdtContent/p/r/t'đoạn'),"
        "customXml/p/r/t'xml'"
    )
    assert texts(body) == ["khối", "hàng\nô\nđoạn", "xml"]


def test_the_prompt_of_an_empty_control_is_no_content() -> None:
    document = read("p(r/t'Số: ',sdt(sdtPr/showingPlcHdr,sdtContent/r/t'Bấm để nhập'),r/t'/KH-SNV')")
    assert document.blocks[0].text == "Số: /KH-SNV"
    assert codes(document) == {"empty_control": 1}


BOX = "r/mc:AlternateContent(mc:Choice/drawing/txbxContent({0}),mc:Fallback/pict/txbxContent({0}))"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    body = f"p({BOX.format(p('Trong khung'))},r/t'Ngoài khung'),{p('Sau')}"
    assert texts(body) == ["Ngoài khung", "Trong khung", "Sau"]


def test_of_two_copies_the_one_with_text_is_read() -> None:
    body = "p(r/mc:AlternateContent(mc:Choice/drawing,mc:Fallback/pict/txbxContent/p/r/t'VML'),r/t'a')"
    assert texts(body) == ["a", "VML"]


def test_boxes_in_cells_and_in_boxes_keep_their_order() -> None:
    inner = f"p({BOX.format(p('3'))},r/t'2')"
    assert texts(f"p({BOX.format(inner)},r/t'1'),{p('4')}") == ["1", "2", "3", "4"]
    assert only(f"tbl/tr(tc/p({BOX.format(p('b'))},r/t'a'),tc/p/r/t'c')").text == "a b | c"


def test_an_embedded_file_is_reported() -> None:
    assert codes(read(f"altChunk{{r:id=rId5}},{p('a')}")) == {"embedded_part": 1}


# Styles


@pytest.mark.parametrize(
    ("style", "kind", "level", "bold", "italic"),
    [
        ("N", "paragraph", None, False, False),
        ("H1", "heading", 1, True, False),
        # a style has what the style below it says, and what it says itself
        ("H1x", "heading", 1, True, True),
        ("Body", "paragraph", None, False, False),
        # a chain that bites its tail, and a style that the file does not have
        ("Loop", "paragraph", None, True, False),
        ("Missing", "paragraph", None, False, False),
    ],
)
def test_styles(style: str, kind: str, level: int | None, bold: bool, italic: bool) -> None:
    block = only(p("Nội dung", f"pStyle{{val={style}}}"), styles=STYLES)
    assert (block.kind, block.level, block.bold, block.italic) == (kind, level, bold, italic)


def test_looks_of_runs() -> None:
    """A block is bold where all its words are; blanks and the paragraph's own mark do not count."""
    cases = {
        "p/r(rPr/b,t'a')": True,
        "p(r(rPr/b,t'a'),r/t' ')": True,
        "p(r(rPr/b,t'1.'),r/t' a')": False,
        "p(pPr/rPr/b,r/t'a')": False,
        "p(r(rPr/b,t'a',br,t'b'))": True,
        "p(r(rPr/rStyle{val=Strong},t'a'))": True,
        "p(r(rPr(rStyle{val=Strong},b{val=false}),t'a'))": False,
    }
    assert {body: only(body, styles=STYLES).bold for body in cases} == cases


def test_alignment_and_outline_level_of_paragraphs() -> None:
    centre, default, level = read(
        f"{p('a', 'jc{val=center}')},{p('b')},{p('c', 'outlineLvl{val=1}')}", styles=STYLES
    ).blocks
    assert (centre.align, default.align, level.level, level.kind) == ("center", "justify", 2, "heading")


def test_style_names_are_kept() -> None:
    assert only(p("a", "pStyle{val=H1x}"), styles=STYLES).style == "Mục"


def test_a_generated_contents_list_is_dropped() -> None:
    document = read(
        f"{p('I. MỤC ĐÍCH 3', 'pStyle{val=T}')},{p('I. MỤC ĐÍCH')}",
        styles="style{type=paragraph;styleId=T}/name{val=toc 1}",
    )
    assert [block.text for block in document.blocks] == ["I. MỤC ĐÍCH"]
    assert codes(document) == {"contents": 1}


# Footnotes, pages


def test_footnotes_stand_behind_their_paragraph_and_leave_no_digit() -> None:
    document = read(
        "p(r/t'các ngành',r/footnoteReference{id=2},r/t'.'),p/r/t'Sau'",
        footnotes="footnote{id=0;type=separator}/p/r/t'x',"
        "footnote{id=2}(p(r/footnoteRef,r/t' Nghị quyết'),p/r/t'số 5')",
    )
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "các ngành."), ("footnote", "Nghị quyết số 5"), ("paragraph", "Sau"),
    ]  # fmt: skip


def test_a_footnote_does_not_cut_a_sentence_over_a_page() -> None:
    left = "Tổ chức triển khai có hiệu quả các nhiệm vụ cải cách hành chính của"
    document = read(
        f"p(r/t'{left}',r/footnoteReference{{id=2}}),{p('các cơ quan, đơn vị')}", footnotes="footnote{id=2}/p/r/t'Chú'"
    )
    assert [block.text for block in document.blocks] == [f"{left} các cơ quan, đơn vị", "Chú"]


def test_footnotes_of_tables() -> None:
    body = f"tbl/tr(tc/p(r/t'a',r/footnoteReference{{id=1}}),tc/p/r/t'b'),{p('c')}"
    assert texts(body, footnotes="footnote{id=1}/p/r/t'chú'") == ["a | b", "chú", "c"]


def test_words_in_headers_of_pages_are_reported_and_page_numbers_not() -> None:
    parts: dict[str, str | bytes] = {"word/document.xml": root("document", f"<w:body>{xml(p('a'))}</w:body>")}
    number = reader.read(package(parts | {"word/header1.xml": root("hdr", xml(p("- 2 -")))}))
    stamp = reader.read(package(parts | {"word/header1.xml": root("hdr", xml(p("DỰ THẢO & GÓP Ý")))}))
    assert number.notes == ()
    assert [note.code for note in stamp.notes] == ["page_furniture"]
    assert "DỰ THẢO & GÓP Ý" in stamp.notes[0].message


# Sentences that a page break cut

LEFT = "Tiếp tục nâng cao chất lượng, hiệu quả giải quyết thủ tục hành chính và đẩy mạnh cung cấp"


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        (p(LEFT), p("dịch vụ công trực tuyến"), True),
        (p(LEFT), "p,p," + p("dịch vụ công trực tuyến"), True),
        (p(LEFT + "."), p("dịch vụ công"), False),
        (p(LEFT + ":"), p("dịch vụ công"), False),
        (p(LEFT), p("Dịch vụ công"), False),
        # never items, headings, titles and signature lines
        (p(LEFT), p("- dịch vụ công"), False),
        (p(LEFT), p("a) dịch vụ công"), False),
        (p(LEFT), p("đ2) dịch vụ công"), False),
        (p(LEFT, "jc{val=center}"), p("dịch vụ công", "jc{val=center}"), False),
        (p(LEFT, "outlineLvl{val=0}"), p("dịch vụ công"), False),
        (f"p/r(rPr/b,t'{LEFT}')", p("dịch vụ công"), False),
        # short lines that end in a semicolon are a list without bullets
        (p("sở Nội vụ;"), p("sở Tài chính;"), False),
        (table([["a"]]), p("dịch vụ công"), False),
    ],
)
def test_mending(left: str, right: str, joined: bool) -> None:
    blocks = read(f"{left},{right}").blocks
    assert len(blocks) == (1 if joined else 2)
    if joined:
        assert (blocks[0].text, blocks[0].wrapped) == (f"{LEFT} dịch vụ công trực tuyến", 2)
        assert blocks[0].breaks == (len(LEFT),)


@pytest.mark.parametrize("rule", ["————", "_______", "-------", "* * *"])
def test_rules_drawn_with_characters_are_no_text(rule: str) -> None:
    assert texts(f"{p('a')},{p(rule)},tbl/tr/tc({p('SỞ NỘI VỤ')},{p(rule)},{p('Số: 5')})") == ["a", "SỞ NỘI VỤ Số: 5"]
