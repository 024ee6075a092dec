"""The code of ``documents.format`` for a file that no reader has described: told by its bytes, else by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.readers.sniff import sniff

if TYPE_CHECKING:
    from pathlib import PurePath

_BY_KIND: Final = {kind: kind for kind in ("docx", "xlsx", "odt", "doc", "xls", "pdf", "rtf", "html", "image")} | {
    "xlsb": "xlsx"
}
_BY_SUFFIX: Final = _BY_KIND | {
    "docm": "docx", "dotx": "docx", "dot": "doc", "htm": "html", "xlsm": "xlsx", "txt": "txt", "md": "md",
    "jpg": "image", "jpeg": "image", "png": "image", "tif": "image", "tiff": "image",
}  # fmt: skip


def format_of(path: PurePath, data: bytes | None = None) -> str:
    """The format code of a file, ``other`` where neither bytes nor name tell; its bytes where they are at hand."""
    by_name = _BY_SUFFIX.get(path.suffix.lower().lstrip("."), "other")
    if data is None:
        return by_name
    kind = sniff(data)
    if kind == "text":
        return "md" if by_name == "md" else "txt"
    return by_name if kind in ("empty", "encrypted") else _BY_KIND.get(kind, "other")
