"""What the source says to a person, found by its syntax: marked sentences, help, and Vietnamese that is not marked.

The rule: a string with a Vietnamese letter in ``pipeline`` is shown through ``say``, ``said`` or ``marked``, or is help
of a command, except
- docstrings, and patterns: arguments of ``MATCHING``, and whatever else readers look for in documents;
- sentences that are stored in the datasets, which the contract wants in Vietnamese: arguments of ``ReadError``,
  ``Note`` and ``Fault``, the modules ``STORED`` and the functions ``STORED_BY``;
- labels that stand in Vietnamese and English beside one another: tables of ``PAIRS``;
- what a person may type: tables of ``TYPED``.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.commands.spoken import paragraphs
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VIETNAMESE: Final = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
MARKS: Final = frozenset({"say", "said", "marked"})
MATCHING: Final = frozenset({"compile", "removeprefix", "replace"})
STORING: Final = frozenset({"ReadError", "Note", "Fault"})
STORED: Final = frozenset({"readers", "archives.py", "work.py", "tools", "worker.py", "datapackage.py"})
"""Modules all of whose Vietnamese is stored in datasets and the files beside them, or looked for in documents."""
STORED_BY: Final = frozenset({"_death"})
"""Functions that word such a sentence."""
PAIRS: Final = frozenset({"STATES", "ANSWERS", "REFERENCE", "_BOOLEANS", "_UNITS", "_NO_SUCH"})
"""Names of tables of pairs (Vietnamese, English)."""
TYPED: Final = frozenset({"_TRUE", "_FALSE", "_NAMES", "_HEADS", "_ALIASES"})
"""Names of words that a person may type."""


class Said(NamedTuple):
    """A string of the source: where, what, and the names that the call fills in (None: not a call that fills)."""

    where: str
    text: str
    filled: frozenset[str] | None


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of the pipeline with its syntax."""
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in sorted((ROOT / "pipeline").rglob("*.py")))


def speaks(tree: ast.Module) -> bool:
    """Whether a module has its ``say`` from the catalogue; the pages have one of their own."""
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "pipeline.language"]
    return any(name.name in MARKS for node in taken for name in node.names)


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def text_of(node: ast.AST) -> str | None:
    """The words of a string, with {} for what an f-string fills in; None for other nodes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


@cache
def sentences() -> tuple[Said, ...]:
    """Every sentence that is to be in the catalogue."""
    return tuple(_sentences())


def _sentences() -> Iterator[Said]:
    for path, tree in sources():
        marks = MARKS if speaks(tree) else frozenset()
        for node in ast.walk(tree):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                yield from _of_call(node, where, marks)
            elif isinstance(node, ast.FunctionDef) and _is_command(node, path):
                for paragraph in paragraphs(ast.get_docstring(node) or ""):
                    yield Said(where, paragraph, None)


def _of_call(node: ast.Call, where: str, marks: frozenset[str]) -> Iterator[Said]:
    name = called(node)
    if name in marks and isinstance(node.func, ast.Name):
        for argument in node.args:
            if isinstance(argument, ast.Constant) and argument.value:
                names = frozenset(word.arg or "" for word in node.keywords)
                yield Said(where, argument.value, names if name == "say" else None)
    for word in node.keywords:
        text = text_of(word.value) if word.arg in ("help", "metavar") else None
        if text and VIETNAMESE.search(text):
            yield Said(where, text, None)


def _is_command(node: ast.FunctionDef, path: Path) -> bool:
    """Whether a function's docstring is help: it is Vietnamese, and a command of the command line."""
    shown = path.parent.name == "commands" or path.name == "cli.py"
    return shown and bool(VIETNAMESE.search(ast.get_docstring(node) or ""))


def unmarked() -> Iterator[Said]:
    """Every Vietnamese string that reaches a person without the catalogue."""
    for path, tree in sources():
        below = path.relative_to(ROOT / "pipeline").parts
        if STORED.isdisjoint(below):
            yield from _walk(tree, path, excused=False)


def _walk(node: ast.AST, path: Path, *, excused: bool) -> Iterator[Said]:
    text = text_of(node)
    if text is not None:
        if not excused and VIETNAMESE.search(text):
            yield Said(f"{path.relative_to(ROOT)}:{node.lineno}", text, None)  # type: ignore[attr-defined]
        return
    if isinstance(node, ast.Expr) and text_of(node.value) is not None:
        return  # a docstring
    if isinstance(node, ast.Call):
        excused = excused or called(node) in MARKS | STORING | MATCHING
    if isinstance(node, ast.FunctionDef):
        excused = excused or node.name in STORED_BY
    if isinstance(node, ast.keyword):
        excused = excused or node.arg in ("help", "metavar")
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        excused = excused or any(isinstance(name, ast.Name) and name.id in PAIRS | TYPED for name in targets)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, path, excused=excused)


def error_codes() -> set[str]:
    """Every ``documents.error_code`` that the source gives."""
    found = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("ReadError", "Fault") and node.args:
                found.add(node.args[0])
            elif isinstance(node, ast.keyword) and node.arg == "error_code":
                found.add(node.value)
    return {node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)}
