"""Tasks counted and numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from extractors.checks.wording import brief
from extractors.structure import Theme
from schemas.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.structure import View
    from schemas.records import Extraction

# "triển khai 27 nhiệm vụ trọng tâm (Phụ lục kèm theo)"; never "39/45 nhiệm vụ".
_PROMISED = regex.compile(r"(?<![\d/.,]\s?)(?<!\d)(?P<count>\d{1,3})\s+nhiệm\s+vụ(?!\s+và)")
_LISTED = re.compile(r"phụ lục|kèm theo|biểu|bảng|danh mục|trọng tâm|cụ thể sau")


def counts(view: View, extraction: Extraction) -> Iterator[Finding]:
    """The number of tasks that the text announces against the rows of the task tables."""
    tabled = [
        (task.appendix, task.task_group, task.task_no, task.task) for task in extraction.tasks if task.origin == "table"
    ]
    if not tabled:
        return
    count = len(set(tabled))
    for block in view.blocks:
        folded = view.folded[block.index].text
        if block.kind == "table" or "nhiệm vụ" not in folded or not _LISTED.search(folded):
            continue
        theme = view.outline.theme(block.index) if view.outline.within else None
        found = _PROMISED.search(folded)
        if found is None or theme is Theme.RESULTS or int(found["count"]) in (count, 1):
            continue
        message = f"Văn bản nói có {int(found['count'])} nhiệm vụ, các bảng nhiệm vụ có {count}."
        yield Finding(
            place=view.place(block.index, *found.span()), rule="task_count_mismatch", severity="warning",
            message=message, expected=found["count"].lstrip("0"), actual=str(count),
        )  # fmt: skip


def gaps(extraction: Extraction) -> Iterator[Finding]:
    """Numbers that a table of tasks leaves out; a section or a new table may begin at 1 again."""
    before: dict[str | None, int] = {}
    for ordinal, task in enumerate(extraction.tasks):
        written = (task.task_no or "").strip(" .)")
        if task.origin != "table" or not written.isdecimal():
            continue
        number = int(written)
        expected = before.get(task.appendix, 0) + 1
        before[task.appendix] = number
        if number in (expected, expected - 1, 1) or expected == 1:
            continue
        message = f"Số thứ tự nhiệm vụ nhảy từ {expected - 1} đến {number} (“{brief(task.task, 60)}”)."
        yield Finding(
            place=task.place, rule="task_number_gap", severity="warning", message=message, dataset="tasks",
            row_ordinal=ordinal, expected=str(expected), actual=str(number),
        )  # fmt: skip
