"""The long form of the tests of nights, with figures: ``python -m tests.soak [KILLS]`` (``make soak``)."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.faults import FAULTS, GOOD, run_suite
from tests.kills import rounds, run_whole
from tests.test_store import digests


def main(kills: int) -> int:
    """Run and print; the number of things that went wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        outcome = run_suite(Path(place) / "faults")
        bad = [fault.name for fault in FAULTS if outcome.documents[fault.name] != (fault.status, fault.code)]
        whole = sum(count == 1 for count in outcome.targets.values())
        print(f"faults: {len(FAULTS) - len(bad)} of {len(FAULTS)} as told, {whole} of {GOOD} good documents whole, "
              f"{time.monotonic() - began:.0f} s {' '.join(bad)}")  # fmt: skip
        wrong += len(bad) + GOOD - whole
        began = time.monotonic()
        (Path(place) / "kills").mkdir()
        reader, met = rounds(Path(place) / "kills", kills)
        other = Path(place) / "other"
        run_whole(Path(place) / "kills" / "in", other)
        same = digests(other) == digests(Path(place) / "kills" / "out")
        print(f"kills: {kills} ({met} met a run at work), the reader looked {reader.looks} times and met")
        print(f"  {len(reader.wrong)} faults; same bytes as without kills: {same}; {time.monotonic() - began:.0f} s")
        wrong += len(reader.wrong) + (not same)
    return wrong


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200) > 0)
