"""The documented SQL of the analysts: ready views and the twenty-five questions, each a file that explains itself.

A file begins with a header of comments; a line that begins with more than one blank goes on with the one before::

    -- vi: Lĩnh vực nào mất nhiều điểm nhất?
    -- en: Which areas lose most points?
    -- needs: scores.area, scores.score, scores.max_score
    -- limits: what the data cannot answer, in Vietnamese
    -- limits_en: the same in English
    -- example:
    --   | area | lost |
    SELECT …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD: Final = re.compile(r"-- (?P<key>[a-z_]+):(?P<text>.*)")
KEYS: Final = ("vi", "en", "needs", "limits", "limits_en", "example")


@dataclass(frozen=True, slots=True)
class Query:
    """A documented SELECT.

    ``needs`` names the columns that it rests on, ``limits`` says what the data cannot answer; ``example`` holds the
    lines of its answer over the samples. ``number`` is that of a question, None for a view.
    """

    name: str
    number: int | None
    vi: str
    en: str
    needs: tuple[str, ...]
    limits: str
    limits_en: str
    example: tuple[str, ...]
    sql: str


@cache
def views() -> dict[str, Query]:
    """The ready views by name, each after those that it reads."""
    found = {query.name: query for query in _folder("views")}
    reads = {name: {other for other in found if other != name and mentions(query.sql, other)}
             for name, query in found.items()}  # fmt: skip
    return {name: found[name] for name in TopologicalSorter(dict(sorted(reads.items()))).static_order()}


@cache
def questions() -> dict[int, Query]:
    """The questions by number."""
    return {query.number: query for query in _folder("questions") if query.number is not None}


def macros() -> str:
    """The functions that views and questions share."""
    return files(__name__).joinpath("macros.sql").read_text(encoding="utf-8")


def mentions(sql: str, name: str) -> bool:
    """Whether a statement names a table or view."""
    return re.search(rf"\b{re.escape(name)}\b", sql) is not None


def example(names: Sequence[str], rows: Sequence[Sequence[object]], most: int = 3) -> list[str]:
    """The first rows of an answer as lines for a header: columns that hold nothing left out, long values cut."""
    shown = rows[:most]
    kept = [at for at in range(len(names)) if any(row[at] is not None for row in shown)]
    lines = [" | ".join(names[at] for at in kept)]
    lines += [" | ".join(_short(row[at]) for at in kept).strip() for row in shown]
    return [*lines, f"({len(rows)} rows)"]


def _short(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_short, value)) + "]"
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _folder(name: str) -> list[Query]:
    folder = files(__name__).joinpath(name)
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".sql")), key=lambda path: path.name)
    return [parse(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8")) for path in paths]


def parse(stem: str, text: str) -> Query:
    """A query from its file; ``NN-name`` is question NN.

    Raises:
        ValueError: the header lacks a part, or has one that is not known.
    """
    parts: dict[str, list[str]] = {}
    lines = text.splitlines()
    body = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for line in lines[:body]:
        head = _HEAD.fullmatch(line)
        if head:
            parts[head["key"]] = [head["text"].strip()]
        else:
            parts[next(reversed(parts))].append(line.removeprefix("--").strip())
    if set(parts) != set(KEYS):
        raise ValueError(f"{stem}: the header has {sorted(parts)}, not {sorted(KEYS)}")
    number, _, name = stem.partition("-") if stem[0].isdigit() else ("", "", stem)
    told = {key: " ".join(filter(None, parts[key])) for key in KEYS}
    return Query(
        name=name,
        number=int(number) if number else None,
        vi=told["vi"],
        en=told["en"],
        needs=tuple(filter(None, (need.strip() for need in told["needs"].split(",")))),
        limits=told["limits"],
        limits_en=told["limits_en"],
        example=tuple(filter(None, parts["example"])),
        sql="\n".join(lines[body:]).strip().rstrip(";"),
    )
