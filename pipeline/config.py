"""``cchc.toml``: inputs, output, limits, jobs and gate of a run, each setting with its default here."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline.errors import CchcError
from pipeline.language import say

NAME: Final = "cchc.toml"


class ConfigError(CchcError):
    """A configuration that cannot be used."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is given up."""

    timeout_seconds: float = 600
    """Seconds a document; a scan of sixty pages takes about ninety."""
    memory_mb: int = 2048
    """Memory of a worker with the programs that it started; 0 sets no limit."""
    recycle: int = 500
    """Documents after which a worker is replaced by a fresh one."""
    archive_files: int = 5000
    """Files in an archive, archives within it included."""
    archive_mb: int = 2048
    """Unpacked size of an archive."""
    archive_depth: int = 3
    """Archives within archives."""


@dataclass(frozen=True, slots=True)
class Gate:
    """When a run is too bad to be published; both a share and a number must be passed."""

    failed_share: float = 0.05
    """Share of the documents published as read that failed now."""
    failed_min: int = 3
    rows_share: float = 0.3
    """Share of a dataset's rows that is missing now."""
    rows_min: int = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run may be told besides its inputs."""

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    """Worker processes; 0 works in this process, without protection from a bad document."""
    keep: int = 7
    """Published runs that are kept, the present one included; at least two, for readers that are still at the last."""
    require: tuple[str, ...] = ()
    """Programs without which a run does not begin, such as ``tesseract``."""
    plugins: tuple[str, ...] = ()
    """Python modules that each worker imports first; they may enter readers of their own."""
    limits: Limits = Limits()
    gate: Gate = Gate()


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; paths in it are taken from its folder."""

    inputs: tuple[str, ...] = ()
    out: Path | None = None
    settings: Settings = field(default_factory=Settings)


def load(path: Path | None) -> Config:
    """The configuration of a file; of ``cchc.toml`` in the present folder, if it is there, where none is named.

    Raises:
        ConfigError: the file is missing, is no TOML, or has a setting that does not exist or has the wrong type.
    """
    if path is None:
        path = Path(NAME)
        if not path.is_file():
            return Config()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            say("Không mở được {path} ({strerror}). Hãy kiểm tra --config.", path=path, strerror=error.strerror)
        ) from error
    except ValueError as error:
        raise ConfigError(
            say("{path} không đúng cú pháp TOML: {error}. Hãy sửa dòng đó rồi chạy lại.", path=path, error=error)
        ) from error
    inputs = _checked(path, "inputs", told.pop("inputs", []), [str])
    out = told.pop("out", None)
    if out is not None:
        _checked(path, "out", out, str)
    limits = _section(path, Limits, "limits", told.pop("limits", {}))
    gate = _section(path, Gate, "gate", told.pop("gate", {}))
    plain = _section(path, Settings, "", told)
    home = path.resolve().parent
    return Config(
        tuple(str(home / item) for item in inputs),
        None if out is None else home / out,
        dataclasses.replace(plain, limits=limits, gate=gate),
    )


def _section(path: Path, kind: type[Any], name: str, told: object) -> Any:
    prefix = f"{name}." if name else ""
    if not isinstance(told, dict):
        raise ConfigError(say("{path}: {name} phải là một mục [{name}]. Hãy sửa rồi chạy lại.", path=path, name=name))
    defaults = kind()
    known = {item.name for item in dataclasses.fields(kind)} - {"limits", "gate"}
    values: dict[str, Any] = {}
    for key, value in told.items():
        if key not in known:
            raise ConfigError(
                say(
                    "{path}: không có thiết lập {setting!r}. Hãy sửa hoặc bỏ dòng đó. Các thiết lập: {names}.",
                    path=path,
                    setting=prefix + key,
                    names=", ".join(sorted(known)),
                )
            )
        default = getattr(defaults, key)
        shape = [str] if isinstance(default, tuple) else (int, float) if isinstance(default, float) else type(default)
        checked = _checked(path, prefix + key, value, shape)
        values[key] = tuple(checked) if isinstance(default, tuple) else checked
    return kind(**values)


def _checked(path: Path, name: str, value: Any, shape: Any) -> Any:
    if isinstance(shape, list):
        good = isinstance(value, list) and all(isinstance(item, shape[0]) for item in value)
        wanted = say("một danh sách chuỗi")
    else:
        good = isinstance(value, shape) and not isinstance(value, bool) and (isinstance(value, str) or value >= 0)
        wanted = say("một chuỗi") if shape is str else say("một số không âm")
    if not good:
        raise ConfigError(
            say("{path}: {name} phải là {wanted}. Hãy sửa rồi chạy lại.", path=path, name=name, wanted=wanted)
        )
    return value
