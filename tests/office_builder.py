"""Whole office packages for LibreOffice, from the small language of :mod:`tests.docx_builder`."""

from __future__ import annotations

from tests.docx_builder import package, root, xml

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def whole(body: str, **parts: str) -> bytes:
    """A Word file that other programs open too: with its content types and relationships."""
    names = ["document", *parts]
    kinds = {name: "document.main" if name == "document" else name for name in names}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for at, name in enumerate(parts)
    )
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r0" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>',
            "word/document.xml": root("document", f"<w:body>{xml(body)}<w:sectPr/></w:body>"),
        }
        | {f"word/{name}.xml": root(name, xml(expression)) for name, expression in parts.items()}
    )
