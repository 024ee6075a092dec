"""``cchc tables`` and ``cchc views``: what can be asked, and a DuckDB file that knows the views."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from pipeline import terminal
from pipeline.exits import ExitCode
from pipeline.language import one_of, said, say
from pipeline.output.published import open_run
from pipeline.queries import macros, views
from pipeline.queries.database import QueryError, connect
from pipeline.queries.reference import REFERENCE, reference_views
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.output.published import Published


def tables_command(out: Path, *, as_json: bool, secret: bool) -> ExitCode:
    """List datasets, views and reference tables with their row counts.

    Raises:
        CchcError: nothing is published there.
    """
    with connect(open_run(out), secret=secret) as connection:

        def rows(name: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])

        told = [(d.name, "dataset", rows(d.name), d.vi, d.en) for d in DATASETS.values()]
        told += [(q.name, "view", rows(q.name), q.vi, q.en) for q in sorted(views().values(), key=lambda q: q.name)]
        told += [(name, "reference", rows(name), vi, en) for name, (vi, en) in REFERENCE.items()]
    if as_json:
        heads = ("name", "kind", "rows", "vi", "en")
        told_json = [dict(zip(heads, row, strict=True)) for row in told]
        sys.stdout.write(json.dumps(told_json, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    kinds = {"dataset": say("bảng"), "view": say("khung nhìn"), "reference": say("tra cứu")}
    shown = [(name, kinds[kind], count, one_of((vi, en))) for name, kind, count, vi, en in told]
    console = terminal.console()
    console.print(
        terminal.table(say("Hỏi được trong {out}", out=out), said("Tên", "", "Dòng", "Nội dung"), shown, right=(2,))
    )
    console.print(say('Hỏi: cchc query "SELECT … FROM TÊN". Các cột của một bảng: cchc describe TÊN.'))
    return ExitCode.OK


def views_command(out: Path, to: Path, *, secret: bool) -> ExitCode:
    """Write a DuckDB file that holds the views and no data; it reads the published files when it is asked.

    Raises:
        CchcError: nothing is published, or the file exists or cannot be written.
    """
    import duckdb

    published = open_run(out)
    if to.exists():
        raise QueryError(say("{to} đã có. Hãy xóa nó hoặc chọn tên khác cho --to.", to=to))
    if published.root.resolve() in to.resolve().parents:
        raise QueryError(say("{to} nằm trong thư mục kết quả {out}. Hãy chọn nơi khác cho --to.", to=to, out=out))
    try:
        with duckdb.connect(str(to)) as connection:
            connection.execute(macros())
            connection.execute(reference_views())
            for statement in _over_files(published, secret=secret):
                connection.execute(statement)
            for query in views().values():
                connection.execute(f"CREATE VIEW {query.name} AS {query.sql}")
                told = one_of((query.vi, query.en)).replace("'", "''")
                connection.execute(f"COMMENT ON VIEW {query.name} IS '{told}'")
    except duckdb.Error as error:
        raise QueryError(
            say(
                "Không ghi được {to}: {error}. Hãy kiểm tra quyền ghi, hoặc chọn nơi khác cho --to.", to=to, error=error
            )
        ) from error
    names = ", ".join([*DATASETS, *sorted(views())])
    terminal.console().print(say("Đã ghi {to}. Các khung nhìn: {names}.", to=to, names=names))
    return ExitCode.OK


def _over_files(published: Published, *, secret: bool) -> list[str]:
    """The datasets as views over the files, without documents that carry a secrecy stamp unless asked."""
    root = published.root.resolve()  # the plain paths: they stay when the runs behind them go
    files = {name: "read_parquet('" + (root / name).as_posix().replace("'", "''") + "/*.parquet')" for name in DATASETS}
    kept = "" if secret else f" WHERE doc_id NOT IN (SELECT doc_id FROM {files['documents']} WHERE secrecy IS NOT NULL)"
    return [f"CREATE VIEW {name} AS SELECT * FROM {told}{kept}" for name, told in files.items()]
