"""Exit codes of the command, documented and stable."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command's end means for the shell, cron or systemd."""

    OK = 0
    """All inputs were read."""
    ERROR = 1
    """A fault of this program; nothing was published."""
    USAGE = 2
    """Bad arguments, or inputs that differ from those that the output remembers."""
    PUBLISHED_WITH_FAILURES = 3
    """Published; at least one file could not be read, or not wholly."""
    NOTHING_FOUND = 4
    """The inputs hold no file of a type that documents have; nothing was published."""
    INTERRUPTED = 130
    """Ctrl-C; nothing was published."""
