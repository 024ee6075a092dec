"""What made a row: a short hash of the code and vocabulary that rows depend on."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def extractor_version() -> str:
    """The version of extractors, schemas, vocabulary and the making of rows: equal code gives equal rows."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    sources = [path for package in ("extractors", "schemas") for path in sorted((root / package).rglob("*"))]
    for path in (*sources, root / "pipeline" / "rows.py"):
        if path.suffix in (".py", ".toml"):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
