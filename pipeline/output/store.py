"""The output folder: runs written aside, put in place whole, and what the output remembers of itself.

::

    out/scores/part-00.parquet …       a folder a dataset, nothing else below it: the present run, by its plain path
    out/datapackage.json               the datasets described for machines
    out/corrections.csv                what people put right; this program only adds lines to it
    out/current                        the folder of the present run: resolved once by who reads several datasets
    out/.cchc/runs/RUN/scores/…        the last runs; unchanged files are one file under several names (hard links)
    out/.cchc/runs/RUN/run.json        what the run was; inputs.jsonl: its documents
    out/.cchc/records/RUN.json         every run, also those that published nothing
    out/.cchc/output.json              the inputs of this output
    out/.cchc/journal.sqlite           results by document; documents/: stored Documents
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import OutputError, WriteError
from pipeline.language import say
from pipeline.output import datapackage, place
from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["OutputError", "RememberedInput", "Store"]

PRIVATE: Final = ".cchc"
POINTER: Final = "current"
MANIFEST: Final = "run.json"
INPUTS: Final = "inputs.jsonl"
RECORDS_AT_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class RememberedInput:
    """An input of the output: ``name`` as the person named it, ``path`` where it was found."""

    name: str
    path: str


class Store:
    """One output folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.private = root / PRIVATE
        self.runs = self.private / "runs"
        self.records = self.private / "records"
        self.documents = self.private / "documents"
        self.journal = self.private / "journal.sqlite"
        self.lock = self.private / "lock"
        self._memory = self.private / "output.json"
        self._held = self.private / "held"

    # ---- what the output remembers

    def inputs(self) -> list[RememberedInput]:
        """The inputs that the published datasets were made of; empty for a new output.

        Raises:
            OutputError: the folder holds datasets that this program did not write, or its memory is damaged.
        """
        try:
            told: dict[str, Any] = json.loads(self._memory.read_text(encoding="utf-8"))
            return [RememberedInput(**item) for item in told["inputs"]]
        except FileNotFoundError:
            foreign = [name for name in DATASETS if (self.root / name).exists()]
            if foreign and self.current() is None:
                raise OutputError(
                    say(
                        "{root} đã có thư mục {foreign!r} không do cchc tạo. Hãy chọn thư mục khác cho --out.",
                        root=self.root,
                        foreign=foreign[0],
                    )
                ) from None
            return []
        except OSError as error:
            raise WriteError.of(self.root, error) from error
        except (ValueError, KeyError, TypeError) as error:
            raise OutputError(
                say(
                    "Không đọc được {memory}: {error}. Hãy xóa thư mục {private} rồi chạy lại.",
                    memory=self._memory,
                    error=error,
                    private=self.private,
                )
            ) from error

    def remember(self, inputs: Sequence[RememberedInput]) -> None:
        """Remember the inputs of the present run."""
        memory = {"schema_version": SCHEMA_VERSION, "inputs": [{"name": i.name, "path": i.path} for i in inputs]}
        place.write_text(self._memory, json.dumps(memory, ensure_ascii=False, indent=1) + "\n")

    # ---- runs

    def current(self) -> str | None:
        """The name of the run that is published; None where there is none."""
        folder = place.pointed(self.root / POINTER)
        return None if folder is None else folder.name

    def manifest(self, run: str | None) -> dict[str, Any] | None:
        """What a kept run is: its stamp, versions, parts and counts; None where it is not kept, or not readable."""
        if run is None:
            return None
        try:
            told: dict[str, Any] = json.loads((self.runs / run / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told

    def documents_of(self, run: str | None) -> Iterator[str]:
        """The documents of a kept run in the order of doc_id, a JSON object a line; none where it is not kept."""
        if run is None:
            return
        try:
            with (self.runs / run / INPUTS).open(encoding="utf-8") as lines:
                for line in lines:
                    yield line.removesuffix("\n")
        except (OSError, ValueError):
            return

    def kept(self) -> list[str]:
        """The runs whose datasets are kept, the oldest first."""
        return sorted(folder.parent.name for folder in self.runs.glob(f"*/{MANIFEST}"))

    def aside(self) -> Path:
        """A new folder for a run that is being written."""
        try:
            self.runs.mkdir(parents=True, exist_ok=True)
            folder = self.runs / f".new-{os.getpid()}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        except OSError as error:
            raise WriteError.of(self.root, error) from error
        return folder

    def keep(self, aside: Path, run: str, manifest: Mapping[str, Any]) -> None:
        """Make a folder that is complete a kept run: from here on it can be pointed at."""
        try:
            place.write_text(aside / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
            place.settle(aside)
            aside.rename(self.runs / run)
        except OSError as error:
            raise WriteError.of(self.root, error) from error

    def point(self, run: str) -> None:
        """Publish a kept run: the pointer first, which is the decision, then each dataset by its plain path."""
        try:
            place.point(self.root / POINTER, Path(PRIVATE) / "runs" / run)
        except OSError as error:
            raise WriteError.of(self.root / POINTER, error) from error
        self.set_out()

    def set_out(self) -> None:
        """Make the plain paths those of the present run, where they are not: also after a run that was killed here."""
        run = self.current()
        if run is None:
            return
        try:
            for name in DATASETS:
                kept = self.runs / run / name
                if kept.is_dir() and not place.same_files(kept, self.root / name):
                    copy = self.private / f".out-{name}"
                    shutil.rmtree(copy, ignore_errors=True)
                    place.link_folder(kept, copy)
                    place.put_in_place(copy, self.root / name)
            described = self.runs / run / datapackage.NAME
            if described.is_file():
                place.write_text(self.root / datapackage.NAME, described.read_text(encoding="utf-8"))
        except OSError as error:
            raise WriteError.of(self.root, error) from error

    def prune(self, keep: int) -> None:
        """Drop what interrupted runs left, and all but the last ``keep`` runs; the present one always stays."""
        current = self.current()
        old = [run for run in self.kept() if run != current]
        spare = max(keep, 2) - (1 if current else 0)
        for run in old[:-spare] if spare else old:
            # The manifest first: a folder that is half gone is no kept run.
            (self.runs / run / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(self.runs / run, ignore_errors=True)
        for rest in (*self.runs.glob(".new-*"), *self.private.glob(".out-*"), *self.private.glob(".temporary-*")):
            shutil.rmtree(rest, ignore_errors=True)
        for folder in self.runs.glob("*"):
            if not (folder / MANIFEST).exists():
                shutil.rmtree(folder, ignore_errors=True)
        for record in sorted(self.records.glob("*.json"), key=lambda path: path.stem)[:-RECORDS_AT_MOST]:
            record.unlink(missing_ok=True)

    # ---- what a rollback put aside

    def held(self) -> str | None:
        """The stamp of the content that is not published again, since a person went back from it."""
        try:
            return self._held.read_text(encoding="utf-8").strip()
        except OSError:
            return None

    def hold(self, stamp: str | None) -> None:
        """Do not publish this content again; None: publish as always."""
        if stamp is None:
            self._held.unlink(missing_ok=True)
        else:
            place.write_text(self._held, f"{stamp}\n")

    # ---- records

    def record(self, run: str, told: Mapping[str, Any]) -> None:
        """Keep what a run did, whether or not it published."""
        try:
            self.records.mkdir(parents=True, exist_ok=True)
            place.write_text(self.records / f"{run}.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise WriteError.of(self.records, error) from error

    def recorded(self) -> list[dict[str, Any]]:
        """What every run did, the oldest first."""
        found = []
        for path in sorted(self.records.glob("*.json"), key=lambda path: path.stem):
            try:
                found.append(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                continue
        return found

    def new_name(self, now: str) -> str:
        """A name for a run that begins now (UTC, sortable), not used before."""
        name, number = now, 1
        while (self.records / f"{name}.json").exists() or (self.runs / name).exists():
            number += 1
            name = f"{now}-{number:02d}"
        return name


def older_schema(manifest: Mapping[str, Any] | None) -> bool:
    """Whether a run was written with another schema: its files are not used again."""
    return manifest is not None and manifest.get("schema_version") != SCHEMA_VERSION
