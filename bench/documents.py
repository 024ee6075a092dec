"""The documents that are measured, group by group."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Documents that are not ours to publish: measured where they stand beside the repository."""
_PLACES = {
    "samples": ROOT / "samples",
    "reference documents": SHARED / "gold" / "seeds",
    "large plan": SHARED / "bench",
}


def groups(suffix: str) -> dict[str, list[Path]]:
    """The files of each group that has some, by the name of the group."""
    found = {name: sorted(place.glob(f"*.{suffix}")) for name, place in _PLACES.items()}
    return {name: paths for name, paths in found.items() if paths}
