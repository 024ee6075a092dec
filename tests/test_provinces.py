"""Provinces by name and date: two eras, codes that change meaning, seats, spellings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import provinces
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

ENTRIES = load("provinces")["province"]
LAST_P63, FIRST_P34 = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("on", "count"), [(date(2024, 6, 1), 63), (LAST_P63, 63), (FIRST_P34, 34), (date(2026, 5, 2), 34)]
)
def test_number_of_provinces(on: date, count: int) -> None:
    """63 units to 30 June 2025, 34 after it, each with a code and a name of its own."""
    there = provinces.provinces(on)
    assert (
        len(there) == len({province.code for province in there}) == len({province.name for province in there}) == count
    )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry['name']} {entry['era']}")
def test_examples(entry: dict[str, object]) -> None:
    """Every entry is found by its name, and its examples name it, at its own time."""
    on = entry.get("valid_to") or FIRST_P34
    assert isinstance(on, date)
    for example in entry["examples"]:  # type: ignore[attr-defined]
        found = provinces.find(fold(example).text, on)
        assert [(m.province.name, m.province.code) for m in found] == [(entry["name"], entry["code"])]
    seats = entry["seats"]
    assert isinstance(seats, list)
    for seat in seats:
        province = provinces.by_place(seat, on)
        assert province is not None
        assert province.name == entry["name"]


def test_successors_are_provinces_of_today() -> None:
    """Every province of 63 has one of 34 that has its territory."""
    after = {province.name: province.code for province in provinces.provinces(FIRST_P34)}
    for province in provinces.provinces(LAST_P63):
        successor = provinces.successor(province)
        assert after[successor.name] == successor.code
        assert provinces.successor(successor) is successor


@pytest.mark.parametrize(
    ("old", "code", "new", "new_code"),
    [
        ("Bình Định", "52", "Gia Lai", "52"),
        ("Yên Bái", "15", "Lào Cai", "15"),
        ("Lào Cai", "10", "Lào Cai", "15"),
        ("Đắk Nông", "67", "Lâm Đồng", "68"),
        ("Tiền Giang", "82", "Đồng Tháp", "82"),
        ("Kiên Giang", "91", "An Giang", "91"),
        ("Bắc Giang", "24", "Bắc Ninh", "24"),
        ("Lạng Sơn", "20", "Lạng Sơn", "20"),
        ("Bà Rịa - Vũng Tàu", "77", "Hồ Chí Minh", "79"),
    ],
)
def test_codes_change_meaning(old: str, code: str, new: str, new_code: str) -> None:
    """A code means something together with its era only."""
    province = provinces.by_name(old, 2022)
    assert province is not None
    assert (province.code, province.era) == (code, "p63")
    successor = provinces.successor(province)
    assert (successor.name, successor.code, successor.era) == (new, new_code, "p34")


@pytest.mark.parametrize(
    ("text", "on", "name", "code"),
    [
        ("Đăk Nông", 2022, "Đắk Nông", "67"),
        ("tỉnh Dak Lak", 2019, "Đắk Lắk", "66"),
        ("Hoà Bình", 2020, "Hòa Bình", "17"),
        ("THANH HOÁ", 2026, "Thanh Hóa", "38"),
        ("TP. Hồ Chí Minh", 2024, "Hồ Chí Minh", "79"),
        ("TP.HCM", 2026, "Hồ Chí Minh", "79"),
        ("Thành phố HCM", 2010, "Hồ Chí Minh", "79"),
        ("Bà Rịa – Vũng Tàu", 2012, "Bà Rịa - Vũng Tàu", "77"),
        ("BR-VT", 2012, "Bà Rịa - Vũng Tàu", "77"),
        ("Thừa Thiên - Huế", 2015, "Thừa Thiên Huế", "46"),
        ("Huế", 2024, "Thừa Thiên Huế", "46"),
        ("Huế", date(2025, 3, 1), "Huế", "46"),
        ("Thành phố Huế", 2026, "Huế", "46"),
        ("KIEN GIANG", 2017, "Kiên Giang", "91"),
        ("TỈNH KIỆN GIANG", 2017, "Kiên Giang", "91"),
        ("Kontum", 2009, "Kon Tum", "62"),
        ("Bắc Cạn", 2009, "Bắc Kạn", "06"),
        ("Hà Tây", 2007, "Hà Tây", "28"),
        ("Lâm Đồng", date(2025, 6, 30), "Lâm Đồng", "68"),
        ("Quảng Trị", date(2025, 7, 1), "Quảng Trị", "44"),
        ("Quảng Trị", date(2025, 6, 30), "Quảng Trị", "45"),
    ],
)
def test_names_at_a_date(text: str, on: date | int, name: str, code: str) -> None:
    """Spellings of real files, resolved at the document's date."""
    province = provinces.by_name(text, on)
    assert province is not None
    assert (province.name, province.code) == (name, code)


