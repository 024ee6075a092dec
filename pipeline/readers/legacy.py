"""What readers say of text that they decoded from an encoding before Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.document import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.vietnamese.legacy_encodings import Decoder

_NAMES = {"tcvn3": "TCVN3 (ABC)", "tcvn3_capitals": "TCVN3 (ABC)", "vni": "VNI"}


def notes(decoders: Iterable[Decoder | None]) -> list[Note]:
    """A note that says from what encodings how many stretches of text were decoded; none where nothing was."""
    used = [decoder for decoder in decoders if decoder is not None and decoder.decoded]
    if not used:
        return []
    names = " và ".join(sorted({_NAMES[encoding] for decoder in used for encoding in decoder.encodings}))
    message = f"Văn bản dùng bảng mã cũ {names}; chữ đã được chuyển sang Unicode, tệp gốc giữ nguyên."
    return [Note("legacy_encoding", message, count=sum(decoder.decoded for decoder in used))]
