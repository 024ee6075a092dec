"""Exit codes of the command, documented and stable."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command's end means for the shell, cron or systemd."""

    OK = 0
    """All inputs were read."""
    ERROR = 1
    """A fault of this program or of the machine (disk full, output not writable); nothing was published."""
    USAGE = 2
    """Bad arguments, or inputs that differ from those that the output remembers."""
    PUBLISHED_WITH_FAILURES = 3
    """Published; at least one file could not be read, or not wholly."""
    NOTHING_FOUND = 4
    """The inputs hold no file of a type that documents have; nothing was published."""
    GATE_CLOSED = 5
    """Too many documents failed or too many rows are gone; nothing was published."""
    TOOL_MISSING = 6
    """A program that the configuration requires is not installed; nothing was begun."""
    LOCKED = 7
    """Another run is at work on this output; nothing was begun."""
    TO_LOOK_AT = 8
    """A correction in ``corrections.csv`` lost its row, is read differently now, or cannot be used."""
    INTERRUPTED = 130
    """Ctrl-C or SIGTERM; nothing was published, the next run goes on where this one stopped."""
