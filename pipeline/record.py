"""What changed between the documents that are published and those of a run, and the run's record."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    def counts(self) -> dict[str, int]:
        """The numbers by kind."""
        return {name: getattr(self, name) for name in ("new", "changed", "gone", "unchanged", "newly_failed")}

    def _name(self, kind: str, path: str) -> None:
        named = self.named.setdefault(kind, [])
        if len(named) < NAMED_AT_MOST:
            named.append(path)


def compare(before: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]]) -> Changes:
    """The changes between two lists of documents, both in the order of doc_id.

    Only documents that differ are held in memory, to find the old content of an edited file by its path.
    """
    changes = Changes()
    left: dict[tuple[str, str], dict[str, Any]] = {}
    right: dict[tuple[str, str], dict[str, Any]] = {}
    for old, new in _pairs(iter(before), iter(now)):
        if old is not None and old["status"] in READ:
            changes.read_before += 1
        if old is not None and new is not None and old["stamp"] == new["stamp"]:
            changes.unchanged += 1
        else:
            if old is not None:
                left[old["input"], old["source_path"]] = {"status": old["status"]}
            if new is not None:
                right[new["input"], new["source_path"]] = {"status": new["status"]}
    for path, told in right.items():
        known = left.pop(path, None)
        kind = "new" if known is None else "changed"
        setattr(changes, kind, getattr(changes, kind) + 1)
        changes._name(kind, path[1])
        if known is not None and known["status"] in READ and told["status"] == "failed":
            changes.newly_failed += 1
            changes._name("newly_failed", path[1])
    for path in left:
        changes.gone += 1
        changes._name("gone", path[1])
    return changes


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
