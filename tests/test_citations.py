"""Numbers and symbols in all their shapes, laws by name, what stands before and behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import citations, instruments, issuers, symbols
from extractors.vietnamese.text import clean, fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.vietnamese.citations import Citation

INSTRUMENTS = load("instruments")
ISSUERS = load("issuers")


def find(text: str) -> tuple[Citation, ...]:
    return citations.find(fold(clean(text)))


def one(text: str) -> Citation:
    found = find(text)
    assert len(found) == 1, [text[c.start : c.end] for c in found]
    return found[0]


EXAMPLES = [(example, entry["code"]) for entry in INSTRUMENTS["instrument"] for example in entry["examples"]]


@pytest.mark.parametrize(("example", "code"), EXAMPLES)
def test_every_example_of_the_vocabulary_gives_its_instrument(example: str, code: str) -> None:
    assert [citation.instrument for citation in find(example)] == [code]


@pytest.mark.parametrize(("example", "name"), INSTRUMENTS["laws"]["examples"])
def test_the_name_of_a_law_ends_where_the_sentence_goes_on(example: str, name: str) -> None:
    title = find(example)[0].title
    assert title is not None
    assert example[slice(*title)] == name


@pytest.mark.parametrize(("text", "issuer"), [(example["text"], example["issuer"]) for example in ISSUERS["example"]])
def test_every_issuer_of_the_vocabulary_ends_before_the_subject(text: str, issuer: str) -> None:
    end = issuers.at(fold(text), 0)
    assert end is not None
    assert text[:end] == issuer


@pytest.mark.parametrize(
    ("text", "instrument", "number", "year", "symbol", "written"),
    [
        # the State's form, with and without "số"
        ("Quyết định số 85/QĐ-UBND", "decision", "85", None, "QĐ-UBND", "85/QĐ-UBND"),
        ("Nghị định 130/2005/NĐ-CP", "decree", "130", 2005, "NĐ-CP", "130/2005/NĐ-CP"),
        # a letter or a dot in the number; a dot before three figures parts thousands
        ("Nghị quyết số 30c/NQ-CP", "resolution", "30c", None, "NQ-CP", "30c/NQ-CP"),
        ("Nghị quyết số 66.19/2026/NQ-CP", "resolution", "66.19", 2026, "NQ-CP", "66.19/2026/NQ-CP"),
        ("Quyết định số 3.981/QĐ-BYT", "decision", "3981", None, "QĐ-BYT", "3981/QĐ-BYT"),
        # sub-units with an ampersand, once as an HTML entity
        ("Công văn số 2231/SNV-CCHC&PC", "dispatch", "2231", None, "SNV-CCHC&PC", "2231/SNV-CCHC&PC"),
        ("Công văn số 2775/SNV-CCHC&amp;PC", "dispatch", "2775", None, "SNV-CCHC&PC", "2775/SNV-CCHC&PC"),
        # forms of the years before 2004
        ("Nghị quyết số 38/CP", "resolution", "38", None, "CP", "38/CP"),
        ("Quyết định số 136/2001/QĐ.TTg", "decision", "136", 2001, "QĐ.TTg", "136/2001/QĐ.TTg"),
        ("Quyết định số 1330/QĐ-CT.UB", "decision", "1330", None, "QĐ-CT.UB", "1330/QĐ-CT.UB"),
        ("Quyết định số 1803/1998/QĐ/BTC", "decision", "1803", 1998, "QĐ/BTC", "1803/1998/QĐ/BTC"),
        ("Công văn số 650/TCV-SLĐTBXH", "dispatch", "650", None, "TCV-SLĐTBXH", "650/TCV-SLĐTBXH"),
        # the Party's form, and the two forms mixed up
        ("Nghị quyết số 05-NQ/TU", "resolution", "05", None, "NQ/TU", "05-NQ/TU"),
        ("Nghị quyết số 05/NQ-TU", "resolution", "05", None, "NQ-TU", "05/NQ-TU"),
        ("Chỉ thị số 38-CT/TTg", "directive", "38", None, "CT/TTg", "38-CT/TTg"),
        ("Quyết định số 367-QĐ/TWĐTN-VP", "decision", "367", None, "QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
        ("Kế hoạch số 3260-KH/ĐĐQH15", "plan", "3260", None, "KH/ĐĐQH15", "3260-KH/ĐĐQH15"),
        # the word decides over the symbol, but "văn bản" says nothing
        ("Quy định số 41-QĐ/TW", "regulation", "41", None, "QĐ/TW", "41-QĐ/TW"),
        ("Văn bản số 12/KH-UBND", "plan", "12", None, "KH-UBND", "12/KH-UBND"),
        ("Thông tư số 60/2003/TTLT-BNV-BTC", "joint_circular", "60", 2003, "TTLT-BNV-BTC", "60/2003/TTLT-BNV-BTC"),
        # short forms of the type word, and none
        ("NĐ số 30/2020/NĐ-CP", "decree", "30", 2020, "NĐ-CP", "30/2020/NĐ-CP"),
        ("thực hiện 45/2016/QĐ-TTg", "decision", "45", 2016, "QĐ-TTg", "45/2016/QĐ-TTg"),
        ("thực hiện 181-CTr/TU", "program", "181", None, "CTr/TU", "181-CTr/TU"),
        # separators lost, blanks inside, slips in the symbol stay as written
        ("Quyết định số 06/QĐTTg", "decision", "06", None, "QĐTTg", "06/QĐTTg"),
        ("theo 673/QĐUBND", "decision", "673", None, "QĐUBND", "673/QĐUBND"),
        ("Kế hoạch số 1492 KH-UBND", "plan", "1492", None, "KH-UBND", "1492 KH-UBND"),
        ("Nghị quyết số 57- NQ/TW", "resolution", "57", None, "NQ/TW", "57-NQ/TW"),
        ("Thông tư số 70 /2025/TT-NHNN", "circular", "70", 2025, "TT-NHNN", "70/2025/TT-NHNN"),
        ("Tờ trình số 164/TTr- SKHCN", "proposal", "164", None, "TTr-SKHCN", "164/TTr-SKHCN"),
        ("Nghị định số 118/2025/NĐ- CP", "decree", "118", 2025, "NĐ-CP", "118/2025/NĐ-CP"),
        ("Kế hoạch số85/KH–UBND", "plan", "85", None, "KH-UBND", "85/KH-UBND"),
        ("Nghị quyết số 05 – NQ/TU", "resolution", "05", None, "NQ/TU", "05-NQ/TU"),
        ("Quyết định số 27/QĐ_BKHCN", "decision", "27", None, "QĐ_BKHCN", "27/QĐ_BKHCN"),
        ("Quyết định số 942/QĐ-TT", "decision", "942", None, "QĐ-TT", "942/QĐ-TT"),
        ("Thông tư số 9/2025/TT-BTС", "circular", "9", 2025, "TT-BTC", "9/2025/TT-BTC"),  # Cyrillic С
        # a dash of the sentence behind a symbol is not part of it
        ("Quyết định số 85/QĐ-UBND - UBND tỉnh", "decision", "85", None, "QĐ-UBND", "85/QĐ-UBND"),
        (
            "Nghị quyết liên tịch số 102/2025/NQLT - UBTVQH15 - CP",
            "resolution", "102", 2025, "NQLT-UBTVQH15-CP", "102/2025/NQLT-UBTVQH15-CP",
        ),
    ],
)  # fmt: skip
def test_numbers_and_symbols(
    text: str, instrument: str, number: str, year: int | None, symbol: str, written: str
) -> None:
    citation = one(text)
    got = (citation.instrument, citation.number, citation.number_year, citation.symbol, citation.citation)
    assert got == (instrument, number, year, symbol, written)


@pytest.mark.parametrize(
    ("text", "issued_on", "issued_year"),
    [
        ("Quyết định số 06/QĐ-TTg, ngày 06/01/2022 của", date(2022, 1, 6), 2022),
        ("Nghị định số 20/2008/NĐ-CP ngày 14 tháng 02 năm 2008", date(2008, 2, 14), 2008),
        ("Quyết định số 44 /2005/QĐ-UBND ngày 06 / 7 /2005", date(2005, 7, 6), 2005),
        ("Nghị định số 141/2016/NĐ-CP của Chính phủ", None, 2016),
        ("Nghị quyết số 18-NQ/TW năm 2017", None, 2017),
        ("Quyết định số 12/QĐ-UBND ngày /12/2021", None, 2021),
        # the date behind the issuer
        ("Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025 về", date(2025, 12, 29), 2025),
        # no such year; a date of the sentence behind a semicolon
        ("Quyết định số 12/QĐ-UBND ngày 08/6/20210", None, None),
        ("Quyết định số 12/QĐ-UBND; ngày 08/6/2021 họp", None, None),
    ],
)
def test_dates(text: str, issued_on: date | None, issued_year: int | None) -> None:
    citation = one(text)
    assert (citation.issued_on, citation.issued_year) == (issued_on, issued_year)


@pytest.mark.parametrize(
    "text",
    [
        "mã thủ tục 2.000815.000.00.00.H55 và 1.011442",
        "Số: 12/000.00.00.H30",
        "hoàn thành 39/45 nhiệm vụ của khóa XII",
        "chờ tối đa 30 phút/01 lần, 50.000đ/người, 60 km/h, 24/7",
        "chỉ số 5/DDCI và mẫu số 01/CCHC, biểu số 02/BNV",
        "Dự án 1 của huyện, Kế hoạch 5 năm của Sở, Kế hoạch 2025 của Sở",
        "pháp luật, kỷ luật, các luật liên quan; Luật này; Căn cứ Hiến pháp",
        "QCVN 01:2019/BXD, TCVN ISO 9001:2015",
        "xây dựng Đề án vị trí việc làm và Kế hoạch tuyên truyền",
    ],
)
def test_other_numbers_are_no_citations(text: str) -> None:
    assert find(text) == ()


def test_lists_share_one_type_word() -> None:
    found = find("các Công văn số 4830/KTTH ngày 24/9/2020, số 1440/VPCP ngày 07/11/2020 và số 62/2020/NĐ-CP")
    assert [(c.number, c.instrument) for c in found] == [("4830", "dispatch"), ("1440", "dispatch"), ("62", "decree")]


def test_the_subject_may_stand_before_the_number() -> None:
    text = "Căn cứ báo cáo tự chấm điểm năm 2020 (số 80/BC-UBND ngày 09/2/2021 của UBND tỉnh)"
    citation = one(text)
    assert text[citation.start : citation.end].startswith("báo cáo tự chấm")
    assert citation.title is not None
    assert text[slice(*citation.title)] == "tự chấm điểm năm 2020"


def test_the_issuer_may_stand_before_the_number() -> None:
    text = "theo Thông tư của Bộ Tài chính số 144/2017/TT-BTC"
    citation = one(text)
    assert citation.issuer is not None
    assert text[slice(*citation.issuer)] == "Bộ Tài chính"


def test_laws_with_a_number_with_a_date_and_with_neither() -> None:
    found = find(
        "Căn cứ Luật Điện lực số 61/2024/QH15 ngày 30/11/2024; Luật Tổ chức chính quyền địa phương ngày 19/6/2015;"
        " quy định của Luật Trẻ em"
    )
    assert [(c.number, c.issued_year) for c in found] == [("61", 2024), (None, 2015), (None, None)]


def test_an_amending_law_has_the_date_and_the_amended_laws_their_numbers() -> None:
    found = find(
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ số 76/2015/QH13 và Luật Tổ chức chính quyền địa"
        " phương số 77/2015/QH13 ngày 22/11/2019"
    )
    assert [(c.number, c.issued_on, c.issued_year) for c in found] == [
        (None, date(2019, 11, 22), 2019),
        ("76", None, 2015),
        ("77", None, 2015),
    ]


def test_number_and_date_of_one_year_are_the_amending_laws() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật Thuế xuất khẩu, thuế nhập khẩu số 04/1998/QH10 ngày 20/5/1998"
    citation = one(text)
    assert (citation.start, citation.number, citation.issued_on) == (0, "04", date(1998, 5, 20))


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIV đã đề ra", "Đại hội Đảng bộ tỉnh lần thứ XIV"),
        ("Nghị quyết Đại hội XX Đảng bộ tỉnh,", "Đại hội XX Đảng bộ tỉnh"),
        (
            "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Lạng Sơn lần thứ XVII, nhiệm kỳ 2020 - 2025 và",
            "Đại hội đại biểu Đảng bộ tỉnh Lạng Sơn lần thứ XVII, nhiệm kỳ 2020 - 2025",
        ),
    ],
)
def test_resolutions_of_congresses_have_no_number(text: str, issuer: str) -> None:
    citation = one(text)
    assert citation.number is None
    assert citation.issuer is not None
    assert text[slice(*citation.issuer)] == issuer


def test_blank_numbers_of_drafts_keep_the_symbol() -> None:
    found = find("(Kèm theo Kế hoạch số /KH-SNV ngày /12/2021), Thông tư số……/2025/TT-BKHCN ngày …..tháng……")
    assert [(c.number, c.number_year, c.symbol, c.citation) for c in found] == [
        (None, None, "KH-SNV", None),
        (None, 2025, "TT-BKHCN", None),
    ]


@pytest.mark.parametrize(
    ("symbol", "type_code", "issuer", "repaired"),
    [
        ("QĐ-UBND", "QĐ", ("UBND",), False),
        ("QĐUBND", "QĐ", ("UBND",), True),
        ("NQCP", "NQ", ("CP",), True),
        ("TTBNNPTNT", "TT", ("BNNPTNT",), True),
        ("SNV-CCHC", None, ("SNV", "CCHC"), False),
        ("QH15", "QH", ("QH15",), False),
        ("CP", None, ("CP",), False),
    ],
)
def test_symbols_taken_apart(symbol: str, type_code: str | None, issuer: tuple[str, ...], repaired: bool) -> None:
    assert instruments.read_symbol(symbol) == instruments.Symbol(type_code, issuer, repaired)


NUMBERS = st.integers(1, 9999).map(str) | st.integers(1, 9).map(lambda n: f"0{n}")
TYPES = st.sampled_from(["QĐ", "KH", "NQ", "CT", "BC", "TTr", "TB", "HD", "CTr", "ĐA"])
ORGANS = st.sampled_from(["UBND", "HĐND", "SLĐTBXH", "SNV", "TTg", "BNV", "SKH&ĐT", "BCĐCCHC"])


@given(NUMBERS, st.none() | st.integers(1990, 2030), TYPES, ORGANS, st.sampled_from(["", " ", " ngày 05/3/2021"]))
def test_any_state_citation_is_read_back(number: str, year: int | None, kind: str, organ: str, tail: str) -> None:
    written = f"{number}/{year}/{kind}-{organ}" if year else f"{number}/{kind}-{organ}"
    citation = one(f"Thực hiện văn bản số {written}{tail}")
    assert (citation.citation, citation.number, citation.number_year) == (written, number, year)
    assert citation.instrument == instruments.by_code(kind)


@given(NUMBERS, TYPES, st.sampled_from(["TU", "TW", "ĐU", "VPTW"]))
def test_any_party_citation_is_read_back(number: str, kind: str, organ: str) -> None:
    citation = one(f"theo {number}-{kind}/{organ}.")
    assert (citation.citation, citation.symbol) == (f"{number}-{kind}/{organ}", f"{kind}/{organ}")


FRAGMENTS = st.sampled_from(
    """Quyết định|số|85/QĐ-UBND|05-NQ/TU|ngày|20/01/2023|của|UBND tỉnh|Luật|Đất đai|/KH-UBND
    |;|,|(|)|“|”|và|…|ban hành|/|-|1.""".split("|")  # noqa: SIM905
)


@given(st.lists(FRAGMENTS | st.text(max_size=6), max_size=25).map(" ".join))
def test_any_text_gives_mentions_inside_it_in_order(text: str) -> None:
    text = clean(text)
    found = find(text)
    assert [c.start for c in found] == sorted(c.start for c in found)
    for citation in found:
        assert 0 <= citation.start < citation.end <= len(text)
        for span in (citation.title, citation.issuer):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)
        assert 0 < citation.confidence <= 1


@given(st.text(max_size=80))
def test_symbols_of_any_text_lie_inside_it(text: str) -> None:
    folded = fold(clean(text))
    for core in symbols.find(folded):
        assert 0 <= core.start < core.end <= len(folded.text)


def test_the_rows_of_a_long_table_are_all_read() -> None:
    row = "1 | Thực hiện Quyết định số 85/QĐ-UBND ngày 20/01/2023 của UBND tỉnh | 16/20 | Quý I/2023\n"
    found = citations.find(fold(row * 2000))
    assert [citation.start for citation in found] == [order * len(row) + row.index("Quyết") for order in range(2000)]
