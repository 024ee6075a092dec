"""What can go wrong, each kind with a stable code and a sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from pipeline.exits import ExitCode
from pipeline.language import say


class CchcError(Exception):
    """An error of this program that a person can act on: ``str()`` of it is a Vietnamese sentence."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class ReadError(CchcError):
    """A file could not be read. ``code`` is one of ``documents.error_code`` (``encrypted``, ``corrupt``, …)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # both as arguments, so that the error survives pickling between processes
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class UsageError(CchcError):
    """Arguments that do not make sense."""


class OutputError(CchcError):
    """The output folder cannot be used as asked."""


class WriteError(OutputError):
    """The output cannot be written: disk full, no permission; nothing was replaced."""

    exit_code = ExitCode.ERROR

    @classmethod
    def of(cls, place: object, error: BaseException) -> WriteError:
        """The error for a place that could not be written, with the system's reason."""
        reason = getattr(error, "strerror", None) or error
        return cls(
            say(
                "Không ghi được vào {place}: {reason}. Kết quả cũ giữ nguyên; hãy kiểm tra đĩa và quyền ghi.",
                place=place,
                reason=reason,
            )
        )


class LockedError(CchcError):
    """Another run is at work on this output."""

    exit_code = ExitCode.LOCKED


class ToolMissingError(CchcError):
    """A program that the configuration requires is not installed."""

    exit_code = ExitCode.TOOL_MISSING
