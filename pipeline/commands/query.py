"""``cchc query`` and ``cchc ask``: questions to the published run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import terminal
from pipeline.exits import ExitCode
from pipeline.published import open_run
from pipeline.queries import questions
from pipeline.queries.answer import ask, format_of
from pipeline.queries.database import QueryError, check_asks, connect, time_limit

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.queries import Query


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is to be answered: where the data is, form and place of the answer, and the limits."""

    out: Path
    form: str | None = None
    to: Path | None = None
    timeout: float = 60.0
    memory: str = "2GB"
    secret: bool = False
    most: int = 100


def query_command(sql: str, asking: Asking) -> ExitCode:
    """Answer a SELECT; ``-`` reads it from standard input.

    Raises:
        CchcError: nothing is published, or the query was refused or cannot be answered.
    """
    return _answer(sys.stdin.read() if sql == "-" else sql, asking, vi=False)


def ask_command(number: int | None, asking: Asking, *, sql_only: bool) -> ExitCode:
    """List the questions, or answer one.

    Raises:
        CchcError: there is no such question, or it cannot be answered.
    """
    console = terminal.console()
    if number is None:
        rows = [(query.number, query.vi, query.en) for query in questions().values()]
        console.print(terminal.table("Các câu hỏi", ("Số", "Câu hỏi", "Question"), rows, right=(0,)))
        console.print("Trả lời một câu: cchc ask SỐ. Xem câu SQL để sửa theo ý mình: cchc ask SỐ --sql.")
        return ExitCode.OK
    query = questions().get(number)
    if query is None:
        raise QueryError(f"Không có câu hỏi số {number}. Các câu hỏi: 1 đến {max(questions())} (cchc ask).")
    if sql_only:
        sys.stdout.write(query.sql + "\n")
        return ExitCode.OK
    if format_of(asking.form, asking.to) != "table":
        return _answer(query.sql, asking, vi=False)
    _explain(query)
    code = _answer(query.sql, asking, vi=True)
    console.print(f"Cần biết: {query.limits}\nLimits: {query.limits_en}", style="dim")
    return code


def _explain(query: Query) -> None:
    console = terminal.console()
    console.print(f"{query.number}. {query.vi}", style="bold")
    console.print(query.en, style="dim")


def _answer(sql: str, asking: Asking, *, vi: bool) -> ExitCode:
    form = format_of(asking.form, asking.to)
    published = open_run(asking.out)
    if asking.to is not None:
        _keep_out_of(asking.to, published.root)
    if asking.timeout <= 0:
        raise QueryError("--timeout phải lớn hơn 0 giây.")
    check_asks(sql)
    with (
        connect(published, secret=asking.secret, memory=asking.memory) as connection,
        time_limit(connection, asking.timeout),
    ):
        ask(connection, sql, form, asking.to, most=asking.most, vi=vi)
    return ExitCode.OK


def _keep_out_of(to: Path, root: Path) -> None:
    """Refuse to write an answer among the datasets: readers would take it for data."""
    if root.resolve() in to.resolve().parents:
        raise QueryError(f"{to} nằm trong thư mục kết quả {root}. Hãy ghi câu trả lời ra nơi khác.")
