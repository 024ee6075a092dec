"""Pieces of work measured in turns, so that other work on the machine hits them all."""

from __future__ import annotations

import gc
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def medians(calls: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float]) -> list[float]:
    """The median time of each call in milliseconds, by a clock that counts seconds; results are dropped."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, kept in zip(calls, times, strict=True):
            gc.collect()
            start = clock()
            call()
            kept.append(clock() - start)
    return [median(kept) * 1000 for kept in times]
