"""The published datasets of an output folder, resolved once: who reads several datasets reads them all of one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CchcError
from pipeline.language import say
from pipeline.output.place import pointed
from pipeline.output.store import POINTER
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """The datasets of one run: ``folders[dataset]`` holds its Parquet files."""

    root: Path
    folders: Mapping[str, Path]


def open_run(out: Path) -> Published:
    """The run that the output folder publishes now.

    Raises:
        CchcError: nothing is published there.
    """
    root = pointed(out / POINTER) or out
    folders = {name: root.resolve() / name for name in DATASETS}
    missing = [name for name, folder in folders.items() if not any(folder.glob("*.parquet"))]
    if missing:
        raise CchcError(
            say(
                "Trong {out} chưa có bảng {missing!r}. Hãy chạy: cchc extract THƯ_MỤC --out {out}, hoặc "
                "chỉ tới thư mục kết quả khác bằng --out.",
                out=out,
                missing=missing[0],
            )
        )
    return Published(out, folders)
