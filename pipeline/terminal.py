"""What the commands print: text of documents as text, never as mark-up or control codes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from pipeline.language import chosen, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


LONGEST_WORD: Final = 16
"""Letters of a word that a column must have room for."""


def console(*, stderr: bool = False) -> Console:
    """A console that takes no text for mark-up, emoji or things to colour."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)


def plain(value: object) -> str:
    """A value as one line a person can read, without control or direction characters."""
    if value is None:
        return ""
    if isinstance(value, float):
        value = f"{value:.6f}".rstrip("0").rstrip(".")
        value = value.replace(".", ",") if chosen() == "vi" else value
    elif isinstance(value, bool):
        value = say("có") if value else ""
    elif isinstance(value, (tuple, list)):
        value = "; ".join(map(str, value))
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in str(value))


def table(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    right: Iterable[int] = (),
    clip: Iterable[int] = (),
) -> Table:
    """A table of plain text; the columns ``right`` are set to the right, those of ``clip`` kept to one line."""
    to_right, to_clip = set(right), set(clip)
    made = Table(
        title=Text(title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=bool(to_clip)
    )
    for index, head in enumerate(heads):
        made.add_column(
            Text(head),
            justify="right" if index in to_right else "left",
            overflow="ellipsis" if index in to_clip else "fold",
            no_wrap=index in to_clip,
            ratio=1 if index in to_clip else None,
        )
    for row in rows:
        made.add_row(*(Text(plain(value)) for value in row))
    return made


def fits(made: Table, to: Console) -> bool:
    """Whether a table has room for its words: long ones (paths, symbols) may break, the others may not."""
    width = 0
    for column in made.columns:
        words = (word for cell in (column.header, *column._cells) for word in str(cell).split())
        width += max((min(len(word), LONGEST_WORD) for word in words), default=0)
    return width + 3 * len(made.columns) <= to.width


def records(rows: Sequence[Sequence[tuple[str, object]]]) -> Group:
    """Rows one below another, each a list of names and values."""
    made: list[Any] = []
    for number, row in enumerate(rows, 1):
        grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        grid.add_column(style="dim", overflow="fold", max_width=24)
        grid.add_column(overflow="fold")
        for name, value in row:
            grid.add_row(Text(name), Text(plain(value)))
        made += [Text(f"— {number} —", style="bold"), grid, Text()]
    return Group(*made)
