"""Automatic numbers and bullets are read as Word shows them."""

from __future__ import annotations

import pytest

from tests.docx_builder import NUMBERING, abstract, item, level, only, p, read, texts


def labels(numbering: str, *items: str) -> list[str | None]:
    return [block.label for block in read(",".join(items), numbering=numbering).blocks]


def test_numbers_count_and_restart_below_a_higher_level() -> None:
    found = labels(
        NUMBERING,
        *(item("x", at) for at in (0, 1, 2, 2, 1, 2, 0, 1)),
    )
    assert found == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_a_number_is_part_of_the_text() -> None:
    block = only(item("Mục đích"), numbering=NUMBERING)
    assert (block.text, block.label, block.kind) == ("I. Mục đích", "I.", "list_item")


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2.", "Điều 3."]),
        ("none", "-", ["-", "-", "-"]),
        # bullets: typed ones stay, drawn ones (Symbol, Wingdings, Courier "o") are one
        ("bullet", "-", ["-", "-", "-"]),
        ("bullet", "+", ["+", "+", "+"]),
        ("bullet", "\uf0b7", ["-", "-", "-"]),
        ("bullet", "o", ["-", "-", "-"]),
        # a list that shows nothing has no labels
        ("decimal", "", [None, None, None]),
    ],
)
def test_formats(form: str, text: str, shown: list[str | None]) -> None:
    numbering = f"{abstract(level(0, form, text))},num{{numId=1}}/abstractNumId{{val=1}}"
    assert labels(numbering, *(item("x") for _ in range(3))) == shown


def test_two_lists_of_one_form_count_together_unless_one_starts_anew() -> None:
    """Word: lists share the counters of their abstract list; w:startOverride begins again, once."""
    form = abstract(level(0, "decimal", "%1."))
    shared = f"{form},num{{numId=1}}/abstractNumId{{val=1}},num{{numId=2}}/abstractNumId{{val=1}}"
    anew = f"{form},num{{numId=1}}/abstractNumId{{val=1}},num{{numId=2}}(abstractNumId{{val=1}}," \
           "lvlOverride{ilvl=0}/startOverride{val=5})"  # fmt: skip
    items = [item("x"), item("x"), item("y", number=2), item("y", number=2)]
    assert labels(shared, *items) == ["1.", "2.", "3.", "4."]
    assert labels(anew, *items) == ["1.", "2.", "5.", "6."]


def test_levels_in_one_label() -> None:
    form = abstract(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", ",isLgl"))
    assert labels(f"{form},num{{numId=1}}/abstractNumId{{val=1}}", item("x"), item("y", 1)) == ["I.", "1.1."]


def test_a_level_that_never_restarts() -> None:
    form = abstract(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", ",lvlRestart{val=0}"))
    found = labels(f"{form},num{{numId=1}}/abstractNumId{{val=1}}", *(item("x", at) for at in (0, 1, 0, 1)))
    assert found == ["I.", "1.", "II.", "2."]


def test_numbers_of_a_style() -> None:
    """The style names the list, the list's level names the style; numId 0 takes the list off."""
    styles = "style{type=paragraph;styleId=S}/pPr/numPr/numId{val=1}"
    form = abstract(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", ",pStyle{val=S}"))
    body = f"{p('x', 'pStyle{val=S}')},{p('y', 'pStyle{val=S},numPr/numId{val=0}')}"
    document = read(body, styles=styles, numbering=f"{form},num{{numId=1}}/abstractNumId{{val=1}}")
    assert [block.label for block in document.blocks] == ["a)", None]


def test_a_list_of_a_numbering_style() -> None:
    numbering = (
        f"abstractNum{{abstractNumId=1}}(styleLink{{val=L}},{level(0, 'decimal', '%1/')}),"
        "abstractNum{abstractNumId=2}/numStyleLink{val=L},num{numId=1}/abstractNumId{val=2}"
    )
    assert labels(numbering, item("x")) == ["1/"]


def test_a_number_without_a_blank() -> None:
    form = abstract(level(0, "decimal", "(%1)", ",suff{val=nothing}"))
    assert only(item("x"), numbering=f"{form},num{{numId=1}}/abstractNumId{{val=1}}").text == "(1)x"


def test_a_column_of_automatic_numbers() -> None:
    """In a column "TT" the numbers are all that the cells have; elsewhere a number without words is nothing."""
    numbering = f"{abstract(level(0, 'decimal', '%1'))},num{{numId=1}}/abstractNumId{{val=1}}"
    number = "p/pPr/numPr(ilvl{val=0},numId{val=1})"
    body = f"tbl(tr(tc/{number},tc/p/r/t'a'),tr(tc/{number},tc/p/r/t'b')),{number},{item('c')}"
    assert texts(body, numbering=numbering) == ["1 | a\n2 | b", "4 c"]


@pytest.mark.parametrize("text", ["- Như trên;", "+ Chỉ số PCI", "• Một", "-Lưu: VT."])
def test_typed_bullets_are_labels_too(text: str) -> None:
    block = only(p(text))
    assert (block.kind, block.label, block.text) == ("list_item", text[0], text)


def test_of_two_bullets_the_typed_one_stays() -> None:
    numbering = f"{abstract(level(0, 'bullet', '-'))},num{{numId=1}}/abstractNumId{{val=1}}"
    assert only(item("+ Chỉ số PCI"), numbering=numbering).text == "+ Chỉ số PCI"


def test_numbers_below_zero_are_no_bullets() -> None:
    assert only(p("-1,41 điểm")).kind == "paragraph"
