"""What other programs make of the same bytes: held against the readers, and needed by nothing else.

They come with ``pip install -e .[bench]``; one that is missing is said and left out.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[[bytes], object]

_KREUZBERG_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def of(suffix: str) -> dict[str, Convert]:
    """The peers that convert such files, by name."""
    made = {"kreuzberg": _kreuzberg} | ({"office_oxide": _office_oxide} if suffix == "docx" else {})
    for name in [name for name in made if find_spec(name) is None]:
        print(f"{name} is not installed, so it is left out: pip install -e '.[bench]'")
        del made[name]
    return {name: make(suffix) for name, make in made.items()}


def _kreuzberg(suffix: str) -> Convert:
    """Text and tables as it gives them; one thread, and nothing from its cache."""
    import kreuzberg

    config = kreuzberg.ExtractionConfig(use_cache=False, concurrency=kreuzberg.ConcurrencyConfig(max_threads=1))
    return lambda data: kreuzberg.extract_bytes_sync(data, _KREUZBERG_TYPES[suffix], config)


def _office_oxide(_: str) -> Convert:
    """Markdown, the fastest of its forms that has tables."""
    import office_oxide

    return lambda data: office_oxide.Document.from_bytes(data, "docx").to_markdown()
