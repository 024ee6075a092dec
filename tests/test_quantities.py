"""Numbers that compare: comparators, ranges, ranks, changes, units; and numbers that are names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import comparators, indices, measures, quantities
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

MEASURES = [
    (example["text"], example["unit"]) for entry in load("measures")["measure"] for example in entry["examples"]
]
INDICES = [(example["text"], example["codes"]) for entry in load("indices")["index"] for example in entry["examples"]]
Reading = tuple[str, float, float | None, str | None, str | None]


def read(text: str, masks: tuple[tuple[int, int], ...] = ()) -> list[Reading]:
    found = quantities.find(fold(text), masks)
    return [(each.comparator, each.value, each.value_max, each.unit, each.change) for each in found]


@pytest.mark.parametrize(("text", "unit"), MEASURES)
def test_every_example_of_a_measure_gives_its_unit(text: str, unit: str) -> None:
    found = measures.read(fold(text).text, 0)
    assert found is not None
    measure, start, end = found
    assert (measure.code or text[start:end]) == unit


@pytest.mark.parametrize(("text", "codes"), INDICES)
def test_every_example_of_an_index_names_it(text: str, codes: list[str]) -> None:
    assert indices.codes(indices.find(fold(text).text)) == codes


def test_a_longer_name_hides_the_index_that_it_contains() -> None:
    text = fold("Chỉ số năng lực cạnh tranh cấp sở, ban, ngành và địa phương").text
    assert indices.codes(indices.find(text)) == ["DDCI"]


@pytest.mark.parametrize("example", load("comparators")["example"], ids=lambda example: str(example["text"]))
def test_every_example_of_a_comparator_is_read(example: dict[str, Any]) -> None:
    text = fold(example["text"]).text
    number = next(at for at, char in enumerate(text) if char.isdigit())
    cues = comparators.read(text, number)
    assert (cues.compare, cues.change, cues.level) == (
        example.get("compare"),
        example.get("change"),
        example.get("level", False),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inclusive lower bounds, before and behind the number
        ("đạt từ 30% trở lên", ("ge", 30, None, "percent", None)),
        ("95 % trở lên", ("ge", 95, None, "percent", None)),
        ("không thấp hơn 3 điểm", ("ge", 3, None, "point", None)),
        (">=70%", ("ge", 70, None, "percent", None)),
        ("≥ 03 sáng kiến", ("ge", 3, None, "initiative", None)),
        # a noun between the number and "trở lên"
        ("cấp phép từ 05 mỏ đá làm vật liệu xây dựng trở lên", ("ge", 5, None, "mỏ", None)),
        ("giải ngân 90% kế hoạch vốn đã phân bổ trở lên", ("ge", 90, None, "percent", None)),
        # the words behind belong to the grade, not to the number
        ("80% số công chức có trình độ đại học trở lên", ("eq", 80, None, "percent", None)),
        ("giảm ít nhất bình quân toàn huyện 5% biên chế", ("ge", 5, None, "percent", "decrease")),
        ("100% công chức hoàn thành tốt nhiệm vụ trở lên", ("eq", 100, None, "percent", None)),
        # strict and upper bounds
        ("vượt 5%", ("gt", 5, None, "percent", None)),
        ("dưới 1%", ("lt", 1, None, "percent", None)),
        ("≤ 3 ngày", ("le", 3, None, "day", None)),
        ("chiếm không quá 2%/năm", ("le", 2, None, "percent", None)),
        ("khoảng 2.989,5 MW", ("approx", 2989.5, None, "MW", None)),
        # ranges: the unit behind covers both ends
        ("30 đến 40% người dân", ("between", 30, 40, "percent", None)),
        ("60-70%", ("between", 60, 70, "percent", None)),
        ("16 – 18 lớp", ("between", 16, 18, "lớp", None)),
        ("từ 5 điểm đến 7 điểm", ("between", 5, 7, "point", None)),
        # changes and levels
        ("tăng thêm 02 bậc", ("eq", 2, None, "rank", "increase")),
        ("lên ít nhất một bậc", ("ge", 1, None, "rank", "increase")),
        ("giảm xuống còn tối đa 10 ngày làm việc", ("le", 10, None, "day", None)),
        ("tăng lên 85%", ("eq", 85, None, "percent", None)),
        ("cắt giảm, đơn giản hóa ít nhất 20% chi phí", ("ge", 20, None, "percent", "decrease")),
        ("giảm thời gian giải quyết hồ sơ tối thiểu 15%", ("ge", 15, None, "percent", "decrease")),
        ("tăng cường kiểm tra 30%", ("eq", 30, None, "percent", None)),
        # ranks: "trở lên" of a rank is a smaller number
        ("xếp hạng từ 20 trở lên", ("top", 20, None, "rank", None)),
        ("lọt vào nhóm 10 tỉnh có chỉ số cao nhất", ("top", 10, None, "rank", None)),
        ("giữ vị trí thứ nhất", ("top", 1, None, "rank", None)),
        # units as written
        ("hình thành mới 05 Khu công nghiệp", ("eq", 5, None, "Khu công nghiệp", None)),
        ("1.250 hồ sơ", ("eq", 1250, None, "hồ sơ", None)),
        ("85.440 điểm", ("eq", 85.44, None, "point", None)),
        ("44/44 đơn vị", ("eq", 100, None, "percent", None)),
        ("mỗi năm 02 sáng kiến", ("eq", 2, None, "initiative", None)),
        ("ba mươi (30) ngày làm việc", ("eq", 30, None, "day", None)),
    ],
)
def test_one_number(text: str, expected: Reading) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "dịch vụ công trực tuyến mức độ 3, 4",
        "mức độ 3 và mức độ 4",
        "TCVN ISO 9001:2015",
        "từ ngày 14/9/2021 đến ngày 31/12/2025",
        "giai đoạn 2021-2025",
        "đến năm 2030",
        "so với năm 2021",
        "Đề án 06 và Nghị quyết 18",
        "khóa 12, lần thứ 13",
        "hoạt động 24/7",
        "(1) hồ sơ giấy, (2) hồ sơ điện tử",
        "mã thủ tục 2.000815.000.00.00.H55",
        "số 113/KH-UBND, số 05-NQ/TU",
        "Covid-19, mạng 5G, cách mạng công nghiệp 4.0",
        "Đạt (± 0,5)",
        "",
    ],
)
def test_names_dates_and_levels_are_no_quantities(text: str) -> None:
    assert [each for each in quantities.find(fold(text)) if each.kind not in ("bare", "never")] == []


def test_the_starting_point_of_a_change_is_none() -> None:
    # "from 15 to 10": only where it shall end is a value
    assert read("rút ngắn từ 15 ngày làm việc xuống còn 10 ngày làm việc") == [("eq", 10, None, "day", None)]


def test_a_comparator_and_a_verb_hold_for_the_numbers_that_follow() -> None:
    text = "giảm 5 cơ quan chuyên môn và tối thiểu 1,27% biên chế công chức và 2,05% biên chế sự nghiệp"
    assert read(text) == [
        ("eq", 5, None, "cơ quan", "decrease"),
        ("ge", 1.27, None, "percent", "decrease"),
        ("ge", 2.05, None, "percent", "decrease"),
    ]


def test_all_is_not_at_least_all() -> None:
    # a comparator is not carried on to 100%
    assert [each[0] for each in read("tối thiểu 90% hồ sơ tại sở, 100% hồ sơ tại xã")] == ["ge", "eq"]


def test_baseline_years_belong_to_the_changes_before_them() -> None:
    found = quantities.find(fold("PCI tăng 02 bậc, PAPI tăng 03 bậc so với năm 2023; SIPAS đạt 90%"))
    assert [each.baseline_year for each in found] == [2023, 2023, None]
    found = quantities.find(fold("so với năm 2021, tăng 2 bậc"))
    assert [each.baseline_year for each in found] == [2021]


def test_numbers_under_a_mask_are_left_out() -> None:
    text = "Quyết định 85 hồ sơ và 10 hồ sơ"
    assert [each[1] for each in read(text, ((0, 20),))] == [10]


COMPARATORS = {
    "eq": ["đạt {}", "{}"],
    "ge": ["tối thiểu {}", "ít nhất {}", "từ {} trở lên", "{} trở lên", "không dưới {}", "≥ {}", ">= {}"],
    "gt": ["trên {}", "hơn {}", "> {}"],
    "le": ["không quá {}", "tối đa {}", "≤{}", "<={}"],
    "lt": ["dưới {}", "< {}"],
    "approx": ["khoảng {}"],
}
UNITS = {
    "%": "percent",
    " điểm": "point",
    " phút": "minute",
    " ngày": "day",
    " lần": "time",
    " sáng kiến": "initiative",
}


@given(
    value=st.decimals(min_value=1, max_value=99, places=2),
    unit=st.sampled_from(sorted(UNITS)),
    form=st.sampled_from([(code, form) for code, forms in COMPARATORS.items() for form in forms]),
    separator=st.sampled_from([",", "."]),
    head=st.sampled_from(["", "Tỷ lệ hồ sơ đúng hạn ", "phấn đấu ", "mức độ hài lòng của người dân "]),
)
def test_any_number_with_any_comparator_and_unit_comes_back(
    value: Any, unit: str, form: tuple[str, str], separator: str, head: str
) -> None:
    code, words = form
    number = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", separator)
    text = head + words.format(number + unit)
    assert [(each[0], each[1], each[3]) for each in read(text)] == [(code, float(value), UNITS[unit])]


@given(
    st.integers(1, 60), st.integers(1, 30), st.sampled_from(["-", " - ", "–", " đến "]), st.sampled_from(sorted(UNITS))
)
def test_any_range_comes_back(low: int, width: int, separator: str, unit: str) -> None:
    assert read(f"tăng {low}{separator}{low + width}{unit}")[0][:4] == ("between", low, low + width, UNITS[unit])


@given(st.integers(1, 63), st.integers(0, 40))
def test_any_rank_comes_back(rank: int, behind: int) -> None:
    found = quantities.find(fold(f"xếp thứ {rank}/{rank + behind} tỉnh, thành phố"))
    assert [(each.comparator, each.value, each.rank_of) for each in found] == [("top", rank, rank + behind)]


@given(st.text(alphabet=st.sampled_from(list("0123456789.,/-%() ≥<=;:từtrênđếnđạtgiảmnhómtopnăm")), max_size=60))
def test_odd_text_is_read_without_a_crash_and_in_order(text: str) -> None:
    folded = fold(text)
    found = quantities.find(folded)
    assert [each.number for each in found] == sorted(each.number for each in found)
    assert all(0 <= each.start <= each.number < each.end <= len(folded.text) for each in found)


def test_a_bound_holds_for_the_count_right_behind_and() -> None:
    text = "Kiểm tra ít nhất 30% số phòng, ban và 04 phường; có trên 90% hồ sơ đúng hạn và đạt 02 giải pháp"
    assert [(each[0], each[1]) for each in read(text)] == [("ge", 30), ("ge", 4), ("gt", 90), ("eq", 2)]
