"""What changed between the documents that are published and those of a run, and the run's record."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMED_AT_MOST: Final = 200
"""Paths of documents that a record names by kind of change; the rest is counted, and stands in the lists of inputs."""
READ: Final = frozenset({"ok", "partial", "refused"})


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


def compare(before: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]]) -> Changes:
    """The changes between two lists of documents, both in the order of doc_id.

    Only documents whose content differs are held in memory, to find the old content of an edited file by its path.
    """
    changes = Changes()
    left: dict[tuple[str, str], str] = {}
    right: dict[tuple[str, str], str] = {}
    earlier = iter(before)
    first = next(earlier, None)
    if first is None:
        for document in now:
            changes.tell("new", document["source_path"])
            changes.differing.add(document["doc_id"])
        return changes
    for old, new in _pairs(chain([first], earlier), iter(now)):
        if old is not None and old["status"] in READ:
            changes.read_before += 1
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


def _pairs(
    before: Iterator[dict[str, Any]], now: Iterator[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    old, new = next(before, None), next(now, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old["doc_id"] < new["doc_id"]):
            yield old, None
            old = next(before, None)
        elif old is None or new["doc_id"] < old["doc_id"]:
            yield None, new
            new = next(now, None)
        else:
            yield old, new
            old, new = next(before, None), next(now, None)
