"""Scans of the sample documents: ``python -m samples.scan``, which needs LibreOffice to set their pages.

Pages are made to look scanned: a red seal over the signature, skew, blur, noise, uneven light, JPEG, an annex laid in
sideways. Other fonts give other pages, so the scans are kept in the repository.
"""

from __future__ import annotations

import io
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import gmtime
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

HERE = Path(__file__).parent
SCANS = HERE.parent / "tests" / "scans"
PAPER = 244
RED = (215, 35, 45)


@dataclass(frozen=True, slots=True)
class Scanner:
    """How pages were scanned. ``seal`` is where a seal was put, as parts of the page's width and height.

    ``sideways`` are the pages (from 0) that were laid in turned, by quarters with the clock.
    """

    dpi: int = 200
    skew: float = 0.5
    noise: float = 5.0
    blur: float = 0.6
    quality: int = 60
    colour: bool = False
    seal: tuple[int, float, float] | None = None
    sideways: tuple[tuple[int, int], ...] = ()
    seed: int = 1


def pages(pdf: bytes, scanner: Scanner) -> list[Image.Image]:
    """The pages of a PDF file as a scanner gives them."""
    import pypdfium2

    chance = np.random.default_rng(scanner.seed)
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number in range(len(document)):
        picture = document[number].render(scale=scanner.dpi / 72).to_pil().convert("RGB")
        found.append(_scanned(np.asarray(picture), number, scanner, chance))
    document.close()
    return found


def as_pdf(images: Sequence[Image.Image], scanner: Scanner) -> bytes:
    """A PDF file of images alone; equal images give equal bytes."""
    buffer = io.BytesIO()
    first, *rest = images
    first.save(
        buffer, "PDF", save_all=True, append_images=rest, resolution=scanner.dpi, quality=scanner.quality,
        creationDate=gmtime(0), modDate=gmtime(0),
    )  # fmt: skip
    return buffer.getvalue()


def _scanned(page: NDArray[np.uint8], number: int, scanner: Scanner, chance: np.random.Generator) -> Image.Image:
    image = page.astype(np.float32)
    if scanner.seal and scanner.seal[0] == number:
        image = _sealed(image, scanner)
    height, width = image.shape[:2]
    angle = scanner.skew * float(chance.uniform(-1, 1))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    image = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    image = cv2.GaussianBlur(image, (0, 0), scanner.blur) * (PAPER / 255)
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    light = 1 - 0.06 * (across * chance.uniform() + down * chance.uniform())
    image = image * light[..., None] + chance.normal(0, scanner.noise, (height, width, 1))
    image = np.ascontiguousarray(np.rot90(np.clip(image, 0, 255), -dict(scanner.sideways).get(number, 0)))
    picture = Image.fromarray(image.astype(np.uint8))
    return picture if scanner.colour else picture.convert("L")


def _sealed(image: NDArray[np.float32], scanner: Scanner) -> NDArray[np.float32]:
    """A round red seal: two rings, a star and some text, as ink that lets black print through."""
    height, width = image.shape[:2]
    _, across, down = scanner.seal or (0, 0.0, 0.0)
    centre, radius = (round(across * width), round(down * height)), round(0.71 * scanner.dpi)
    ink = np.zeros((height, width), np.uint8)
    for size, thick in ((radius, 5), (round(radius * 0.62), 2)):
        cv2.circle(ink, centre, size, 255, thick, cv2.LINE_AA)
    points = []
    for at in range(10):
        reach = radius * (0.34 if at % 2 == 0 else 0.14)
        turn = math.pi * at / 5 - math.pi / 2
        points.append((centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)))
    cv2.fillPoly(ink, [np.array(points, np.int32)], 255, cv2.LINE_AA)
    for at in range(24):
        turn = 2 * math.pi * at / 24
        place = (
            round(centre[0] + radius * 0.8 * math.cos(turn) - radius * 0.07),
            round(centre[1] + radius * 0.8 * math.sin(turn) + radius * 0.07),
        )
        cv2.putText(ink, "TINHSOBOVA"[at % 10], place, cv2.FONT_HERSHEY_DUPLEX, radius / 140, 255, 2, cv2.LINE_AA)
    share = (ink.astype(np.float32) * (0.85 / 255))[..., None]
    return image * (1 - share) + share * np.minimum(image, np.array(RED, np.float32))


def build() -> list[Path]:
    """Write the scans that the tests read; the paths written."""
    SCANS.mkdir(exist_ok=True)
    dispatch = Scanner(noise=1.5, quality=42, skew=0.8, colour=True, seal=(1, 0.64, 0.61), seed=11)
    annex = Scanner(noise=1.0, quality=30, skew=0.6, sideways=((0, 3),), seed=12)
    costs = Scanner(noise=1.2, quality=38, skew=0.5, seed=13)
    written = []
    pdf = as_pdf(pages(as_set("cong-van-chi-so"), dispatch), dispatch)
    written.append(_write("cong-van-chi-so.pdf", pdf))
    pdf = as_pdf(pages(as_set("ke-hoach-xa-2026"), annex), annex)
    written.append(_write("ke-hoach-xa-2026.pdf", pdf))
    black = [page.point(lambda light: 255 * (light > 150), "1") for page in pages(as_set("du-toan-kinh-phi"), costs)]
    buffer = io.BytesIO()
    black[0].save(
        buffer, "TIFF", save_all=True, append_images=black[1:], compression="group4", dpi=(costs.dpi, costs.dpi)
    )
    written.append(_write("du-toan-kinh-phi.tif", buffer.getvalue()))
    return written


def _write(name: str, data: bytes) -> Path:
    path = SCANS / name
    path.write_bytes(data)
    return path


def as_set(name: str) -> bytes:
    """A sample as LibreOffice sets it, as a PDF file."""
    with TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, str(HERE / f"{name}.docx")], check=True, capture_output=True, timeout=180
        )
        return (Path(folder) / f"{name}.pdf").read_bytes()


if __name__ == "__main__":
    build()
