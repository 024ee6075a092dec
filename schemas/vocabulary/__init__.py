"""What Vietnamese administrations call things, as data: one TOML file a subject, that a clerk can correct.

Every entry carries examples, and a test walks them all. Files are read on first use and kept.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary file ``name`` (without ``.toml``), as its tables."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