@pytest.mark.parametrize("text", ["Bắc Hà", "Việt Nam", "", "tỉnh", "Phan Thiết", "huyện Lạc Dương"])
def test_names_that_are_no_province(text: str) -> None:
    assert provinces.by_name(text, 2022) is None


@pytest.mark.parametrize(
    ("place", "on", "name"),
    [
        ("Phan Thiết", 2005, "Bình Thuận"),
        ("Thị xã Tân An", 2008, "Long An"),
        ("Tân An", 2010, "Long An"),
        ("Qui Nhơn", 2003, "Bình Định"),
        ("Đồng Hới", date(2025, 9, 1), "Quảng Trị"),
        ("Pleiku", 2019, "Gia Lai"),
        ("Hà Nội", 2019, "Hà Nội"),
    ],
)
def test_seats(place: str, on: date | int, name: str) -> None:
    """Place lines of older provincial documents name the town."""
    province = provinces.by_place(place, on)
    assert province is not None
    assert province.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UBND tỉnh Đăk Nông và Thành ủy Cần Thơ", ["Đắk Nông", "Cần Thơ"]),
        ("xây dựng một nền hòa bình, hà nam ninh", []),
        ("tỉnh Bà Rịa – Vũng Tàu; TP Vinh", ["Bà Rịa - Vũng Tàu", "Nghệ An"]),
        ("các sở của tỉnh Quảng Ninhx", []),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    """Names count where "tỉnh", "thành phố" and the like stand before them: several are common words."""
    folded = fold(text).text
    found = provinces.find(folded, 2020)
    assert [mention.province.name for mention in found] == names
    assert all(0 <= mention.start < mention.end <= len(folded) for mention in found)


@pytest.mark.parametrize(
    ("on", "era"),
    [(2024, "p63"), (2025, None), (2026, "p34"), (None, None), (LAST_P63, "p63"), (FIRST_P34, "p34")],
)
def test_era_of_a_date(on: date | int | None, era: str | None) -> None:
    assert provinces.era_on(on) == era


@pytest.mark.parametrize(
    ("text", "era"),
    [
        ("UBND các huyện, thành phố; cấp huyện", "p63"),
        ("mô hình chính quyền địa phương 02 cấp; đặc khu Phú Quốc", "p34"),
        ("các sở, ban, ngành", None),
    ],
)
def test_era_of_words(text: str, era: str | None) -> None:
    assert provinces.era_of_words(fold(text).text) == era


@given(
    st.sampled_from(ENTRIES), st.sampled_from([str.upper, str.lower, str.title, str]), st.sampled_from(["-", "–", " "])
)
def test_case_and_dashes_do_not_matter(entry: dict[str, str], change: object, dash: str) -> None:
    assert callable(change)
    written = change(entry["name"].replace("-", dash))
    province = provinces.by_name(written, entry.get("valid_to") or FIRST_P34)  # type: ignore[arg-type]
    assert province is not None
    assert province.name == entry["name"]


@given(st.text(max_size=60), st.one_of(st.none(), st.integers(1900, 2100), st.dates()))
def test_any_text(text: str, on: date | int | None) -> None:
    provinces.by_place(text, on)
    provinces.era_of_words(text)
    for mention in provinces.find(fold(text).text, on):
        assert mention.start < mention.end
