"""The log of a run on request: one JSON object a line on stderr, for who collects logs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Log:
    """Writes events where enabled."""

    enabled: bool

    def event(self, event: str, *, level: str = "info", **told: object) -> None:
        """Write one event with its time (UTC) and what is told of it."""
        if self.enabled:
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "level": level,
                "event": event,
                **told,
            }
            sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stderr.flush()
