"""Tables that hold a result and what is to be done about it in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors import outline, scores, tables
from extractors.structure import View
from extractors.tasks import tables as task_tables
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from schemas.records import Score, Task

HEADS = [
    # heads that speak for results most, and heads that speak for tasks most
    ["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt", "Điểm mất", "Nguyên nhân", "Giải pháp khắc phục", "Đơn vị chủ trì",
     "Thời hạn"],
    ["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt", "Sản phẩm", "Đơn vị phối hợp", "Giải pháp", "Chủ trì",
     "Thời gian hoàn thành"],
]  # fmt: skip
ROWS = [
    ["1", "Chỉ đạo, điều hành CCHC", "10", "8,5", "", "", "", "", ""],
    ["1.1", "Kế hoạch CCHC", "2", "2", "", "", "", "", ""],
    ["1.2", "Sáng kiến CCHC", "2", "0,5", "", "", "Đăng ký sáng kiến", "Văn phòng Sở", "Quý II/2025"],
    ["Tổng cộng", "", "10", "8,5", "", "", "", "", ""],
]


def both(head: list[str], *rows: list[str]) -> tuple[list[Score], list[Task], View]:
    lines = [head, *rows]
    cells = tuple(Cell(row, column, text) for row, line in enumerate(lines) for column, text in enumerate(line))
    table = Table(cells, len(lines), len(head))
    view = View.of(Document("docx", (Block(0, "table", table.layout()[0], table=table),)))
    view.outline = outline.read(view)
    view.tables = tables.read(view)
    return scores.extract(view), task_tables.extract(view), view


@pytest.mark.parametrize("head", HEADS)
def test_each_row_gives_its_result_and_its_task(head: list[str]) -> None:
    results, tasks, view = both(head, *ROWS)
    assert [(row.level, row.criterion_no, row.area, row.score, row.max_score) for row in results] == [
        ("area", "1", "steering", 8.5, 10.0),
        ("criterion", "1.1", "steering", 2.0, 2.0),
        ("criterion", "1.2", "steering", 0.5, 2.0),
        ("total", None, None, 8.5, 10.0),
    ]
    (task,) = tasks
    assert (task.task, task.task_no, task.area, task.lead_units) == (
        "Đăng ký sáng kiến", "1.2", "steering", ("Văn phòng Sở",),
    )  # fmt: skip
    assert (task.section_title, task.deadline_kind) == ("Chỉ đạo, điều hành CCHC", "quarter")
    assert view.used_rows == {(0, row) for row in range(1, 5)}


def test_a_maximum_beside_tasks_makes_no_result_and_reasons_beside_results_no_task() -> None:
    results, tasks, _ = both(
        ["TT", "Tiêu chí", "Điểm tối đa", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành"],
        ["1", "Kế hoạch CCHC", "2", "Ban hành kế hoạch", "Văn phòng Sở", "Quý I/2025"],
    )
    assert (results, [task.task for task in tasks]) == ([], ["Ban hành kế hoạch"])
    results, tasks, _ = both(
        ["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt", "Nguyên nhân"], ["1", "Kế hoạch CCHC", "2", "1", "Chậm ban hành"]
    )
    assert (len(results), tasks) == (1, [])
