"""What changed between the documents that are published and those of a run, and the run's record."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMED_AT_MOST: Final = 200
"""Paths of documents that a record names by kind of change; the rest is counted, and stands in the lists of inputs."""
READ: Final = frozenset({"ok", "partial", "refused"})
_FAILED: Final = '"status":"failed"'
"""What the line of a document has that is not one of :data:`READ`; within a name its quotes would be escaped."""
_DOC_ID: Final = len('{"doc_id":"0123456789abcdef"')


@dataclass(slots=True)
class Changes:
    """Documents that are new, changed, gone, or as they were; by path, so that an edited file is a changed one."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    read_before: int = 0
    newly_failed: int = 0
    named: dict[str, list[str]] = field(default_factory=dict)
    differing: set[str] = field(default_factory=set)
    """doc_id of the documents whose rows are not as they were; those that are new, changed, gone, or moved."""

    def counts(self) -> dict[str, int]:
        """The numbers by kind."""
        return {name: getattr(self, name) for name in ("new", "changed", "gone", "unchanged", "newly_failed")}

    def change(self, before: str, now: str, path: str) -> None:
        """Count a changed document by its statuses."""
        self.tell("changed", path)
        if before in READ and now == "failed":
            self.tell("newly_failed", path)

    def tell(self, kind: str, path: str) -> None:
        """Count a document, and name the first ones."""
        setattr(self, kind, getattr(self, kind) + 1)
        named = self.named.setdefault(kind, [])
        if len(named) < NAMED_AT_MOST:
            named.append(path)


def compare(before: Iterable[str], now: Iterable[str]) -> Changes:
    """The changes between two lists of documents, both in the order of doc_id: a JSON object a line.

    Lines that are equal are not parsed. Only documents whose content differs are held in memory, to find the old
    content of an edited file by its path.
    """
    changes = Changes()
    left: dict[tuple[str, str], str] = {}
    right: dict[tuple[str, str], str] = {}
    earlier = iter(before)
    first = next(earlier, None)
    if first is None:
        for line in now:
            document = json.loads(line)
            changes.tell("new", document["source_path"])
            changes.differing.add(document["doc_id"])
        return changes
    for old_line, new_line in _pairs(chain([first], earlier), iter(now)):
        if old_line is not None and _FAILED not in old_line:
            changes.read_before += 1
        if old_line == new_line:
            changes.unchanged += 1
            continue
        old, new = (None if line is None else json.loads(line) for line in (old_line, new_line))
        if old is not None and new is not None and old["stamp"] == new["stamp"]:
            changes.unchanged += 1
            continue
        changes.differing.update(told["doc_id"] for told in (old, new) if told is not None)
        if old is not None and new is not None and _place(old) == _place(new):
            changes.change(old["status"], new["status"], new["source_path"])
        else:
            if old is not None:
                left[_place(old)] = old["status"]
            if new is not None:
                right[_place(new)] = new["status"]
    for path, status in right.items():
        if path in left:
            changes.change(left.pop(path), status, path[1])
        else:
            changes.tell("new", path[1])
    for path in left:
        changes.tell("gone", path[1])
    return changes


def _place(document: dict[str, Any]) -> tuple[str, str]:
    return document["input"], document["source_path"]


def _pairs(before: Iterator[str], now: Iterator[str]) -> Iterator[tuple[str | None, str | None]]:
    """Lines of one document side by side. Each begins with its doc_id, so that they sort as it does."""
    old, new = next(before, None), next(now, None)
    while old is not None or new is not None:
        if old == new:
            yield old, new
            old, new = next(before, None), next(now, None)
        elif new is None or (old is not None and old[:_DOC_ID] < new[:_DOC_ID]):
            yield old, None
            old = next(before, None)
        elif old is None or new[:_DOC_ID] < old[:_DOC_ID]:
            yield None, new
            new = next(now, None)
        else:
            yield old, new
            old, new = next(before, None), next(now, None)
