"""Deadlines: the fifty examples of the domain, the shapes met in real files, the vocabulary's own examples, and prose.

The plan is for 2022 throughout, unless a case says otherwise.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import deadlines
from extractors.vietnamese.deadlines import PRECEDENCE, Deadline
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

VOCABULARY = load("deadlines")
REFERENCE = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"

# text | kind | due_from | due_to | due_exclusive | recurrence; "" is None
DOMAIN = """
Thường xuyên | continuous
Quý I/2022 | quarter | 2022-01-01 | 2022-03-31
Theo quy định | by_regulation
Theo đăng ký năm 2022 và khi có yêu cầu | on_request
Cả năm | year | 2022-01-01 | 2022-12-31
trước 27/02/2022 | date | | 2022-02-27 | yes
Định kỳ hàng quý tổng hợp báo cáo | recurring | | | | quarterly
ngày 25 của tháng cuối kỳ báo cáo | recurring
hoàn thành trước 30/7/2026 | date | | 2026-07-30 | yes
Hằng ngày | recurring | | | | daily
Thường xuyên trong năm | continuous
Trước ngày 15 tháng 11 hàng năm | recurring | | | | yearly
chậm nhất trước ngày 01 tháng 12 | date | | 2022-12-01 | yes
6 tháng đầu năm 2023 | half_year | 2023-01-01 | 2023-06-30
6 tháng cuối năm | half_year | 2022-07-01 | 2022-12-31
Quý I-II | quarter | 2022-01-01 | 2022-06-30
Quý II, III/2022 | quarter | 2022-04-01 | 2022-09-30
Quý I và Quý IV | quarter | 2022-01-01 | 2022-12-31
Tháng 3/2023 | month | 2023-03-01 | 2023-03-31
Tháng 01 - 03/2023 | month | 2023-01-01 | 2023-03-31
T11/2022 | month | 2022-11-01 | 2022-11-30
Trước 15/12 | date | | 2022-12-15 | yes
Trước ngày 20/6 và 20/12 | date | | 2022-12-20 | yes
Trước ngày 25 hằng tháng | recurring | | | | monthly
Ngày 10 tháng cuối quý | recurring | | | | quarterly
Hằng quý, 6 tháng, năm | recurring | | | | quarterly
Hàng tuần | recurring | | | | weekly
Trong năm 2022 | year | 2022-01-01 | 2022-12-31
Năm 2022-2023 | period | 2022-01-01 | 2023-12-31
Giai đoạn 2021-2025 | period | 2021-01-01 | 2025-12-31
Đến hết năm 2025 | date | | 2025-12-31 | no
Đến năm 2030 | date | | 2030-12-31 | no
Từ tháng 3 đến tháng 11/2022 | month | 2022-03-01 | 2022-11-30
Từ 01/01/2022 đến 31/12/2022 | period | 2022-01-01 | 2022-12-31
Từ Quý II/2022 | quarter | 2022-04-01 |
Theo kế hoạch | by_regulation
Theo Kế hoạch của UBND tỉnh | by_regulation
Theo hướng dẫn của Sở Nội vụ | by_regulation
Khi có yêu cầu | on_request
Khi phát sinh | on_request
Ngay khi có văn bản | on_request
Sau 05 ngày làm việc kể từ ngày ban hành | relative
Chậm nhất 03 ngày sau khi nhận hồ sơ | relative
Hoàn thành trong tháng 02/2022 | month | 2022-02-01 | 2022-02-28
Cuối Quý III | quarter | 2022-07-01 | 2022-09-30
Đầu năm 2023 | quarter | 2023-01-01 | 2023-03-31
Đầu tháng 12/2022 | month | 2022-12-01 | 2022-12-31
Thường xuyên, báo cáo trước 15/12 | date | | 2022-12-15 | yes
Quý IV năm trước liền kề | quarter | 2021-10-01 | 2021-12-31
"""

# Shapes met in real files, some altered.
REAL = """
Trước ngày 31/01 | date | | 2022-01-31 | yes
Trong năm 2026 | year | 2026-01-01 | 2026-12-31
Năm 2026 | year | 2026-01-01 | 2026-12-31
Hằng năm | recurring | | | | yearly
Hằng năm và giai đoạn | recurring | | | | yearly
Định kỳ hằng tháng | recurring | | | | monthly
Trước ngày 05 của tháng liền kề | recurring | | | | monthly
Ban hành kế hoạch trong tháng 01/2026 | month | 2026-01-01 | 2026-01-31
chậm nhất là ngày 15/01/2026 | date | | 2026-01-15 | no
31/12 năm trước liền kề | date | 2021-12-31 | 2021-12-31
Theo các mốc thời gian tại Phương án số 16/PA-UBND ngày 05/9/2025 | by_regulation
Theo hướng dẫn của Trung ương | by_regulation
chậm nhất trong tháng 9/2026 | month | 2026-09-01 | 2026-09-30
Từ 20 giờ 15 | other
trước ngày 18 hằng tháng | recurring | | | | monthly
trước ngày 20 tháng 6 hằng năm | recurring | | | | yearly
Khởi động quý IV/2026 | quarter | 2026-10-01 | 2026-12-31
Quý 2, 3, 4/2023 | quarter | 2023-04-01 | 2023-12-31
Quý 1 và 2/2024 | quarter | 2024-01-01 | 2024-06-30
cập nhật hằng quý đến 2030 | recurring | | | | quarterly
xử lý trước 31/5/2026 | date | | 2026-05-31 | yes
01/3/2018 – 05/3/2018 | period | 2018-03-01 | 2018-03-05
trong 30 ngày kể từ | relative
sau 10 ngày kể từ ngày ký | relative
Trước ngày 31/01 năm liền kề | date | | 2023-01-31 | yes
Lắp đặt, vận hành xong trước ngày 01/01/2030 | date | | 2030-01-01 | yes
Xong trong Quý II/2026 | quarter | 2026-04-01 | 2026-06-30
Ngày 20 – 21/11/2017 | period | 2017-11-20 | 2017-11-21
Chiều ngày 24/11/2017 | date | 2017-11-24 | 2017-11-24
"""

# What is bound by a day, what a recurrence takes up, what names a plan, and the order where a cell says several things.
RULES = """
Theo Kế hoạch năm 2022 | by_regulation
Theo hướng dẫn của Bộ Nội vụ, UBND tỉnh năm 2022 | by_regulation
Theo Kế hoạch số 12/KH-UBND ngày 15/2/2022 của UBND tỉnh | by_regulation
Trước 30/11/2022 theo Kế hoạch số 12/KH-UBND ngày 15/2/2022 | date | | 2022-11-30 | yes
Ban hành Kế hoạch năm 2023 trước 31/12/2022 | date | | 2022-12-31 | yes
Theo tiến độ, hoàn thành trước 30/11 | date | | 2022-11-30 | yes
Trước 16 giờ ngày 15/3/2022 | date | | 2022-03-15 | yes
15/3/2022 | date | 2022-03-15 | 2022-03-15
Hoàn thành ngày 30/6/2022 | date | | 2022-06-30 | no
Đến hết tháng 6/2022 | date | | 2022-06-30 | no
Hết Quý II | date | | 2022-06-30 | no
Trước tháng 6/2022 | date | | 2022-05-31 | no
Trước ngày 15/6/2022 (đợt 1); trước ngày 15/12/2022 (đợt 2) | date | | 2022-12-15 | yes
31/3; 30/6; 30/9; 31/12/2022 | date | 2022-03-31 | 2022-12-31
Quý I, năm 2022 | quarter | 2022-01-01 | 2022-03-31
Quí 1 năm 2022 | quarter | 2022-01-01 | 2022-03-31
Quý III và IV/2022 | quarter | 2022-07-01 | 2022-12-31
Quý IV/2022 - Quý I/2023 | quarter | 2022-10-01 | 2023-03-31
Tháng 3,6,9,12/2022 | month | 2022-03-01 | 2022-12-31
Tháng 10/2022 - tháng 3/2023 | month | 2022-10-01 | 2023-03-31
Tháng 10 - tháng 3/2023 | month | 2022-10-01 | 2023-03-31
Từ ngày 01 đến ngày 15 tháng 3 năm 2022 | period | 2022-03-01 | 2022-03-15
Từ ngày 01/3/2022 | period | 2022-03-01 |
Từ năm 2022 | period | 2022-01-01 |
Từ nay đến hết 30/6/2022 | date | | 2022-06-30 | no
9 tháng đầu năm | period | 2022-01-01 | 2022-09-30
Tháng 12 | month | 2022-12-01 | 2022-12-31
Tuần 1 tháng 3 | month | 2022-03-01 | 2022-03-31
12/2022 | month | 2022-12-01 | 2022-12-31
2026-2030 | period | 2026-01-01 | 2030-12-31
Năm học 2025-2026 | period
Nửa đầu năm 2022 | half_year | 2022-01-01 | 2022-06-30
Hằng năm, hoàn thành trước 15/12 | recurring | | | | yearly
Quý IV hằng năm | recurring | | | | yearly
Hằng tháng trong năm 2022 | recurring | | | | monthly
Hằng quý và đột xuất khi có yêu cầu | recurring | | | | quarterly
Thường xuyên, định kỳ hằng tháng | recurring | | | | monthly
Thường xuyên/ Hàng năm | recurring | | | | yearly
02 lần/năm | recurring | | | | half_yearly
Mỗi quý 01 lần | recurring | | | | quarterly
Báo cáo quý trước ngày 20 của tháng cuối quý; báo cáo năm trước ngày 15/12 | date | | 2022-12-15 | yes | quarterly
Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12 | date | | 2022-12-15 | yes | half_yearly
Từ năm 2022 đến năm 2025 | period | 2022-01-01 | 2025-12-31
Trước 10h00 ngày 5/3/2022 | date | | 2022-03-05 | yes
Sau khi kết thúc năm 2022 | on_request
Ngày 05 tháng sau | recurring | | | | monthly
Hàng năm, trước ngày 15/01 của năm sau | recurring | | | | yearly
02 năm/lần | recurring
Quý I.2022 | quarter | 2022-01-01 | 2022-03-31
Trước 31.12 | date | | 2022-12-31 | yes
Ngày 10-12 tháng 3 | period | 2022-03-10 | 2022-03-12
Khởi động quý IV/2026; cập nhật hằng quý đến 2030 | quarter | 2026-10-01 | 2026-12-31 | | quarterly
Trong năm và khi có yêu cầu | year | 2022-01-01 | 2022-12-31
Trong Quý I/2022 và thường xuyên | quarter | 2022-01-01 | 2022-03-31
Thường xuyên theo quy định | continuous
Theo quy định và khi có yêu cầu | on_request
Sau khi có hướng dẫn của Bộ | on_request
07 ngày làm việc | relative
Trước 31/02/2022 | date
Trong quá trình làm | other
"""


def _cases(table: str) -> list[tuple[str, ...]]:
    rows = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]
    return [tuple(row + [""] * (6 - len(row))) for row in rows]


def _columns(deadline: Deadline) -> tuple[str, ...]:
    exclusive = {None: "", True: "yes", False: "no"}[deadline.due_exclusive]
    return (
        deadline.kind or "",
        str(deadline.due_from or ""),
        str(deadline.due_to or ""),
        exclusive,
        deadline.recurrence or "",
    )


@pytest.mark.parametrize("case", _cases(DOMAIN) + _cases(REAL) + _cases(RULES), ids=lambda case: case[0])
def test_a_cell_is_read_in_the_columns_of_the_contract(case: tuple[str, ...]) -> None:
    deadline = deadlines.read(case[0], 2022)
    assert deadline is not None
    assert _columns(deadline) == case[1:]
    assert deadline.text == case[0]
    assert 0 < deadline.confidence <= 1


# Cells that count within a unit of time, or go through it; hours are a stretch only behind "trong".
COUNTED = [
    ("Các ngày làm việc trong tuần", "recurring", "daily"), ("Các tháng trong năm", "recurring", "monthly"),
    ("Các quý trong năm", "recurring", "quarterly"), ("Tối thiểu 2 cuộc/năm", "recurring", "half_yearly"),
    ("02 tin, bài/tháng", "recurring", "monthly"), ("01 chuyên đề/quý", "recurring", "quarterly"),
    ("03 buổi/tuần", "recurring", "weekly"), ("02 tuần/lần", "recurring", None),
    ("Thường xuyên, liên tục trong năm", "continuous", None), ("Trong vòng 24 giờ", "relative", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "recurrence"), COUNTED)
def test_what_comes_again_so_many_times(text: str, kind: str, recurrence: str | None) -> None:
    found = deadlines.read(text, 2022)
    assert found is not None
    assert (found.kind, found.recurrence, found.due_from, found.due_to) == (kind, recurrence, None, None)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "…", "...", "/"])
def test_an_empty_cell_states_nothing(text: str) -> None:
    assert deadlines.read(text, 2022) is None


@pytest.mark.parametrize("text", VOCABULARY["ditto"]["examples"])
def test_ditto_leaves_the_kind_to_the_row_above(text: str) -> None:
    deadline = deadlines.read(text, 2022)
    assert deadline is not None
    assert (deadline.kind, deadline.rule) == (None, "ditto")


@pytest.mark.parametrize(
    ("example", "code"), [(example, entry["code"]) for entry in VOCABULARY["kind"] for example in entry["examples"]]
)
def test_every_phrase_of_the_vocabulary_has_its_kind(example: str, code: str) -> None:
    deadline = deadlines.read(example, 2022)
    assert deadline is not None
    assert (deadline.kind, deadline.due_from, deadline.due_to) == (code, None, None)


@pytest.mark.parametrize(
    ("example", "code"),
    [(example, entry["code"]) for entry in VOCABULARY["recurrence"] for example in entry["examples"]],
)
def test_every_recurrence_of_the_vocabulary_has_its_code(example: str, code: str) -> None:
    deadline = deadlines.read(example, 2022)
    assert deadline is not None
    assert (deadline.kind, deadline.recurrence, deadline.due_to) == ("recurring", code, None)


# Which side of the work a bound leaves open, and whether its day is too late.
SIDES = {
    "before": (False, True, True),
    "until": (False, True, False),
    "by": (False, True, False),
    "from": (True, False, None),
}


@pytest.mark.parametrize(
    ("example", "code"), [(example, entry["code"]) for entry in VOCABULARY["bound"] for example in entry["examples"]]
)
def test_every_bound_of_the_vocabulary_leaves_its_side_open(example: str, code: str) -> None:
    deadline = deadlines.read(example, 2022)
    assert deadline is not None
    assert (deadline.due_from is not None, deadline.due_to is not None, deadline.due_exclusive) == SIDES[code]


def test_without_a_plan_year_months_and_quarters_have_a_kind_and_no_dates() -> None:
    for text, kind in (("Quý I", "quarter"), ("Tháng 3", "month"), ("Trước 15/12", "date"), ("Cả năm", "year")):
        deadline = deadlines.read(text, None)
        assert deadline is not None
        assert (deadline.kind, deadline.due_from, deadline.due_to) == (kind, None, None)
        assert deadline.confidence < 0.8


def test_the_year_of_issue_stands_in_for_a_missing_plan_year() -> None:
    deadline = deadlines.read("Trước ngày 20/9", None, issued=date(2025, 8, 1))
    assert deadline is not None
    assert (deadline.due_to, deadline.rule) == (date(2025, 9, 20), "issue_year")


def test_a_deadline_before_the_day_of_issue_is_doubtful() -> None:
    deadline = deadlines.read("Trước ngày 20/01", 2025, issued=date(2025, 3, 1))
    assert deadline is not None
    assert (deadline.due_to, deadline.rule) == (date(2025, 1, 20), "past_deadline")


def test_the_whole_period_is_that_of_the_plan() -> None:
    deadline = deadlines.read("Cả giai đoạn", 2026, plan_year_to=2030)
    assert deadline is not None
    assert (deadline.kind, deadline.due_from, deadline.due_to) == ("period", date(2026, 1, 1), date(2030, 12, 31))


def test_a_mask_hides_the_date_of_an_instrument() -> None:
    text = "Theo văn bản ngày 05/9/2022 và thường xuyên"
    deadline = deadlines.read(text, 2022, masks=[(5, 27)])
    assert deadline is not None
    assert deadline.kind == "continuous"


@pytest.mark.parametrize("example", VOCABULARY["prose"]["examples"])
def test_prose_states_a_deadline_in_these_very_words(example: str) -> None:
    text, words = example.split(" => ")
    mentions = deadlines.find(fold(text), 2022)
    assert [text[mention.start : mention.end] for mention in mentions] == [words]
    assert mentions[0].deadline.text == words


@pytest.mark.parametrize("text", VOCABULARY["prose"]["none"])
def test_prose_without_a_deadline(text: str) -> None:
    assert deadlines.find(fold(text), 2022) == []


def test_a_quarter_that_ends_a_sentence_bounds_its_work() -> None:
    text = fold("Thanh tra đột xuất ít nhất 02 đợt trong quý III, quý IV năm 2022.")
    assert [mention.deadline.due_to for mention in deadlines.find(text, 2022)] == [date(2022, 12, 31)]
    (bracketed,) = deadlines.find(fold("Soát văn bản (Phòng A làm; hoàn thành trong quý I/2022)."), 2022)
    assert bracketed.deadline.text == "hoàn thành trong quý I/2022"


def test_prose_with_two_deadlines() -> None:
    text = "Gửi kế hoạch trước ngày 15/3/2022; định kỳ hằng tháng báo cáo kết quả, hoàn thành trong quý IV năm 2022."
    mentions = deadlines.find(fold(text), 2022)
    assert [mention.deadline.kind for mention in mentions] == ["date", "recurring", "quarter"]
    assert deadlines.find(fold(text), 2022, masks=[(0, len(text))]) == []


def test_a_year_long_before_the_plan_is_history() -> None:
    assert deadlines.find(fold("Hồ sơ gửi trước ngày 15/3/2018 được rà soát lại"), 2022) == []


def test_the_cells_of_the_reference_documents_where_they_are_at_hand() -> None:
    rows: list[tuple[str, int | None, tuple[str, ...]]] = [
        ("Quý I/2022", 2022, ("quarter", "2022-01-01", "2022-03-31"))
    ]
    for path in sorted(REFERENCE.glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for row in gold.get("tasks", ()):
            if row.get("deadline_text"):
                expected = tuple(row.get(column) or "" for column in ("deadline_kind", "due_from", "due_to"))
                rows.append((row["deadline_text"], gold["documents"][0].get("plan_year"), expected))
    for text, plan_year, expected in rows:
        deadline = deadlines.read(text, plan_year)
        assert deadline is not None
        assert _columns(deadline)[:3] == expected, text


WORDS = [
    "Quý", "I", "II/2022", "tháng", "3", "ngày", "25", "/12", "trước", "đến", "hết", "năm", "2022", "-", ",",
    ";", "và", "hằng", "quý", "thường xuyên", "theo", "kế hoạch", "khi có yêu cầu", "6 tháng", "đầu", "cuối",
    "từ", "số 12/KH-UBND", "31/02", "T3", "(", ")", "giai đoạn", "99", "0", "chậm nhất", "lần/năm", "\"",
    "nt", "…",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.none() | st.integers(1900, 2150))
def test_any_cell_gives_a_deadline_of_the_contract(text: str, plan_year: int | None) -> None:
    deadline = deadlines.read(text, plan_year)
    if deadline is not None:
        assert deadline.kind in {None, *PRECEDENCE}
        assert deadline.due_from is None or deadline.due_to is None or deadline.due_from <= deadline.due_to
        if deadline.kind in {"recurring", "continuous", "by_regulation", "on_request", "relative", "other"}:
            assert deadline.due_from is None and deadline.due_to is None
    end = 0
    for mention in deadlines.find(fold(text), plan_year):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.text(max_size=60))
def test_any_text_at_all_is_survived(text: str) -> None:
    deadlines.read(text, 2022)
    deadlines.find(fold(text), 2022)


@given(
    st.dates(date(2000, 1, 1), date(2060, 12, 31)),
    st.sampled_from(["trước ngày", "Trước", "hoàn thành trước ngày", "chậm nhất ngày"]),
)
def test_every_day_is_a_date_at_the_end(day: date, cue: str) -> None:
    deadline = deadlines.read(f"{cue} {day.day:02}/{day.month}/{day.year}", 2022)
    assert deadline is not None
    assert (deadline.kind, deadline.due_from, deadline.due_to) == ("date", None, day)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2000, 2060))
def test_several_months_are_from_the_first_to_the_last(first: int, last: int, year: int) -> None:
    deadline = deadlines.read(f"Tháng {first}, {last}/{year}", 2022)
    assert deadline is not None and deadline.due_from is not None and deadline.due_to is not None
    assert deadline.kind == "month"
    assert (deadline.due_from.month, deadline.due_to.month) == (min(first, last), max(first, last))
