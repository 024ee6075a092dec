"""Tasks: the rows of task tables, the tasks of the text, and what "Tổ chức thực hiện" gives to units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.tasks import body as body_tasks
from extractors.tasks import tables as task_tables

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.records import Task


def extract(view: View) -> list[Task]:
    """Every task of the document, in reading order."""
    found = [*task_tables.extract(view), *body_tasks.extract(view)]
    return sorted(found, key=lambda task: (task.place.block, task.place.table_row or 0, task.place.start))
