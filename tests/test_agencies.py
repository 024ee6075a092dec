"""Issuing bodies by name, code and symbol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import agencies
from schemas.vocabulary import load

VOCABULARY = load("agencies")
NAMED = [(kind, entry) for kind in ("agency", "body", "committee", "opener") for entry in VOCABULARY[kind]]
CODED = [entry for kind, entry in NAMED if "code" in entry]
LEVELS = {"central", "province", "department", "district", "commune", "unit"}


@pytest.mark.parametrize(("kind", "entry"), NAMED)
def test_examples(kind: str, entry: dict[str, object]) -> None:
    """Every example of the vocabulary is found as its entry."""
    for example in [*entry["examples"], *entry.get("names", [])]:  # type: ignore[misc]
        agency = agencies.by_name(example)
        assert agency is not None, example
        assert agency.code == entry.get("code"), example
        assert agency.level in LEVELS | {None}


@pytest.mark.parametrize("entry", CODED, ids=lambda entry: entry["code"])
def test_codes(entry: dict[str, object]) -> None:
    """Every code leads to its entry; a body that ceased names one that took over."""
    for code in [entry["code"], *entry.get("codes", [])]:  # type: ignore[misc]
        agency = agencies.by_code(code)
        assert agency is not None, code
        assert agency.code == entry["code"]
    if "successor" in entry:
        assert entry["successor"] in {other["code"] for other in CODED}


@pytest.mark.parametrize("entry", VOCABULARY["unit"], ids=lambda entry: entry["word"])
def test_units(entry: dict[str, object]) -> None:
    """A council has the level of its unit."""
    agency = agencies.by_name(f"UBND {entry['examples'][0]}")  # type: ignore[index]
    assert agency is not None
    assert (agency.name, agency.level) == (f"Ủy ban nhân dân {entry['examples'][0]}", entry["level"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "name", "code", "level"),
    [
        ("UBND TỈNH ĐẮK NÔNG", "Ủy ban nhân dân tỉnh Đắk Nông", "UBND", "province"),
        ("Uỷ ban nhân dân tỉnh Đăk Nông", "Ủy ban nhân dân tỉnh Đắk Nông", "UBND", "province"),
        ("Chủ tịch UBND tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn", "UBND", "province"),
        ("UBND TP. CẦN THƠ", "Ủy ban nhân dân thành phố Cần Thơ", "UBND", "province"),
        ("UBND thành phố Vinh", "Ủy ban nhân dân thành phố Vinh", "UBND", "district"),
        ("UBND THỊ XÃ SA PA", "Ủy ban nhân dân thị xã Sa Pa", "UBND", "district"),
        ("ỦY BAN NHÂN DÂN XÃ BẮC HÀ", "Ủy ban nhân dân xã Bắc Hà", "UBND", "commune"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH LONG AN", "Hội đồng nhân dân tỉnh Long An", "HĐND", "province"),
        ("TỈNH ỦY NINH THUẬN", "Tỉnh ủy Ninh Thuận", "TU", "province"),
        ("Ban Thường vụ Thành ủy", "Thành ủy", "TU", "province"),
        ("HUYỆN ỦY BẢO THẮNG", "Huyện ủy Bảo Thắng", "HU", "district"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "department"),
        ("Sở Lao động – TB&XH tỉnh Bình Định", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "department"),
        ("SỞ LAO ĐÔNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "department"),
        ("SỞ Y TÊ", "Sở Y tế", "SYT", "department"),
        ("UBND TÎNH KIÊN GIANG", "Ủy ban nhân dân tỉnh Kiên Giang", "UBND", "province"),
        ("SỞ CÔNG THƯƠNG LÀO CAI", "Sở Công Thương", "SCT", "department"),
        ("Sở Nông nghiệp & PTNT", "Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", "department"),
        ("Sở Ngoại vụ", "Sở Ngoại vụ", "SNgV", "department"),
        ("Bộ trưởng Bộ Tài chính", "Bộ Tài chính", "BTC", "central"),
        ("CÔNG AN TỈNH LÀO CAI", "Công an tỉnh", "CAT", "department"),
        ("CHI CỤC KIỂM LÂM", "Chi cục Kiểm lâm", None, "unit"),
        ("TRUNG TÂM CÔNG NGHỆ THÔNG TIN TỈNH LÀO CAI", "Trung tâm Công nghệ thông tin tỉnh Lào Cai", None, "unit"),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH LÀO CAI", "Ban Chỉ đạo chuyển đổi số tỉnh Lào Cai", None, "province"),
        ("BCĐ CCHC XÃ BẮC HÀ", "BCĐ CCHC xã Bắc Hà", None, "commune"),
        ("ĐẢNG ỦY SỞ NỘI VỤ", "Đảng ủy Sở Nội vụ", None, None),
    ],
)
def test_names(text: str, name: str, code: str | None, level: str | None) -> None:
    """Names as documents write them, in their canonical name, code and level."""
    agency = agencies.by_name(text)
    assert agency is not None
    assert (agency.name, agency.code, agency.level) == (name, code, level)


@pytest.mark.parametrize(
    "text", ["", "Sở", "THƯƠNG BINH VÀ XÃ HỘI", "Các phòng chuyên môn", "của Sở Nội vụ", "năm 2022"]
)
def test_no_names(text: str) -> None:
    assert agencies.by_name(text) is None


def test_level_of_the_body_above() -> None:
    """A board has the level of the body that set it up."""
    above = agencies.by_name("UBND TỈNH LÀO CAI")
    board = agencies.by_name("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", above)
    assert board is not None
    assert board.province is not None
    assert (board.name, board.level, board.province.name) == ("Ban Chỉ đạo chuyển đổi số", "province", "Lào Cai")


@pytest.mark.parametrize(
    ("symbol", "province", "name"),
    [
        ("KH-SLĐTBXH", None, "Sở Lao động - Thương binh và Xã hội"),
        ("KH-SLDTBXH", None, "Sở Lao động - Thương binh và Xã hội"),
        ("BC-SLĐ-TBXH", None, "Sở Lao động - Thương binh và Xã hội"),
        ("BC-SLĐTB&XH", None, "Sở Lao động - Thương binh và Xã hội"),
        ("SLĐTBXH-VP", None, "Sở Lao động - Thương binh và Xã hội"),
        ("TCV-SLĐTBXH", None, "Sở Lao động - Thương binh và Xã hội"),
        ("KH-UBND", "Bình Định", "Ủy ban nhân dân tỉnh Bình Định"),
        ("QĐ-UB", "Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ"),
        ("QĐ-CT.UB", "Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ"),
        ("QĐUBND", "Bình Định", "Ủy ban nhân dân tỉnh Bình Định"),
        ("NQ-HĐND", "Long An", "Hội đồng nhân dân tỉnh Long An"),
        ("QĐ-UBND", None, "Ủy ban nhân dân"),
        ("NQ/TU", "Ninh Thuận", "Tỉnh ủy Ninh Thuận"),
        ("KL/TU", "Cần Thơ", "Thành ủy Cần Thơ"),
        ("NQ/TƯ", None, "Ban Chấp hành Trung ương Đảng"),
        ("HD/VPTW", None, "Văn phòng Trung ương Đảng"),
        ("QĐ/BTC", None, "Bộ Tài chính"),
        ("TT-BTC", None, "Bộ Tài chính"),
        ("QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("QĐ-TTG", None, "Thủ tướng Chính phủ"),
        ("NĐ-CP", None, "Chính phủ"),
        ("NĐCP", None, "Chính phủ"),
        ("QH13", None, "Quốc hội"),
        ("NQ-UBTVQH14", None, "Ủy ban Thường vụ Quốc hội"),
        ("TTLT-BNV-VPCP", None, "Bộ Nội vụ"),
        ("VPCP-KTTH", None, "Văn phòng Chính phủ"),
        ("KH-BNN-TCLN", None, "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("SNV-CCHC&PC", None, "Sở Nội vụ"),
        ("KH-BCĐTKNQ18", None, "Ban Chỉ đạo"),
    ],
)
def test_symbols(symbol: str, province: str | None, name: str) -> None:
    """The issuer worked out from a symbol, sub-units, slips and lost hyphens included."""
    agency = agencies.by_symbol(symbol, province)
    assert agency is not None
    assert agency.name == name


@pytest.mark.parametrize("symbol", ["", "-", "/", "KH", "XYZW-QQQ", "85"])
def test_symbols_of_nobody(symbol: str) -> None:
    assert agencies.by_symbol(symbol) is None


@given(st.sampled_from([entry for entry in VOCABULARY["agency"] if entry["level"] == "department"]), st.data())
def test_codes_are_tolerant(entry: dict[str, str], data: st.DataObject) -> None:
    """Case, D for Đ and signs between letters do not matter."""
    sign = data.draw(st.sampled_from(["", "&", ".", "-"]))
    at = data.draw(st.integers(1, max(1, len(entry["code"]) - 1)))
    code = (entry["code"][:at] + sign + entry["code"][at:]).replace("Đ", data.draw(st.sampled_from(["Đ", "D"])))
    agency = agencies.by_code(data.draw(st.sampled_from([code, code.upper()])))
    assert agency is not None
    assert agency.code == entry["code"]


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for agency in (agencies.by_name(text), agencies.by_code(text), agencies.by_symbol(text, "Lào Cai")):
        assert agency is None or (agency.name and agency.level in LEVELS | {None})
    assert agencies.proper_case(text) is not None


@pytest.mark.parametrize("entry", load("document_types")["type"], ids=lambda entry: entry["code"])
def test_type_codes_are_no_bodies(entry: dict[str, object]) -> None:
    """A symbol is read from its type code on: "TTr-STP" is of the justice department, no inspectorate's."""
    for code in entry["symbols"]:  # type: ignore[attr-defined]
        agency = agencies.by_symbol(f"{code}-STP")
        assert agency is not None
        assert agency.code == "STP"
