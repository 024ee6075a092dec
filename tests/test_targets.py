"""Promised numbers become targets; results, counts, deadlines, levels and conditions do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import outline, tables, targets
from extractors.structure import View
from schemas.document import Block, Cell, Document, Table
from schemas.records import DocumentRecord, Target

COLUMNS = ("comparator", "value", "value_max", "unit", "change", "baseline_year", "due_year", "index_code", "rank_of")
DEFAULTS = dict.fromkeys(COLUMNS)


def view_of(*lines: str | Table, plan_year: int | None = None) -> View:
    blocks = []
    for index, line in enumerate(lines):
        if isinstance(line, Table):
            blocks.append(Block(index, "table", line.layout()[0], table=line))
        else:
            bullet = line.startswith(("- ", "+ "))
            label = line[0] if bullet else None
            bold = line.isupper() or line[:3] in ("1. ", "2. ", "a) ", "b) ")
            blocks.append(Block(index, "list_item" if bullet else "paragraph", line, label=label, bold=bold))
    view = View.of(Document("txt", tuple(blocks)))
    view.outline = outline.read(view)
    view.tables = tables.read(view)
    view.header = DocumentRecord(plan_year=plan_year)
    return view


def in_part(title: str, *lines: str | Table, plan_year: int | None = None) -> list[Target]:
    """The targets of ``lines`` in a part under ``title``, between two other parts of a plan."""
    return targets.extract(
        view_of(
            "I. MỤC ĐÍCH, YÊU CẦU",
            "Nâng cao chất lượng phục vụ của cơ quan.",
            title,
            *lines,
            "IV. TỔ CHỨC THỰC HIỆN",
            "Văn phòng theo dõi việc thực hiện.",
            plan_year=plan_year,
        )
    )


def promised(text: str) -> list[Target]:
    return in_part("II. CHỈ TIÊU", "- " + text)


def told(text: str, plan_year: int | None = 2024) -> list[Target]:
    return in_part("II. NHIỆM VỤ VÀ GIẢI PHÁP", "- " + text, plan_year=plan_year)


def columns(rows: list[Target]) -> list[dict[str, Any]]:
    """What is known of each row."""
    return [{name: value for name in COLUMNS if (value := getattr(row, name)) is not None} for row in rows]


def row(comparator: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"comparator": comparator, "value": value, "unit": unit, **more}


NOTHING: dict[str, Any] = {}
EIGHTY_FIVE = row("ge", 85, "percent")
ALL = row("eq", 100, "percent")
TEN_PLACES = row("eq", 10, "rank", change="increase", baseline_year=2021)
TOP_20 = row("top", 20, "rank", due_year=2025)
THREE_PLACES = row("ge", 3, "rank", change="increase")

# The sixty examples of the grammar, in the columns of the dataset: a bare "năm 2022" is no due date, "không có …" and a
# grade have no number, "từ 20 trở lên" of a rank is `top`.
SIXTY: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "Chỉ số cải cách hành chính của Sở năm 2022 tăng ít nhất 01 bậc so với năm 2021 và Chỉ số SIPAS đạt 86% "
        "trở lên",
        [
            row("ge", 1, "rank", change="increase", baseline_year=2021, index_code="PAR_INDEX"),
            row("ge", 86, "percent", index_code="SIPAS"),
        ],
    ),
    ("100% đơn vị trực thuộc có ban hành Kế hoạch CCHC", [ALL]),
    (
        "kiểm tra công tác CCHC đối với 100% đơn vị trực thuộc; 100% vấn đề phát hiện qua kiểm tra … phải được "
        "khắc phục",
        [ALL, ALL],
    ),
    (
        "Phấn đấu 80% TTHC có yêu cầu nghĩa vụ tài chính được triển khai thanh toán trực tuyến; trong đó, tỷ lệ giao "
        "dịch thanh toán trực tuyến đạt từ 30% trở lên",
        [row("eq", 80, "percent"), row("ge", 30, "percent")],
    ),
    ("dịch vụ công trực tuyến mức độ 4 đối với 100% tổng số TTHC đủ điều kiện", [ALL]),
    (
        "Tỷ lệ hồ sơ giải quyết trực tuyến mức độ 3 và mức độ 4 trên tổng số hồ sơ đạt trên 30%",
        [row("gt", 30, "percent")],
    ),
    (
        "tối thiểu 30% người dân, doanh nghiệp … không phải cung cấp lại các thông tin, giấy tờ",
        [row("ge", 30, "percent")],
    ),
    ("Giảm thời gian chờ đợi … xuống trung bình còn tối đa 30 phút/01 lần đến giao dịch", [row("le", 30, "minute")]),
    ("Phấn đấu đến hết năm 2022, mức độ hài lòng … đạt tối thiểu 85%", [EIGHTY_FIVE | {"due_year": 2022}]),
    ("qua dịch vụ bưu chính công ích (đạt 20% trở lên)", [row("ge", 20, "percent")]),
    ("Tỷ lệ 100% công chức, viên chức được chuẩn hoá", [ALL]),
    (
        "70% hồ sơ công việc (không bao gồm hồ sơ … mật) được xử lý trên môi trường mạng",
        [row("eq", 70, "percent")],
    ),
    (
        "60% TTHC được cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4 có phát sinh hồ sơ giao dịch",
        [row("eq", 60, "percent")],
    ),
    (
        "Chỉ số PAR INDEX, Chỉ số PAPI phấn đấu tăng 10 bậc so với năm 2021, góp phần đến năm 2025 nằm trong TOP 20",
        [each | {"index_code": code} for each in (TEN_PLACES, TOP_20) for code in ("PAR_INDEX", "PAPI")],
    ),
    (
        "Chỉ số PCI phấn đấu tăng 0,5-1 điểm so với năm 2021 …, góp phần đến năm 2025 nằm trong TOP 15",
        [
            row("between", 0.5, "point", value_max=1, change="increase", baseline_year=2021, index_code="PCI"),
            row("top", 15, "rank", due_year=2025, index_code="PCI"),
        ],
    ),
    (
        "(SIPAS) phấn đấu tăng 1% so với năm 2021, phấn đấu đến năm 2025 đạt mức từ 90% trở lên, nằm trong TOP 25",
        [
            row("eq", 1, "percent", change="increase", baseline_year=2021, index_code="SIPAS"),
            row("ge", 90, "percent", due_year=2025, index_code="SIPAS"),
            row("top", 25, "rank", due_year=2025, index_code="SIPAS"),
        ],
    ),
    ("phấn đấu 100% hồ sơ, TTHC được giải quyết đúng và sớm hẹn", [ALL]),
    ("phấn đấu trên 85% TTHC cung cấp trực tuyến có phát sinh hồ sơ", [row("gt", 85, "percent")]),
    (
        "xây dựng từ 03 sáng kiến hoặc giải pháp mới … xếp loại từ mức “Đạt” trở lên",
        [row("ge", 3, "initiative")],
    ),
    ("phần đầu không có cá nhân bị xử lý kỷ luật trong năm 2023", [NOTHING]),
    ("phần đầu 100% công chức đánh giá hoàn thành tốt nhiệm vụ trở lên", [ALL]),
    ("nâng mức độ hoàn thành đạt 100% kế hoạch đề ra", [ALL]),
    ("thực hiện tiết kiệm (100% đơn vị tiết kiệm kinh phí)", [ALL]),
    ("100% số hồ sơ TTHC giải quyết trễ hạn … phải ban hành văn bản xin lỗi", [ALL]),
    ("đảm bảo không có lãnh đạo Sở … bị kỷ luật từ mức khiển trách trở lên", [NOTHING]),
    ("Hoàn thành 100% hoạt động đào tạo, bồi dưỡng CBCCVC tại Kế hoạch … năm 2021", [ALL]),
    (
        "điểm số PCI đạt trên 68,5 điểm, xếp vị trí 10 - 15/63 tỉnh, thành phố trên cả nước, 3/14 tỉnh vùng …",
        [
            row("gt", 68.5, "point", index_code="PCI"),
            row("top", 15, "rank", rank_of=63, index_code="PCI"),
            row("top", 3, "rank", rank_of=14, index_code="PCI"),
        ],
    ),
    (
        "SIPAS năm 2023 đạt từ 85% trở lên; nằm trong nhóm 20/63 địa phương dẫn đầu cả nước",
        [EIGHTY_FIVE | {"index_code": "SIPAS"}, row("top", 20, "rank", rank_of=63, index_code="SIPAS")],
    ),
    (
        "PAPI … trong nhóm các tỉnh, thành phố Trung bình cao trở lên, xếp 20/63",
        [row("top", 20, "rank", rank_of=63, index_code="PAPI")],
    ),
    (
        "PAR INDEX năm 2023 đạt từ 87% trở lên, nằm trong nhóm 25 địa phương dẫn đầu",
        [row("ge", 87, "percent", index_code="PAR_INDEX"), row("top", 25, "rank", index_code="PAR_INDEX")],
    ),
    (
        "tăng ít nhất 3 bậc xếp hạng về CCHC, hài lòng …, năng lực cạnh tranh năm 2025",
        [THREE_PLACES | {"index_code": code} for code in ("PAR_INDEX", "SIPAS", "PCI")],
    ),
    ("số hóa 100% kết quả giải quyết TTHC cấp tỉnh và 95% cấp xã", [ALL, row("eq", 95, "percent")]),
    (
        "giảm 5 cơ quan chuyên môn và tối thiểu 1,27% biên chế công chức và 2,05% biên chế sự nghiệp",
        [
            row("eq", 5, "cơ quan", change="decrease"),
            row("ge", 1.27, "percent", change="decrease"),
            row("ge", 2.05, "percent", change="decrease"),
        ],
    ),
    ("GRDP tăng 9-9,5%", [row("between", 9, "percent", value_max=9.5, change="increase")]),
    ("lấy sự hài lòng … đạt mức trên 80% vào năm 2020", [row("gt", 80, "percent", due_year=2020)]),
    (
        "Chỉ số CCHC tăng từ 02 bậc trở lên so với năm 2022",
        [row("ge", 2, "rank", change="increase", baseline_year=2022, index_code="PAR_INDEX")],
    ),
    ("Chỉ số CCHC đạt từ 90 điểm trở lên, xếp loại Tốt", [row("ge", 90, "point", index_code="PAR_INDEX")]),
    (
        "Phấn đấu Chỉ số CCHC của huyện thuộc nhóm 05 huyện, thành phố dẫn đầu tỉnh",
        [row("top", 5, "rank", index_code="PAR_INDEX")],
    ),
    ("Phấn đấu xếp hạng từ 20 trở lên", [row("top", 20, "rank")]),
    (
        "Tối thiểu 90% hồ sơ TTHC được giải quyết trước hạn và đúng hạn, dưới 1% trễ hạn",
        [row("ge", 90, "percent"), row("lt", 1, "percent")],
    ),
    ("Tỷ lệ hồ sơ trễ hạn không quá 2%/năm", [row("le", 2, "percent")]),
    ("Thời gian tiếp nhận một hồ sơ không quá 15 phút", [row("le", 15, "minute")]),
    (
        "Cắt giảm ít nhất 20% thời gian giải quyết so với quy định",
        [row("ge", 20, "percent", change="decrease")],
    ),
    ("Rút ngắn thời gian giải quyết từ 15 ngày làm việc xuống còn 10 ngày làm việc", [row("eq", 10, "day")]),
    ("Mỗi năm có ít nhất 02 sáng kiến về CCHC được công nhận", [row("ge", 2, "initiative")]),
    ("Tổ chức 01 lớp tập huấn cho 50 lượt công chức", [row("eq", 1, "lớp"), row("eq", 50, "lượt")]),
    (
        "100% TTHC đủ điều kiện được cung cấp trực tuyến toàn trình, trong đó tối thiểu 50% phát sinh hồ sơ",
        [ALL, row("ge", 50, "percent")],
    ),
    (
        "80% trở lên hồ sơ công việc tại cấp tỉnh, 60% tại cấp huyện và 50% tại cấp xã được xử lý trên môi trường mạng",
        [row("ge", 80, "percent"), row("ge", 60, "percent"), row("ge", 50, "percent")],
    ),
    (
        "Đến năm 2025, 100% … cấp tỉnh; đến năm 2030, giảm tối thiểu 10% biên chế so với năm 2025",
        [
            ALL | {"due_year": 2025},
            row("ge", 10, "percent", change="decrease", baseline_year=2025, due_year=2030),
        ],
    ),
    ("Giảm tối thiểu 10% chi phí tuân thủ", [row("ge", 10, "percent", change="decrease")]),
    ("Giữ vững vị trí thứ nhất PAR INDEX", [row("top", 1, "rank", index_code="PAR_INDEX")]),
    ("Kiểm tra CCHC tối thiểu 30% số phòng, ban và UBND xã", [row("ge", 30, "percent")]),
    ("Từ 80% đến dưới 90% hồ sơ", [row("between", 80, "percent", value_max=90)]),
    ("Đạt 95,5% (± 0,5)", [row("eq", 95.5, "percent")]),
    ("Ít nhất 1 tin, bài/tháng", [row("ge", 1, "tin, bài")]),
    ("DTI tăng 3-5 bậc", [row("between", 3, "rank", value_max=5, change="increase", index_code="DTI")]),
    ("Không để phát sinh TTHC không đúng quy định", [NOTHING]),
    ("Phấn đấu 2/3 số TTHC …", [row("eq", 66.67, "percent")]),
    ("trên 90% trở lên người dân hài lòng", [row("ge", 90, "percent")]),
    ("Duy trì 44/44 đơn vị xếp loại Khá trở lên", [ALL]),
]


def test_there_are_sixty_examples() -> None:
    assert len(SIXTY) == 60


@pytest.mark.parametrize(("text", "expected"), SIXTY, ids=[text[:40] for text, _ in SIXTY])
def test_example_of_the_grammar(text: str, expected: list[dict[str, Any]]) -> None:
    rows = promised(text)
    assert columns(rows) == expected
    assert [each.quantified for each in rows] == [each != NOTHING for each in expected]


@pytest.mark.parametrize(
    "text",
    [
        # results reported
        "Năm 2023, tỷ lệ hồ sơ đúng hạn đạt 98,5%, xếp thứ 3/20 sở, ngành.",
        "Chỉ số của Sở đạt 85.44/100 điểm, giảm 01 bậc so với năm 2020, xếp thứ 20/22.",
        "Trong kỳ đã giải quyết 1.250/1.250 hồ sơ, đạt 100%.",
        "Tiêu chí bị mất 0,5 điểm do chưa đạt 100% kế hoạch.",
        # counts that introduce a list, and other counts
        "Ban hành Kế hoạch gồm 05 nội dung và 27 nhiệm vụ trọng tâm.",
        "Khắc phục tình trạng 12/45 tiêu chí chưa đạt điểm tối đa.",
        "Dân số trên 1,2 triệu người, có 126 xã, phường.",
        # levels, standards, names
        "Thực hiện cơ chế 4 tại chỗ, dịch vụ công mức độ 3, 4, tiêu chuẩn ISO 9001:2015.",
        "Tiếp tục triển khai Đề án 06, Nghị quyết 18.",
        # deadlines
        "Giải quyết trong thời hạn không quá 05 ngày làm việc kể từ ngày nhận.",
        "Báo cáo định kỳ 6 tháng, trước ngày 18 hằng tháng.",
        # conditions of awards, quotas, definitions
        "Đơn vị đạt từ 90 điểm trở lên được xét tặng Bằng khen.",
        "Tỷ lệ xếp loại hoàn thành xuất sắc nhiệm vụ không quá 20% số công chức.",
        "Hoàn thành mục tiêu cấp điện cho nhóm từ 30 hộ trở lên.",
        "Trường hợp tỷ lệ dưới 50% thì đơn vị phải giải trình.",
        "Tổ chức nước ngoài sở hữu trên 49% vốn điều lệ phải báo cáo.",
        # money
        "Từ ngày 01/7/2024, mức lương cơ sở là 2.340.000 đồng.",
        # no number
        "Không có hồ sơ trễ hạn.",
    ],
)
def test_what_is_no_target_outside_a_part_of_targets(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số hóa 100% dịch vụ công.", [ALL]),
        ("Cập nhật kịp thời 100% kết quả giải quyết hồ sơ.", [ALL]),
        ("Rà soát, cắt giảm ít nhất 30% thủ tục.", [row("ge", 30, "percent", change="decrease")]),
        (
            "Năm 2023 đạt 88,5 điểm, tăng 2 bậc. Năm 2024 phấn đấu tăng 03 bậc.",
            [row("eq", 3, "rank", change="increase")],
        ),
        ("Tổ chức 02 đợt kiểm tra, 01 hội nghị sơ kết.", [row("eq", 2, "đợt"), row("eq", 1, "hội nghị")]),
        ("Mỗi phòng đăng ký ít nhất 01 sáng kiến.", [row("ge", 1, "initiative")]),
        (
            "Phấn đấu tăng 02 bậc so với năm 2023 (hiện xếp thứ 14/20).",
            [row("eq", 2, "rank", change="increase", baseline_year=2023)],
        ),
        ("Thời gian chờ không quá 15 phút/lượt.", [row("le", 15, "minute")]),
        ("Bảo đảm tỷ lệ đơn vị được kiểm tra đạt 30%.", [row("eq", 30, "percent")]),
        ("Bồi dưỡng 350 lượt công chức xã.", [row("eq", 350, "lượt")]),
        ("Cử 08 lượt công chức đi học.", [row("eq", 8, "lượt")]),
        ("Dùng phần mềm mới tại ít nhất 03/12 trường.", [row("ge", 25, "percent")]),
    ],
)
def test_what_is_a_target_elsewhere(text: str, expected: list[dict[str, Any]]) -> None:
    assert columns(told(text)) == expected


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line))
    return Table(cells, len(rows), len(rows[0]))


def test_tables_of_targets() -> None:
    view = view_of(
        "II. CHỈ TIÊU NĂM 2026",
        table(
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu năm 2026"),
            ("1", "Tỷ lệ hồ sơ đúng hạn", "%", "≥ 98"),
            ("2", "Thời gian chờ tiếp nhận", "Phút", "≤ 15"),
            ("3", "Xếp hạng Chỉ số PAR INDEX", "Thứ hạng", "20/63"),
            ("4", "Có ứng dụng AI", "", "Đạt"),
            ("5", "Tỷ lệ số hóa", "%", "-"),
        ),
        "III. TỔ CHỨC THỰC HIỆN",
        "Văn phòng theo dõi.",
    )
    rows = targets.extract(view)
    assert columns(rows) == [
        row("ge", 98, "percent"),
        row("le", 15, "minute"),
        row("top", 20, "rank", index_code="PAR_INDEX", rank_of=63),
        NOTHING,
    ]
    assert {each.origin for each in rows} == {"table"}
    assert [each.place.table_row for each in rows] == [1, 2, 3, 4]
    assert rows[0].text == "Tỷ lệ hồ sơ đúng hạn: ≥ 98 %"
    assert (1, 1) in view.used_rows
    text = view.blocks[1].text
    assert all(text[each.place.start : each.place.end].startswith(str(each.place.table_row)) for each in rows)


def test_numbers_of_task_tables_are_no_targets() -> None:
    tasks = table(("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"), ("1", "Số hóa 100% hồ sơ", "Văn phòng", "Quý I"))
    assert in_part("II. NHIỆM VỤ", tasks) == []


SUBJECTS = ["hồ sơ", "văn bản được ký số", "công chức được tập huấn", "thủ tục hành chính được công khai"]


@given(
    st.lists(
        st.tuples(st.integers(1, 100), st.sampled_from(SUBJECTS), st.sampled_from(["", "tối thiểu ", "trên "])),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["; ", ". "]),
)
def test_every_number_of_a_list_is_a_row_that_its_words_show(parts: list[tuple[int, str, str]], separator: str) -> None:
    clauses = [f"{words}{value}% {subject}" for value, subject, words in parts]
    text = separator.join(clause[0].upper() + clause[1:] for clause in clauses)
    view = view_of("II. CHỈ TIÊU", "- " + text + ".", "III. TỔ CHỨC THỰC HIỆN", "Văn phòng theo dõi.")
    rows = targets.extract(view)
    assert [each.value for each in rows] == [value for value, _, _ in parts]
    for each in rows:
        assert view.blocks[each.place.block].text[each.place.start : each.place.end] == each.text
        assert f"{each.value:g}%" in each.text


PIECES = [
    *"12345%.;,() -/",
    "đạt ",
    "chỉ số ",
    "và ",
    "trong đó ",
    "hồ sơ ",
    "tăng ",
    "TOP ",
    "đến năm ",
    "2025 ",
    "cấp xã ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_odd_text_gives_rows_or_nothing(pieces: list[str]) -> None:
    clean = " ".join("".join(pieces).split())
    view = view_of("II. CHỈ TIÊU", clean, "III. TỔ CHỨC THỰC HIỆN", "Văn phòng theo dõi.")
    for each in targets.extract(view):
        assert view.blocks[each.place.block].text[each.place.start : each.place.end] == each.text
