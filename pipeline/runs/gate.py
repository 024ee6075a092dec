"""Whether a run may be published: a bad night must not replace a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.labels import Language
from pipeline.language import chosen, say
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import Gate
    from pipeline.runs.record import Changes


def reasons_to_close(gate: Gate, changes: Changes, before: Mapping[str, int], rows: Mapping[str, int]) -> list[str]:
    """Why the run must not be published, as sentences; empty where it may.

    Args:
        gate: the limits.
        changes: the documents of this run against those that are published.
        before: rows by dataset as published.
        rows: rows by dataset of this run.
    """
    found = []
    if changes.newly_failed >= gate.failed_min and changes.newly_failed > gate.failed_share * changes.read_before:
        found.append(
            say(
                "{newly_failed} trong {read_before} văn bản lần trước đọc được nay không đọc được (giới "
                "hạn {failed_share:.0%}).",
                newly_failed=changes.newly_failed,
                read_before=changes.read_before,
                failed_share=gate.failed_share,
            )
        )
    for name, count in before.items():
        lost = count - rows.get(name, 0)
        if name not in ("documents", "findings") and lost >= gate.rows_min and lost > gate.rows_share * count:
            found.append(
                say(
                    "Bảng {name} ({label}) còn {left} trên {count} dòng (giới hạn giảm {rows_share:.0%}).",
                    name=name,
                    label=Language(chosen()).dataset(DATASETS[name]),
                    left=rows.get(name, 0),
                    count=count,
                    rows_share=gate.rows_share,
                )
            )
    if changes.gone >= max(gate.failed_min, 10) and changes.gone > gate.rows_share * (changes.read_before or 1):
        found.append(
            say(
                "{gone} trong {read_before} văn bản lần trước có nay không còn trong đầu vào.",
                gone=changes.gone,
                read_before=changes.read_before,
            )
        )
    return found
