"""``cchc query`` and ``cchc ask``: questions to the published run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import terminal
from pipeline.exits import ExitCode
from pipeline.language import chosen, one_of, said, say
from pipeline.output.published import open_run
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
    return _answer(sys.stdin.read() if sql == "-" else sql, asking, words=False)


def ask_command(number: int | None, asking: Asking, *, sql_only: bool) -> ExitCode:
    """List the questions, or answer one.

    Raises:
        CchcError: there is no such question, or it cannot be answered.
    """
    console = terminal.console()
    if number is None:
        both = chosen() == "vi"
        rows = [(query.number, *((query.vi, query.en) if both else (query.en,))) for query in questions().values()]
        heads = (*said("Số", "Câu hỏi"), *(("Question",) if both else ()))
        console.print(terminal.table(say("Các câu hỏi"), heads, rows, right=(0,)))
        console.print(say("Trả lời một câu: cchc ask SỐ. Xem câu SQL để sửa theo ý mình: cchc ask SỐ --sql."))
        return ExitCode.OK
    query = questions().get(number)
    if query is None:
        raise QueryError(
            say(
                "Không có câu hỏi số {number}. Các câu hỏi: 1 đến {last} (cchc ask).",
                number=number,
                last=max(questions()),
            )
        )
    if sql_only:
        sys.stdout.write(query.sql + "\n")
        return ExitCode.OK
    if format_of(asking.form, asking.to) != "table":
        return _answer(query.sql, asking, words=False)
    open_run(asking.out)  # where nothing is published, the question is not printed
    _explain(query)
    code = _answer(query.sql, asking, words=True)
    console.print(say("Cần biết: {limits}", limits=one_of((query.limits, query.limits_en))), style="dim")
    return code


def _explain(query: Query) -> None:
    console = terminal.console()
    console.print(f"{query.number}. {one_of((query.vi, query.en))}", style="bold")


def _answer(sql: str, asking: Asking, *, words: bool) -> ExitCode:
    form = format_of(asking.form, asking.to)
    published = open_run(asking.out)
    if asking.to is not None:
        _keep_out_of(asking.to, published.root)
    if asking.timeout <= 0:
        raise QueryError(say("--timeout phải lớn hơn 0 giây."))
    check_asks(sql)
    with (
        connect(published, secret=asking.secret, memory=asking.memory) as connection,
        time_limit(connection, asking.timeout),
    ):
        ask(connection, sql, form, asking.to, most=asking.most, words=words)
    return ExitCode.OK


def _keep_out_of(to: Path, root: Path) -> None:
    """Refuse to write an answer among the datasets: readers would take it for data."""
    if root.resolve() in to.resolve().parents:
        raise QueryError(
            say("{to} nằm trong thư mục kết quả {root}. Hãy ghi câu trả lời ra nơi khác.", to=to, root=root)
        )
