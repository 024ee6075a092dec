"""A field's value as a person types it and as ``corrections.csv`` holds it: text to value and back.

The canonical text is what the datasets' own conventions say: ``79.48``, ``6000000``, ``2026-11-25``, ``true``, entries
joined by ``; ``. The Vietnamese form is understood where it can mean one thing only: "79,48", "6.000.000",
"25/11/2026", "có". "1.234" for a decimal number could be 1,234 or one thousand and is refused, so that the canonical
text of 1.234 is "1.2340".
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CchcError
from pipeline.labels import Language
from pipeline.language import chosen, one_of, say
from schemas.codes import CODES
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.fields import Field

OPEN_CODES: Final = frozenset({"measure"})
"""Lists of codes beside which a field takes words of its own: a target's unit is "percent", or "lớp"."""
DATASETS_TO_CORRECT: Final = ("documents", "scores", "targets", "legal_bases", "tasks", "budget_lines")
"""Findings are worked out, blocks are the document as read: neither is corrected."""
_RANGES: Final = {"int16": 1 << 15, "int32": 1 << 31, "int64": 1 << 63}
_FACTS: Final = frozenset({"ocr_confidence", "sources", "extractor_version", "corrected"})

# "1.234.567", "6 000 000": groups of three, at least two groups, or one where the field takes whole numbers only
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?P<sign>[. ])\d{3}(?:(?P=sign)\d{3})*")
# "79,48", "1.234,5": a Vietnamese decimal comma, groups before it
_COMMA: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+),\d+")
# "79.48", "16", "-1.41", "1e-05": as Python and SQL write it
_PLAIN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
# "1.234": thousands or thousandths
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
# "25/11/2026", "25-11-2026", "25.11.2026", "ngày 25 tháng 11 năm 2026": day first, always, in Vietnam
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)| tháng (?P<named>\d{1,2}) năm )(?P<year>\d{4})"
)
_TRUE: Final = frozenset({"true", "có", "đúng", "1", "yes", "x"})
_FALSE: Final = frozenset({"false", "không", "sai", "0", "no"})


class ValueTextError(CchcError):
    """A text that is no value of its field; the sentence says what is taken."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a typed text means: the value as a dataset holds it, and its canonical text."""

    value: Any
    text: str

    def differs(self, typed: str) -> bool:
        """Whether the text was not canonical, so that the person should be told what was understood."""
        return self.text != tidy(typed)


def tidy(text: str) -> str:
    """Text as the datasets hold it: NFC, on one line, white space collapsed, no control characters."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def fields_to_correct(dataset: str) -> tuple[Field, ...]:
    """The fields of a dataset that a person may correct: what the document says, not where it was read."""
    if dataset not in DATASETS_TO_CORRECT:
        return ()
    fields = DATASETS[dataset].fields
    names = [field.name for field in fields]
    if dataset == "documents":
        return tuple(field for field in fields[names.index("doc_type") :] if field.name not in _FACTS)
    return fields[names.index("row_id") + 1 : names.index("source_text")]


def field_of(dataset: str, name: str) -> Field:
    """The field to be corrected.

    Raises:
        ValueTextError: there is no such dataset or field, or it is none that a person corrects.
    """
    found = {field.name: field for field in fields_to_correct(dataset)}
    if not found:
        raise ValueTextError(
            say(
                "Không sửa được bảng {dataset!r}. Các bảng sửa được: {names}.",
                dataset=dataset,
                names=", ".join(DATASETS_TO_CORRECT),
            )
        )
    if name not in found:
        raise ValueTextError(
            say(
                "Không sửa được cột {name!r} của bảng {dataset}. Các cột sửa được: {names}.",
                name=name,
                dataset=dataset,
                names=", ".join(found),
            )
        )
    return found[name]


def _column(field: Field) -> str:
    return f"{field.name} ({Language(chosen()).label(field)})"


def understand(dataset: str, name: str, typed: str) -> Understood:
    """The value that a typed text means for a field; empty text means that the document states nothing.

    Raises:
        ValueTextError: the text is no value of the field, or could mean two.
    """
    field = field_of(dataset, name)
    value = _parse(field, tidy(typed))
    return Understood(value, text_of(value))


def text_of(value: Any) -> str:
    """The canonical text of a value, as rows or Parquet hold it; equal values have equal texts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, dict):
        value = list(value.items())
    if isinstance(value, (list, tuple)):
        if value and not isinstance(value[0], str):
            return json.dumps(dict(value), ensure_ascii=False)
        return _list_text([tidy(item) for item in value])
    return value.isoformat() if isinstance(value, date) else tidy(str(value))


def _float_text(value: float) -> str:
    text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return text + "0" if _EITHER.fullmatch(text) else text


def _list_text(entries: list[str]) -> str:
    joined = "; ".join(entries)
    return joined if _entries(joined) == entries else json.dumps(entries, ensure_ascii=False)


def _parse(field: Field, text: str) -> Any:
    if field.type == "list<string>":
        return _entries(text)
    if field.type == "map<string,string>":
        return _pairs(field, text)
    if not text:
        if not field.nullable:
            raise ValueTextError(say("Cột {column} không được để trống. Hãy ghi giá trị đúng.", column=_column(field)))
        return None
    return _READ[field.type](field, text)


