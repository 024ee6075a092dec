"""Pieces of work measured in turns, so that other work on the machine hits them all; the ratios are to be trusted."""

from __future__ import annotations

import gc
import resource
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def medians(
    calls: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = process_time
) -> list[float]:
    """The median time of each call in milliseconds, by a clock that counts seconds; results are dropped.

    The processor's time has that of all threads.
    """
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, kept in zip(calls, times, strict=True):
            gc.collect()
            start = clock()
            call()
            kept.append(clock() - start)
    return [median(kept) * 1000 for kept in times]


def spent() -> float:
    """Seconds of the processor that this process and the ended ones that it started took so far."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


class Board:
    """A table of measurements as it is printed: milliseconds by name, ratios of two of them, a line a file."""

    def __init__(self, names: Sequence[str], ratios: Mapping[str, tuple[str, str]]) -> None:
        self._names = names
        self._ratios = {name: pair for name, pair in ratios.items() if set(pair) <= set(names)}
        self._lines: list[list[float]] = []
        self._widths = [max(len(name), 8) for name in (*names, *self._ratios)]
        heads = (*names, *self._ratios)
        print("milliseconds, then ratios")
        print("  ".join(f"{head:>{width}}" for head, width in zip(heads, self._widths, strict=True)))

    def add(self, measured: Sequence[float], file: str) -> None:
        """Print the line of a file."""
        times = dict(zip(self._names, measured, strict=True))
        self._lines.append([*measured, *(times[over] / times[under] for over, under in self._ratios.values())])
        self._print(self._lines[-1], file)

    def close(self, group: str) -> None:
        """Print the median of each column over a group of files, which ends here."""
        if len(self._lines) > 1:
            self._print([median(column) for column in zip(*self._lines, strict=True)], f"median of {group}")
        print()
        self._lines = []

    def _print(self, values: Sequence[float], what: str) -> None:
        print("  ".join(f"{value:{width}.2f}" for value, width in zip(values, self._widths, strict=True)), what)
