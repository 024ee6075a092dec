"""The datasets as CSV files for Excel: UTF-8 with a byte order mark, and no cell that Excel would run.

A text that Excel could take for a formula (``=``, ``+``, ``-``, ``@``, a tab or a carriage return first) gets an
apostrophe before it. With ``;`` between columns, as Excel in Vietnamese expects, numbers have a decimal comma.
"""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.export.sheets import Cell, Sheet

SEPARATORS: Final = (",", ";")
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(path: Path, sheet: Sheet, rows: Iterable[Sequence[Cell]], separator: str = ",") -> int:
    """Write one file; how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=separator)
        writer.writerow([column.heading for column in sheet.columns])
        for row in rows:
            writer.writerow([told(value, comma=separator == ";") for value in row])
            count += 1
    return count


def told(value: Cell, *, comma: bool) -> str:
    """A cell as CSV has it: text that stays text, ISO dates, TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(value).replace(".", ",") if comma else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return "'" + value if value.startswith(_RUNS) else value