def _text(field: Field, text: str) -> str:
    if field.codes is None:
        return text
    codes = CODES[field.codes]
    found = next((code for code in codes if code.lower() == text.lower()), None)
    if found is None:
        from extractors.vietnamese.text import key  # its vocabulary is no part of the start of every run

        wanted = key(text)
        named = [code for code, labels in codes.items() if wanted in (key(labels[0]), key(labels[1]))]
        found = named[0] if len(named) == 1 else None
    if found is None and field.codes in OPEN_CODES:
        return text
    if found is None:
        known = ", ".join(f"{code} ({one_of(labels)})" for code, labels in codes.items())
        raise ValueTextError(
            say(
                "Cột {column} không nhận {text!r}. Hãy chọn một trong: {known}.",
                column=_column(field),
                text=text,
                known=known,
            )
        )
    return found


def _without_unit(field: Field, text: str) -> str:
    """A number without the unit that the field has anyway ("79,48 điểm", "81,52%")."""
    text = text.replace("−", "-").replace("–", "-")
    if field.unit:
        text = text.removesuffix(field.unit).rstrip()
    return text


def _real(field: Field, text: str) -> float:
    number = _without_unit(field, text)
    if _EITHER.fullmatch(number):
        comma, bare = number.replace(".", ","), number.replace(".", "")
        raise ValueTextError(
            say(
                "Cột {column}: {text!r} có thể là {comma} hoặc {bare}. Hãy viết {comma} hoặc {bare}.",
                column=_column(field),
                text=text,
                comma=comma,
                bare=bare,
            )
        )
    if _COMMA.fullmatch(number):
        number = re.sub("[. ]", "", number).replace(",", ".")
    elif _PLAIN.fullmatch(number):
        pass
    elif _GROUPED.fullmatch(number):
        number = re.sub("[. ]", "", number)
    else:
        raise ValueTextError(
            say(
                "Cột {column} cần một số, hãy viết như 79,48; không hiểu {text!r}.",
                column=_column(field),
                text=text,
            )
        )
    value = float(number)
    if value - value != 0:
        raise ValueTextError(
            say("Cột {column}: số {text!r} quá lớn. Hãy kiểm tra lại số này.", column=_column(field), text=text)
        )
    return value


def _whole(field: Field, text: str) -> int:
    number = _without_unit(field, text)
    if _GROUPED.fullmatch(number):
        number = re.sub("[. ]", "", number)
    if not re.fullmatch(r"[+-]?\d{1,30}", number):
        raise ValueTextError(
            say(
                "Cột {column} cần một số nguyên, hãy viết như 16; không hiểu {text!r}.",
                column=_column(field),
                text=text,
            )
        )
    value, most = int(number), _RANGES[field.type]
    if not -most <= value < most:
        raise ValueTextError(
            say("Cột {column}: số {text!r} quá lớn. Hãy kiểm tra lại số này.", column=_column(field), text=text)
        )
    return value


def _bool(field: Field, text: str) -> bool:
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise ValueTextError(
        say(
            "Cột {column} nhận true (có) hoặc false (không), không phải {text!r}. Hãy ghi một trong hai.",
            column=_column(field),
            text=text,
        )
    )


def _date(field: Field, text: str) -> date:
    told = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text.lower().removeprefix("ngày "))
    if told:
        parts = told.groupdict()
        try:
            return date(int(parts["year"]), int(parts["month"] or parts["named"]), int(parts["day"]))
        except ValueError:
            pass
    raise ValueTextError(
        say(
            "Cột {column} cần một ngày có thật, hãy viết như 25/11/2026 hoặc 2026-11-25; không hiểu {text!r}.",
            column=_column(field),
            text=text,
        )
    )


def _entries(text: str) -> list[str]:
    if text.startswith("["):
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if isinstance(told, list) and all(isinstance(entry, str) for entry in told):
            return [tidy(entry) for entry in told]
    return [entry for entry in (part.strip() for part in text.split(";")) if entry]


def _pairs(field: Field, text: str) -> list[tuple[str, str]]:
    """A map as rows hold it: pairs. JSON, or "đầu cột: nội dung; đầu cột: nội dung"."""
    if not text:
        return []
    if text.startswith("{"):
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if isinstance(told, dict) and all(isinstance(value, str) for value in told.values()):
            return [(tidy(head), tidy(value)) for head, value in told.items()]
    pairs = [part.partition(":") for part in _entries(text)]
    if not all(sign and head.strip() for head, sign, _ in pairs):
        raise ValueTextError(
            say(
                'Cột {column} nhận "đầu cột: nội dung; đầu cột: nội dung" hoặc JSON.',
                column=_column(field),
            )
        )
    return list({head.strip(): (head.strip(), value.strip()) for head, _, value in pairs}.values())


_READ: Final[dict[str, Callable[[Any, str], Any]]] = {
    "string": _text, "float64": _real, "int16": _whole, "int32": _whole, "int64": _whole, "bool": _bool, "date": _date,
}  # fmt: skip
