"""``cchc describe``: the data dictionary in the terminal, from the field dictionary."""

from __future__ import annotations

import dataclasses
import json
import sys

from pipeline import terminal
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from schemas.codes import CODES
from schemas.fields import DATASETS, Dataset


def describe_command(name: str | None, *, as_json: bool) -> ExitCode:
    """Describe all datasets in a table, or one dataset or ready view with its columns and codes.

    Raises:
        CchcError: there is no dataset or view of this name.
    """
    if name is not None and name not in DATASETS:
        describe_view(name, as_json=as_json)
        return ExitCode.OK
    if as_json:
        chosen = [DATASETS[name]] if name else list(DATASETS.values())
        told = [dataclasses.asdict(dataset) for dataset in chosen]
        sys.stdout.write(json.dumps({"datasets": told, "codes": CODES}, ensure_ascii=False, indent=1) + "\n")
    elif name is None:
        rows = [(d.name, d.label, len(d.fields), d.vi, d.en) for d in DATASETS.values()]
        terminal.console().print(
            terminal.table("Các bảng", ("Bảng", "Tên", "Cột", "Nội dung", "English"), rows, right=(2,))
        )
    else:
        _describe(DATASETS[name])
    return ExitCode.OK


def _describe(dataset: Dataset) -> None:
    console = terminal.console()
    console.print(f"{dataset.name} · {dataset.label}\n{dataset.vi}\n{dataset.en}\n")
    rows = [
        (f.name, f.type + ("" if not f.nullable else "?"), f.label, f.vi + (f" ({f.unit})" if f.unit else ""), f.en)
        for f in dataset.fields
    ]
    console.print(terminal.table("Các cột", ("Cột", "Kiểu", "Tên", "Ý nghĩa", "Meaning"), rows))
    for name in dict.fromkeys(f.codes for f in dataset.fields if f.codes):
        codes = [(code, *labels) for code, labels in CODES[name].items()]
        console.print(terminal.table(f"Mã: {name}", ("Mã", "Nhãn", "Label"), codes))


def describe_view(name: str, *, as_json: bool) -> None:
    """Describe a ready view of ``cchc query``: what it answers, its columns and its limits."""
    from pipeline.queries import views
    from pipeline.queries.database import columns
    from pipeline.queries.headings import headings

    view = views().get(name)
    if view is None:
        raise CchcError(f"Không có bảng {name!r}. Các bảng: {', '.join([*DATASETS, *sorted(views())])}.")
    rows = [(column, type_, headings()[column].vi, headings()[column].en) for column, type_ in columns(view.sql)]
    if as_json:
        heads = ("name", "type", "label", "en")
        told = {"name": name, "vi": view.vi, "en": view.en, "limits": view.limits, "limits_en": view.limits_en,
                "sql": view.sql, "columns": [dict(zip(heads, row, strict=True)) for row in rows]}  # fmt: skip
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal.console()
    console.print(f"{name}\n{view.vi}\n{view.en}\n{view.limits}\n{view.limits_en}\n")
    console.print(terminal.table("Các cột", ("Cột", "Kiểu", "Tên", "Meaning"), rows))
