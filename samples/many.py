"""A tree of many documents, made of the samples: ``python -m samples.many FOLDER [COUNT]``.

Each is a sample's Word file (every fifth its text dump) with a number and a unit of its own, so that no two have the
same bytes; equal counts give equal trees.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from samples.build import SOURCES, dump, word

A_FOLDER = 200


def build_many(folder: Path, count: int) -> None:
    """Write so many documents below a folder, two hundred a folder."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.source"))]
    texts = [dump(source) for source in sources]
    packages = [_parts(word(source)) for source in sources]
    for number in range(count):
        place = folder / f"đơn vị {number // A_FOLDER:03d}"
        place.mkdir(parents=True, exist_ok=True)
        kind = number % len(sources)
        if number % 5 == 4:
            (place / f"văn bản {number}.txt").write_text(_numbered(texts[kind], number), encoding="utf-8")
        else:
            parts = dict(packages[kind])
            parts["word/document.xml"] = _numbered(parts["word/document.xml"].decode(), number).encode()
            (place / f"văn bản {number}.docx").write_bytes(_packed(parts))


def _numbered(text: str, number: int) -> str:
    """The text with a number; where no "năm" is to be found (in an old encoding), behind its first words."""
    if "năm" in text:
        return text.replace("năm", f"năm (bản {number})", 1)
    return text.replace("</w:t>", f" {number}</w:t>", 1) if "</w:t>" in text else f"{text} {number}"


def _parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


if __name__ == "__main__":
    build_many(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
