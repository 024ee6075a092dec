"""Lists of units: where a cell is cut and where not, what is left off a name, and who has which role."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import unit_lists, unit_roles
from schemas.vocabulary import load

VOCABULARY = load("units")
REFERENCE = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
EXAMPLES = [
    example
    for entry in [
        *VOCABULARY["head"],
        *(VOCABULARY[name] for name in ("generic", "stop", "joint", "open", "does", "field")),
    ]
    for example in entry["examples"]
]

# A cell, "⏎" a line end in it, and its units.
CELLS = """
Văn phòng Sở; các phòng, đơn vị liên quan. => Văn phòng Sở | các phòng, đơn vị liên quan
Các phòng, đơn vị trực thuộc, Văn phòng Sở => Các phòng, đơn vị trực thuộc | Văn phòng Sở
Các phòng nghiệp vụ; => Các phòng nghiệp vụ
Sở Nông nghiệp và Môi trường, các Sở, ban, ngành => Sở Nông nghiệp và Môi trường | các Sở, ban, ngành
Các Sở, ban, ngành và UBND các xã, phường => Các Sở, ban, ngành và UBND các xã, phường
Các Sở, ban, ngành; UBND các xã, phường => Các Sở, ban, ngành | UBND các xã, phường
Các Sở, ban, ngành; Các tổ chức, cá nhân khai thác => Các Sở, ban, ngành | Các tổ chức, cá nhân khai thác
Phòng Quản lý Năng lượng, Văn phòng Sở => Phòng Quản lý Năng lượng | Văn phòng Sở
Sở Công Thương; Sở Xây dựng => Sở Công Thương | Sở Xây dựng
VPUBND tỉnh, SNV, STTTT => VPUBND tỉnh | SNV | STTTT
Phòng TCKH, PNV, VP HĐND-UBND => Phòng TCKH | PNV | VP HĐND-UBND
VP Sở; P.KHTC => VP Sở | P.KHTC
UBND các huyện, thị xã, thành phố => UBND các huyện, thị xã, thành phố
Sở Nội vụ, Sở Tài chính, UBND các xã, phường, đặc khu => Sở Nội vụ | Sở Tài chính | UBND các xã, phường, đặc khu
Các sở, ban, ngành, đoàn thể, UBND các huyện, thành phố => Các sở, ban, ngành, đoàn thể | UBND các huyện, thành phố
Các cơ quan, đơn vị, địa phương => Các cơ quan, đơn vị, địa phương
Công chức Văn phòng - Thống kê => Công chức Văn phòng - Thống kê
Ông Nguyễn Văn Hùng, bà Trần Thị Lan => Ông Nguyễn Văn Hùng | bà Trần Thị Lan
Nguyễn Văn Hùng, Trần Thị Lan => Nguyễn Văn Hùng | Trần Thị Lan
Phó giám đốc Lê Văn Tám, Phó giám đốc Trần Nam => Phó giám đốc Lê Văn Tám | Phó giám đốc Trần Nam
Trưởng phòng, Phó Trưởng phòng Tổ chức => Trưởng phòng, Phó Trưởng phòng Tổ chức
Ban Giám đốc, Trưởng các phòng, đơn vị => Ban Giám đốc | Trưởng các phòng, đơn vị
Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường => Phòng Kinh tế, Hạ tầng và Đô thị | Công an phường
Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội => Văn phòng HĐND và UBND | Phòng Văn hóa - Xã hội
Sở Tư pháp và Sở Nội vụ => Sở Tư pháp và Sở Nội vụ
Sở Nội vụ/Sở Tài chính => Sở Nội vụ | Sở Tài chính
Sở Y tế (Chi cục Dân số; Trung tâm KSBT), Sở Nội vụ => Sở Y tế (Chi cục Dân số; Trung tâm KSBT) | Sở Nội vụ
Văn phòng UBND tỉnh (Trung tâm PVHCC), các sở => Văn phòng UBND tỉnh (Trung tâm PVHCC) | các sở
Sở Nội vụ; và các đơn vị liên quan => Sở Nội vụ | các đơn vị liên quan
Văn phòng Sở⏎Các phòng chuyên môn⏎Đơn vị trực thuộc => Văn phòng Sở | Các phòng chuyên môn | Đơn vị trực thuộc
Sở Lao động -⏎Thương binh và⏎Xã hội => Sở Lao động - Thương binh và Xã hội
- Sở Nội vụ;⏎- Sở Tài chính. => Sở Nội vụ | Sở Tài chính
Các phòng, đơn⏎vị liên quan => Các phòng, đơn vị liên quan
Các Sở, ban, ngành,⏎UBND các xã,⏎phường => Các Sở, ban, ngành | UBND các xã, phường
Văn phòng Sở tổng hợp, báo cáo UBND tỉnh => Văn phòng Sở
Sở Tài chính => Sở Tài chính
Sở xây dựng => Sở xây dựng
Hội đồng thẩm định => Hội đồng thẩm định
Ban chỉ đạo CCHC => Ban chỉ đạo CCHC
Bưu điện tỉnh, VNPT, Viettel => Bưu điện tỉnh | VNPT | Viettel
Phòng Hành chính - Tổng hợp, Phòng Thanh tra => Phòng Hành chính - Tổng hợp | Phòng Thanh tra
"""


def _names(cell: str) -> list[str]:
    breaks = tuple(at for at, char in enumerate(cell) if char == "⏎")
    return [unit.name for unit in unit_lists.split(cell.replace("⏎", " "), breaks)]


@pytest.mark.parametrize("example", [*EXAMPLES, *CELLS.strip().splitlines()])
def test_a_cell_is_cut_between_units_only(example: str) -> None:
    cell, names = example.split(" => ")
    assert _names(cell) == names.split(" | ")


@pytest.mark.parametrize("cell", ["", "-", "…", "nt", "Như trên", "-nt-", ";", " . "])
def test_a_cell_without_a_unit(cell: str) -> None:
    assert unit_lists.split(cell) == []


@pytest.mark.parametrize(
    ("example", "code"), [(example, entry["code"]) for entry in VOCABULARY["role"] for example in entry["examples"]]
)
def test_every_label_of_the_vocabulary_gives_its_role(example: str, code: str) -> None:
    text = example if code != "outputs" else f"Chủ trì: Sở Nội vụ; {example}"
    roles = unit_roles.roles(text)
    assert roles is not None
    found = getattr(roles, code)
    named = found[0] if isinstance(found, tuple) else found
    assert text[named.start : named.end] == named.name


# lead | coordinating | monitoring | leader, each with its units apart by "+"
ROLES = """
Chủ trì: Sở Công Thương.⏎Phối hợp: Sở Tài chính => Sở Công Thương | Sở Tài chính | |
Chủ trì: Sở Công Thương Phối hợp: Sở Tài chính => Sở Công Thương | Sở Tài chính | |
Đơn vị chủ trì: Phòng A; Đơn vị phối hợp: Phòng B, Phòng C. => Phòng A | Phòng B + Phòng C | |
Đơn vị chủ trì thực hiện: Phòng A, phối hợp: Phòng B => Phòng A | Phòng B | |
Cơ quan chủ trì: Sở Tư pháp. Cơ quan phối hợp: Các sở, ngành; UBND xã. => Sở Tư pháp | Các sở, ngành + UBND xã | |
Lãnh đạo phụ trách: Phó giám đốc Lê Nam, Phó giám đốc Vũ An. => | | | Phó giám đốc Lê Nam + Phó giám đốc Vũ An
- Đơn vị chủ trì: Văn phòng⏎- Phối hợp: các phòng⏎- Theo dõi, đôn đốc: Thanh tra => Văn phòng | các phòng | Thanh tra |
Chủ trì: Sở KH&CN (đề tài); Sở NN&MT (chất thải). => Sở KH&CN (đề tài) + Sở NN&MT (chất thải) | | |
Sở Nội vụ chủ trì, phối hợp với Sở Y tế và các đơn vị => Sở Nội vụ | Sở Y tế và các đơn vị | |
Sở Nội vụ (chủ trì); Sở Y tế, Sở Xây dựng (phối hợp) => Sở Nội vụ | Sở Y tế + Sở Xây dựng | |
Văn phòng UBND chủ trì; các phòng, ban phối hợp cung cấp tin, bài => Văn phòng UBND | các phòng, ban | |
CT: Sở Nội vụ⏎PH: Các sở, ban, ngành => Sở Nội vụ | Các sở, ban, ngành | |
ĐVCT: Phòng Nội vụ; ĐVPH: Phòng Tư pháp => Phòng Nội vụ | Phòng Tư pháp | |
Sở Nội vụ (CT); Sở Tài chính (PH) => Sở Nội vụ | Sở Tài chính | |
Sở Nội vụ chủ trì, phối hợp Văn phòng UBND, Sở Tư pháp thực hiện => Sở Nội vụ | Văn phòng UBND + Sở Tư pháp | |
Sở Nội vụ; phối hợp: Sở Tài chính => Sở Nội vụ | Sở Tài chính | |
Sở Nội vụ (phối hợp với Sở Tài chính) => Sở Nội vụ | Sở Tài chính | |
"""


@pytest.mark.parametrize("case", ROLES.strip().splitlines())
def test_roles_told_in_one_text_are_told_apart(case: str) -> None:
    text, expected = case.split(" =>")
    breaks = tuple(at for at, char in enumerate(text) if char == "⏎")
    roles = unit_roles.roles(text.replace("⏎", " "), breaks)
    assert roles is not None
    found = [roles.lead, roles.coordinating, roles.monitoring, roles.leader]
    assert [" + ".join(unit.name for unit in units) for units in found] == [
        part.strip() for part in expected.split("|")
    ]
    for unit in sum(found, ()):
        assert text.replace("⏎", " ")[unit.start : unit.end] == unit.name


def test_the_deadline_and_outputs_beside_the_roles() -> None:
    roles = unit_roles.roles(
        "Chủ trì: Sở Tư pháp. Thời gian hoàn thành: Quý II/2026. Sản phẩm: Quyết định của UBND tỉnh."
    )
    assert roles is not None and roles.deadline is not None and roles.outputs is not None
    assert (roles.deadline.name, roles.outputs.name) == ("Quý II/2026", "Quyết định của UBND tỉnh")


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng Sở", "Thực hiện: rà soát các văn bản; báo cáo", "Tổ chức thực hiện: giao Văn phòng Sở",
        "Mục tiêu: 100% cơ quan", "Kết quả: tốt", "Đơn vị chủ trì: .", "Phối hợp với các cơ quan rà soát", "", "a:b",
    ],
)  # fmt: skip
def test_a_text_without_labels_has_no_roles(text: str) -> None:
    assert unit_roles.roles(text) is None


def test_the_cells_of_the_reference_documents_where_they_are_at_hand() -> None:
    rows = [["Văn phòng Sở", "các phòng, đơn vị"]]
    for path in sorted(REFERENCE.glob("*/*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")).get("tasks", ()):
            rows.extend(row[column] for column in ("lead_units", "coordinating_units") if row.get(column))
    for units in rows:
        assert _names("; ".join(units)) == units
        assert _names("⏎".join(units)) == units
        assert [name for unit in units for name in _names(unit)] == units


PARTS = [
    "Văn phòng Sở", "các phòng, đơn vị", "Sở", "UBND", "SNV", "Văn hóa, Thể thao", "và", ",", ";", "⏎", "-",
    "(", ")", "/", "chủ trì", "phối hợp:", "Đơn vị chủ trì:", "liên quan", "Các Sở: Nội vụ, Tài chính",
    "Nguyễn Văn A", ".", "tổng hợp", "nt", "\"",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=10).map(" ".join))
def test_any_list_gives_names_in_order_inside_the_text(cell: str) -> None:
    text = cell.replace("⏎", " ")
    breaks = tuple(at for at, char in enumerate(cell) if char == "⏎")
    end = 0
    for unit in unit_lists.split(text, breaks):
        assert end <= unit.start < unit.end <= len(text)
        assert unit.name == unit.name.strip()
        end = unit.end
    unit_roles.roles(text, breaks)


@given(st.text(max_size=50))
def test_any_text_at_all_is_survived(text: str) -> None:
    unit_lists.split(text)
    unit_roles.roles(text)


NAMED = [
    "Văn phòng Sở",
    "Sở Nội vụ",
    "UBND tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Công an tỉnh",
    "Phòng Tư pháp",
    "Thanh tra tỉnh",
    "Các sở, ban, ngành",
    "Chi cục Kiểm lâm",
]


@given(
    st.lists(st.sampled_from(NAMED), min_size=1, max_size=6, unique=True),
    st.sampled_from(["; ", ", ", "⏎", ";⏎", ",⏎"]),
)
def test_named_units_come_apart_however_they_are_joined(units: list[str], joint: str) -> None:
    assert _names(joint.join(units)) == units


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Sở Giáo dục và Đào tạo Sở Y tế", ["Sở Giáo dục và Đào tạo", "Sở Y tế"]),
        ("Sở Tài chính Công an tỉnh; Sở Nội vụ", ["Sở Tài chính", "Công an tỉnh", "Sở Nội vụ"]),
        ("Bộ Nội vụ Bộ Tư pháp", ["Bộ Nội vụ", "Bộ Tư pháp"]),
        ("Văn phòng Sở", ["Văn phòng Sở"]),
        ("Thanh tra Bộ Xây dựng", ["Thanh tra Bộ Xây dựng"]),
        ("Ban Giám đốc Sở Y tế", ["Ban Giám đốc Sở Y tế"]),
    ],
)
def test_a_lost_line_end_between_whole_departments_cuts(cell: str, units: list[str]) -> None:
    assert [unit.name for unit in unit_lists.split(cell)] == units
