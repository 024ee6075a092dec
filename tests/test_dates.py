"""Dates: every form of domain section 1.5 and varieties section 6, and that anything else is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import dates
from extractors.vietnamese.text import fold

WHOLE = [
    ("ngày 14 tháng 5 năm 2021", date(2021, 5, 14)),
    ("Ngày 01 tháng 7 năm 2025", date(2025, 7, 1)),
    ("27/12/2018", date(2018, 12, 27)),
    ("09/2/2021", date(2021, 2, 9)),
    ("ngày 20/01/2023", date(2023, 1, 20)),
    ("06 / 7 /2005", date(2005, 7, 6)),
    ("10/11//2025", date(2025, 11, 10)),
    ("17-9-2001", date(2001, 9, 17)),
    ("28.9.2021", date(2021, 9, 28)),
    ("ngày 22 tháng 4 2015", date(2015, 4, 22)),
    ("ngày 22 tháng 4/2015", date(2015, 4, 22)),
    ("ngày 03 tháng bốn năm 2018", date(2018, 4, 3)),
    ("ngày 03 tháng năm năm 2018", date(2018, 5, 3)),
    ("ngày 10 tháng mười hai năm 2013", date(2013, 12, 10)),
    ("14 tháng5 năm 2008", date(2008, 5, 14)),
    ("ngày09 tháng 11 năm2009", date(2009, 11, 9)),
    ("08 tháng 11 năm 2011", date(2011, 11, 8)),
    ("ngày 29 tháng 02 năm 2024", date(2024, 2, 29)),
    ("ngày 7 tháng 3, năm 2022", date(2022, 3, 7)),
]


@pytest.mark.parametrize(("text", "day"), WHOLE)
def test_a_whole_date_is_read_alone_and_inside_a_sentence(text: str, day: date) -> None:
    parsed = dates.parse(text)
    assert parsed is not None and parsed.date == day
    sentence = f"Theo văn bản ký {text} của cơ quan."
    found = dates.find(sentence)
    assert [mention.date for mention in found] == [day]
    assert sentence[found[0].start : found[0].end] == text


# Drafts leave the day, the month or both blank; a stamp leaves noise.
PART_BLANK = [
    ("ngày tháng 3 năm 2023", (None, 3, 2023)),
    ("ngày tháng 02 năm 2022", (None, 2, 2022)),
    ("ngày tháng năm 2021", (None, None, 2021)),
    ("ngày /12/2021", (None, 12, 2021)),
    ("ngày   /3/2026", (None, 3, 2026)),
    ("ngày … tháng … năm …", (None, None, None)),
    ("ngày … tháng … năm 2024", (None, None, 2024)),
    ("ngày ..../..../2022", (None, None, 2022)),
    ("ngày      tháng      năm     2022", (None, None, 2022)),
    ("ngày #& tháng 7 năm 2020", (None, 7, 2020)),
    ("ngày …..tháng……năm 2025", (None, None, 2025)),
    ("ngày 15 tháng … năm 2024", (15, None, 2024)),
    ("tháng 01năm 2010", (None, 1, 2010)),
    ("tháng 7/2025", (None, 7, 2025)),
    ("ngày 16/6", (16, 6, None)),
    ("Ngày 2-2", (2, 2, None)),
]


@pytest.mark.parametrize(("text", "parts"), PART_BLANK)
def test_a_part_that_is_blank_is_none(text: str, parts: tuple[int | None, ...]) -> None:
    mention = dates.parse(text)
    assert mention is not None
    assert (mention.day, mention.month, mention.year) == parts
    assert mention.date is None
    assert [(found.day, found.month, found.year) for found in dates.find(f"Lào Cai, {text}")] == [parts]


@pytest.mark.parametrize(
    "text", ["19/8/19999", "31/02/2022", "08/6/20210", "1/1/0001", "ngày 32 tháng 1 năm 2020", "5/13/2021"]
)
def test_a_date_that_cannot_be_is_flagged(text: str) -> None:
    found = dates.find(f"ban hành {text}.")
    assert [(mention.rule, mention.date) for mention in found] == [("date_impossible", None)]
    assert found[0].confidence < 0.5


def test_a_year_of_two_figures_is_a_guess() -> None:
    (mention,) = dates.find("cập nhật 26/09/12")
    assert (mention.date, mention.rule) == (date(2012, 9, 26), "short_year")
    assert mention.confidence < 0.8


# Fractions, counts, levels, numbers of instruments, words of time without a date.
NO_DATE = [
    "39/45 nhiệm vụ", "950.469/950.469 hồ sơ", "đạt 79,48/97,5 điểm", "58/63", "mức độ 3, 4", "30/2018/QĐ-UBND",
    "6 tháng đầu năm", "hằng tháng", "trong 12 tháng", "giai đoạn 2021-2025", "năm 2022", "những ngày tháng đó",
    "654,935/871,321 triệu đồng", "tiêu chí 1.2.3", "10/60 ha", "ngày càng", "sinh ngày", "", "Sáng 12/5",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATE)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert dates.find(text) == []


# The date right after the number of an instrument, as a citation states it.
AFTER_NUMBER = [
    ("số 85/QĐ-UBND|, ngày 20/01/2023 của", (20, 1, 2023)),
    ("số 09-CTr/TU| ngày 14 tháng 5 năm 2021 của", (14, 5, 2021)),
    ("số 10/CT-UBND| năm 2020 về", (None, None, 2020)),
    ("số 12/KH-UBND| (ngày 05/3/2024)", (5, 3, 2024)),
    ("số 12/KH-UBND| ký ngày 05/3/2024", (5, 3, 2024)),
    ("số 12/KH-UBND| tháng 5/2024", (None, 5, 2024)),
    ("số /KH-UBND| ngày /12/2021 của", (None, 12, 2021)),
]


@pytest.mark.parametrize(("text", "parts"), AFTER_NUMBER)
def test_the_date_after_a_number(text: str, parts: tuple[int | None, ...]) -> None:
    pos = text.index("|")
    mention = dates.at(fold(text.replace("|", "")), pos)
    assert mention is not None
    assert (mention.day, mention.month, mention.year) == parts


@pytest.mark.parametrize("text", [" của UBND tỉnh", " về việc năm 2020", "", " 12/5", " năm 2021-2025"])
def test_no_date_follows(text: str) -> None:
    assert dates.at(text, 0) is None


def test_two_dates_of_one_line() -> None:
    found = dates.find(
        "Tờ trình ngày 28 tháng 6 năm 2018, Công văn ngày 28/9/2018; 01 / 9 - 15 / 9 / 2014; 20-21/11/2017"
    )
    assert [mention.date for mention in found] == [
        date(2018, 6, 28), date(2018, 9, 28), date(2014, 9, 15), date(2017, 11, 21),
    ]  # fmt: skip


FORMS = ["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d} / {m}/ {y}", "{d}-{m}-{y}", "{d}.{m}.{y}",
         "ngày {d} tháng {m} năm {y}", "Ngày {d:02} tháng {m:02} năm {y}", "{d} tháng {m} năm {y}"]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    parsed = dates.parse(text)
    assert parsed is not None and parsed.date == day


@given(st.text(alphabet="ngàythánăm 0123456789/-.…,;:()", max_size=60))
def test_anything_gives_mentions_in_order_or_nothing(text: str) -> None:
    folded = fold(text)
    end = 0
    for mention in dates.find(folded):
        assert end <= mention.start < mention.end <= len(folded.text)
        assert mention.date is None or mention.rule in {"date", "short_year"}
        end = mention.end
    dates.parse(text)
    dates.at(folded, 0)
