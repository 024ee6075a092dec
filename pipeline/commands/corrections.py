"""``cchc corrections``: how the corrections that people made stand, and what each one that is in doubt needs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from pipeline import terminal
from pipeline.corrections import NAME, STATES, TO_LOOK_AT, ValueTextError, follow, standings, understand
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.language import one_of, said, say
from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.corrections import Correction, Standing
    from pipeline.runs.run import Options

_FIRST = ("invalid", "orphaned", "changed", "pending", "agreed", "superseded", "applied")
"""The states in the order in which a person wants to see them."""


def corrections_command(out: Path, apply: Options | None, *, take_along: bool, as_json: bool) -> ExitCode:
    """List the corrections by state, those to look at first.

    Args:
        out: the output.
        apply: how a run goes about its work that applies them first; None: there is none.
        take_along: orphaned corrections are first taken to the rows that they surely are for.
        as_json: the list as JSON.

    Raises:
        CchcError: nothing is published there, or the file cannot be opened.
    """
    open_run(out)
    moved = follow(out) if take_along else []
    closed = apply is not None and _apply(out, apply)
    found = sorted(standings(out), key=lambda standing: _FIRST.index(standing.state))
    if as_json:
        sys.stdout.write(json.dumps([asdict(standing) for standing in found], ensure_ascii=False, indent=1) + "\n")
    else:
        _tell(out, found)
        if take_along:
            terminal.console().print(say("Đã chuyển {count} sửa chữa sang dòng mới.", count=len(moved)))
    if closed:
        terminal.console(stderr=True).print(
            say(
                "Chưa áp dụng: lần chạy này không được công bố. Hãy xem cchc runs --out {out}, rồi chạy cchc extract.",
                out=out,
            )
        )
        return ExitCode.GATE_CLOSED
    return ExitCode.TO_LOOK_AT if any(standing.state in TO_LOOK_AT for standing in found) else ExitCode.OK


def _apply(out: Path, options: Options) -> bool:
    """Run over the inputs that the output knows; whether nothing could be published."""
    store = Store(out)
    return run(store, store.inputs(), None, options).state not in ("published", "unchanged")


def _tell(out: Path, found: Sequence[Standing]) -> None:
    console = terminal.console()
    if not found:
        console.print(
            say(
                "Chưa có sửa chữa nào trong {path}. Hãy sửa trên trang: cchc review --out {folder}",
                path=out / NAME,
                folder=out,
            )
        )
        return
    heads = said("Ở dòng", "Tình trạng", "Văn bản", "Bảng", "Cột", "Đọc được", "Sửa thành", "Ai", "Vì sao")
    rows = [_row(standing) for standing in found]
    console.print(terminal.table(f"{out / NAME} ({summary(found)})", heads, rows, right=(0,)))
    for standing in found:
        if standing.state in TO_LOOK_AT:
            console.print(
                say("Dòng {line}: {message}", line=standing.line, message=terminal.plain(standing.message)),
                soft_wrap=True,
            )


def _row(standing: Standing) -> tuple[object, ...]:
    told, state = standing.correction, one_of(STATES[standing.state])
    if told is None:
        return (standing.line, state, "", "", "", "", "", "", "")
    read = told.old if standing.extracted is None else standing.extracted
    values = (_shown(told, text) for text in (read, told.new))
    return (standing.line, state, standing.path, told.dataset, told.field, *values, told.who, told.why)


def _shown(told: Correction, text: str) -> object:
    """A value as a person reads it: "11,364", "25/11/2022"; what is none of its field as it was typed."""
    try:
        value: object = understand(told.dataset, told.field, text).value
    except ValueTextError:
        return text
    if isinstance(value, bool):
        return say("có") if value else say("không")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def where_known(out: Path) -> list[Standing]:
    """How the corrections stand; none where the output cannot tell, since nothing is published or kept there yet."""
    try:
        return standings(out)
    except CchcError:
        return []


def summary(found: Sequence[Standing]) -> str:
    """How many corrections are in which state, in words."""
    counts = Counter(standing.state for standing in found)
    return ", ".join(f"{counts[state]} {one_of(STATES[state])}" for state in _FIRST if counts[state])
