"""How pages are recognised: one value that is the argument of recognition and part of the key of what it gave.

Apart from the recognition itself, which takes a third of a second to import.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """Settings of recognition.

    ``language`` is that of the engine's model; ``dpi`` the resolution in which pages are drawn; ``deadline`` the
    seconds that a page may take, after which it is given up.
    """

    language: str = "vie"
    dpi: int = 200
    deadline: float = 60.0

    @property
    def key(self) -> str:
        """What the result depends on, as part of a file name."""
        return f"{self.language}{self.dpi}"


SETTINGS = OcrSettings()
