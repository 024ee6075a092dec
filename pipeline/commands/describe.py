"""``cchc describe``: the data dictionary in the terminal, from the field dictionary."""

from __future__ import annotations

import dataclasses
import json
import sys

from pipeline import terminal
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.labels import Language
from pipeline.language import chosen, said, say
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
        datasets = [DATASETS[name]] if name else list(DATASETS.values())
        told = [dataclasses.asdict(dataset) for dataset in datasets]
        sys.stdout.write(json.dumps({"datasets": told, "codes": CODES}, ensure_ascii=False, indent=1) + "\n")
    elif name is None:
        language = Language(chosen())
        rows = [(d.name, language.dataset(d), len(d.fields), *_told(d.vi, d.en)) for d in DATASETS.values()]
        heads = (*said("Bảng", "Tên", "Cột"), *_heads(say("Nội dung"), "English"))
        terminal.console().print(terminal.table(say("Các bảng"), heads, rows, right=(2,)))
    else:
        _describe(DATASETS[name])
    return ExitCode.OK


def _told(vietnamese: str, english: str) -> tuple[str, ...]:
    """To a Vietnamese reader in both languages: the names of columns are English words."""
    return (vietnamese, english) if chosen() == "vi" else (english,)


def _heads(said: str, english: str) -> tuple[str, ...]:
    """The heads of such columns: of the first in the chosen language."""
    return (said, english) if chosen() == "vi" else (said,)


def _in(unit: str) -> str:
    return f" ({unit})" if unit else ""


def _describe(dataset: Dataset) -> None:
    console, language = terminal.console(), Language(chosen())
    console.print("\n".join((f"{dataset.name} · {language.dataset(dataset)}", *_told(dataset.vi, dataset.en), "")))
    rows = [
        (
            f.name, f.type + ("" if not f.nullable else "?"), language.label(f),
            *(text + _in(language.unit(f) if not at else "") for at, text in enumerate(_told(f.vi, f.en))),
        )
        for f in dataset.fields
    ]  # fmt: skip
    heads = (*said("Cột", "Kiểu", "Tên"), *_heads(say("Ý nghĩa"), "Meaning"))
    console.print(terminal.table(say("Các cột"), heads, rows))
    for name in dict.fromkeys(f.codes for f in dataset.fields if f.codes):
        codes = [(code, *_told(*labels)) for code, labels in CODES[name].items()]
        heads = (say("Mã"), *_heads(say("Nhãn"), "Label"))
        console.print(terminal.table(say("Mã: {name}", name=name), heads, codes))


def describe_view(name: str, *, as_json: bool) -> None:
    """Describe a ready view of ``cchc query``: what it answers, its columns and its limits."""
    from pipeline.queries import views
    from pipeline.queries.database import columns
    from pipeline.queries.headings import headings

    view = views().get(name)
    if view is None:
        raise CchcError(
            say("Không có bảng {name!r}. Các bảng: {names}.", name=name, names=", ".join([*DATASETS, *sorted(views())]))
        )
    rows = [(column, type_, headings()[column].vi, headings()[column].en) for column, type_ in columns(view.sql)]
    if as_json:
        heads = ("name", "type", "label", "en")
        told = {"name": name, "vi": view.vi, "en": view.en, "limits": view.limits, "limits_en": view.limits_en,
                "sql": view.sql, "columns": [dict(zip(heads, row, strict=True)) for row in rows]}  # fmt: skip
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal.console()
    console.print("\n".join((name, *_told(view.vi, view.en), *_told(view.limits, view.limits_en), "")))
    shown = [(column, type_, *_told(label, meaning)) for column, type_, label, meaning in rows]
    console.print(
        terminal.table(
            say("Các cột"),
            (*said("Cột", "Kiểu"), *((say("Tên"), "Meaning") if chosen() == "vi" else said("Ý nghĩa"))),
            shown,
        )
    )
