"""What can go wrong, each kind with a stable code and a sentence that says what to do next."""

from __future__ import annotations


class CchcError(Exception):
    """An error of this program that a person can act on: ``str()`` of it is a Vietnamese sentence."""


class ReadError(CchcError):
    """A file could not be read. ``code`` is one of ``documents.error_code`` (``encrypted``, ``corrupt``, …)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # both as arguments, so that the error survives pickling between processes
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
