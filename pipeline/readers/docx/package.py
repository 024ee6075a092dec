"""The parts of a Word file: a zip archive from an untrusted hand, read within limits and without entities."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import ReadError
from pipeline.readers import zip_parts

if TYPE_CHECKING:
    import re

MAX_ENTRIES = 20_000
MAX_PART = 64 << 20  # bytes of one unpacked part; a plan of 59 pages has 0.8 MB
MAX_RATIO = 300  # unpacked to packed; real parts have 10 to 40, a bomb about 1,000
RATIO_FROM = 4 << 20  # smaller parts may be as repetitive as they like

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_SPACES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


class Package:
    """A Word file's parts by the name of what they hold ("document", "styles", "numbering", "footnotes")."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document = b""
        try:
            entries = zip_parts.entries(data)
        except zip_parts.DAMAGED as error:
            raise corrupt() from error
        if len(entries) > MAX_ENTRIES:
            raise too_large()
        # Some packers write "word\\document.xml".
        self._infos = {entry.name.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._main = "word/document.xml" if "word/document.xml" in self._infos else self._find_main()
        self._targets: dict[str, str] | None = None

    def document(self) -> etree._Element:
        """The root of the main part."""
        self._document = self._read(self._main)
        return _parse(self._document)

    def document_has(self, *wanted: bytes | re.Pattern[bytes]) -> bool:
        """Whether one of these stands in the bytes of the main part, once it was read."""
        data = self._document
        return any(one in data if isinstance(one, bytes) else one.search(data) for one in wanted)

    def part(self, kind: str) -> etree._Element | None:
        """The root of a further part, None where the file has none; raises ReadError where it is damaged."""
        name = self._name(kind)
        return None if name is None else _parse(self._read(name))

    def packed(self, kind: str) -> bytes:
        """The packed bytes of a part: a key for caches that need not unpack it; empty where the file has none."""
        name = self._name(kind)
        if name is None:
            return b""
        return zip_parts.packed(self._data, self._infos[name])

    def page_parts(self) -> list[bytes]:
        """The bytes of the headers and footers of pages."""
        prefix = posixpath.dirname(self._main)
        found: list[bytes] = []
        for name in sorted(self._infos):
            if name.startswith((f"{prefix}/header", f"{prefix}/footer")) and name.endswith(".xml"):
                try:
                    found.append(self._read(name))
                except ReadError:
                    continue  # nothing of a page's furniture is content
        return found

    def _name(self, kind: str) -> str | None:
        folder = posixpath.dirname(self._main)
        name = f"{folder}/{kind}.xml"
        if name in self._infos:
            return name
        if self._targets is None:
            base = posixpath.basename(self._main)
            self._targets = self._relationships(f"{folder}/_rels/{base}.rels", folder)
        return self._targets.get(kind)

    def _find_main(self) -> str:
        targets = self._relationships("_rels/.rels", "")
        main = targets.get("officeDocument")
        if main is None:
            raise corrupt()
        return main

    def _relationships(self, name: str, folder: str) -> dict[str, str]:
        """Targets that the package has, by the last word of their relationship's type."""
        if name not in self._infos:
            return {}
        targets: dict[str, str] = {}
        for relation in _parse(self._read(name)):
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
            if target in self._infos:
                targets.setdefault(posixpath.basename(relation.get("Type", "")), target)
        return targets

    def _read(self, name: str) -> bytes:
        entry = self._infos[name]
        if entry.locked:
            raise encrypted()
        if entry.size > MAX_PART:
            raise too_large()
        if entry.size > RATIO_FROM and entry.size > MAX_RATIO * max(entry.packed_size, 1):
            raise too_large()
        try:
            return zip_parts.unpacked(self._data, entry)
        except zip_parts.DAMAGED as error:
            raise corrupt() from error


class PartKey:
    """Stands for a part in a cache: equal to another where the packed bytes are, so that nothing is unpacked for it."""

    __slots__ = ("_hash", "_packed", "package")

    def __init__(self, package: Package, kind: str) -> None:
        self._packed = package.packed(kind)
        self._hash = hash(self._packed)
        self.package: Package | None = package

    def __bool__(self) -> bool:
        return bool(self._packed)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartKey) and self._packed == other._packed

    def take(self) -> Package:
        """The package, once: a key that stays in a cache does not hold the file."""
        package, self.package = self.package, None
        assert package is not None
        return package


def _parse(data: bytes) -> etree._Element:
    """The root of a part; its comments and processing instructions are left out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        data = text[text.find("?>") + 2 if text.startswith("<?xml") else 0 :].encode()
    if _STRICT in data[:8192]:
        for strict, transitional in _STRICT_SPACES:
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise corrupt() from error
    if root.getroottree().docinfo.internalDTD is not None:  # the format forbids it; only an attack has one
        raise corrupt()
    return root


def corrupt() -> ReadError:
    """The file is damaged."""
    return ReadError("corrupt", "Tệp Word bị hỏng, không mở được; mở lại bằng Word rồi lưu thành tệp mới.")


def encrypted() -> ReadError:
    """The file asks for a password."""
    return ReadError("encrypted", "Tệp được đặt mật khẩu; bỏ mật khẩu trong Word, lưu lại rồi chạy lại.")


def too_large() -> ReadError:
    """The file unpacks to more than any document has."""
    return ReadError("too_large", "Tệp giải nén ra quá lớn so với một văn bản; hãy kiểm tra nguồn tệp.")
