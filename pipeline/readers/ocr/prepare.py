"""What is done to the image of a page before it is recognised: coloured ink removed, turned upright, made level.

Every step was measured on scans that it was not written on; what did not help (blurring, thresholds, enlarging) is
not done.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

cv2.setNumThreads(1)  # pages are worked on side by side; threads inside of each only wait for one another

Image = Any
"""An array of uint8: height x width of grey, or height x width x 3 of blue, green, red."""

COLOURED = 48
"""Distance between the strongest and the weakest of red, green and blue from which a pixel has a colour."""
DARK = 96
"""A pixel with all colours below this is black ink, also under a seal."""
INK = 140
"""A pixel darker than this is ink."""
MOSTLY = 0.6
"""Of the ink of a page: where more is coloured, its text is printed in colour, and stays."""
COARSE, PRINT = 8, 15
"""How many times smaller the image is on which the paper is looked at; pixels of it that print does not fill."""
EVEN, DEEP, PAPER = 0.85, 40, 245
"""How dark the paper may be somewhere against elsewhere; the darkest shadow that is made up for; the white of paper."""
DARKEST = 0.002
"""Of the pixels of a page: the heart of its strokes, also where it has three lines of print."""
FAINT, BLACK, LEAST_CONTRAST = 75, 30, 50
"""The darkest pixels: lighter, the print of a page is faint; how dark they are made; and how much darker than the paper
they must be to be print at all."""
SMALL = 900
"""Pixels of the shorter side of the small image on which turn and skew are measured."""
LETTER = 45
"""Pixels of the small image: larger connected ink is no letter, but a ruling, a seal, a picture."""
FEW_LETTERS = 3_000
"""Pixels of ink in letters: with fewer, nobody can tell how a page stands."""
FEWEST_LETTERS = 400
"""Pixels of ink in letters: with fewer, as in a line of five words, nobody can tell whether a page is level."""
MAX_SKEW = 6.0
"""Degrees."""
FEW = 3
"""One pixel of ink of so many is looked at to find the skew roughly."""
CLEAR = 2.0
"""How much sharper lines of text must show in one direction than in the other; on real pages it is 5 to 20 times."""
CLEAR_FOOT = 0.05
"""How much sharper letters must end at their foot than at their head, of 1; on real pages it is 0.10 to 0.49."""
LEVEL = 0.04
"""Degrees: less skew does not matter."""


def grey(image: Image) -> Image:
    """The image in grey, without the seals and signatures in colour that stand over its text."""
    if image.ndim == 2:
        return image
    strongest, weakest = _range(np.ascontiguousarray(image[::3, ::3]))
    if int(cv2.subtract(strongest, weakest).max(initial=0)) <= COLOURED:
        return np.ascontiguousarray(image[:, :, 1])  # scanned in grey, as most are
    strongest, weakest = _range(image)
    coloured = (cv2.subtract(strongest, weakest) > COLOURED) & (strongest > DARK)
    ink = weakest < INK
    if int(np.count_nonzero(ink & coloured)) > MOSTLY * int(np.count_nonzero(ink)):
        return weakest
    # The strongest colour of red ink on paper is light, of black ink under it dark.
    strongest[coloured] = 255
    return strongest


def _range(image: Image) -> tuple[Image, Image]:
    """The strongest and the weakest of red, green and blue of each pixel."""
    blue, green, red = cv2.split(image)
    return cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)


def evened(image: Image) -> Image:
    """A grey image with paper as white and print as black as steps that look for ink expect.

    A shadow over a photographed page, or faint print, is made up for; an even page stays as it is.
    """
    small = cv2.resize(image, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((PRINT, PRINT), np.uint8)), PRINT)
    darkest, lightest = np.percentile(paper, (2, 95))
    if darkest < EVEN * lightest:
        paper = cv2.resize(paper, image.shape[::-1], interpolation=cv2.INTER_LINEAR)
        image = cv2.divide(image, np.maximum(paper, DEEP), scale=PAPER)
    shares = np.cumsum(np.bincount(image[::3, ::3].ravel(), minlength=256))
    ink, white = (float(np.searchsorted(shares, share * shares[-1])) for share in (DARKEST, 0.6))
    if not FAINT < ink < white - LEAST_CONTRAST:
        return image
    levels = np.clip(white - (white - np.arange(256)) * (white - BLACK) / (white - ink), 0, 255)
    return cv2.LUT(image, levels.astype(np.uint8))


@dataclass(frozen=True, slots=True)
class Upright:
    """An image with its lines of text level and from left to right, and how it was turned, both with the clock.

    Where nothing on the page says by how many quarters it must be turned it is not ``sure``, and stays as it lies.
    """

    image: Image
    quarters: int
    angle: float
    sure: bool


def upright(image: Image, quarters: int | None = None) -> Upright:
    """The grey image made even, turned upright and level; ``quarters`` are known from elsewhere or found."""
    image = evened(image)
    ink = _Ink(image)
    told = ink.quarters() if quarters is None else quarters
    turn = told or 0
    angle = ink.skew(turn)
    return Upright(level(turned(image, turn), angle), turn, angle, told is not None)


def turned(image: Image, quarters: int) -> Image:
    """The image turned by quarters with the clock."""
    return np.ascontiguousarray(np.rot90(image, -quarters)) if quarters % 4 else image


def level(image: Image, angle: float) -> Image:
    """The image turned by degrees against the clock about its middle."""
    if abs(angle) < LEVEL:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


class _Ink:
    """The ink of a page that is of the size of letters, on a small image."""

    def __init__(self, image: Image) -> None:
        scale = SMALL / min(image.shape)
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
        ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
        _, parts, told, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        wide, high, area = told[:, cv2.CC_STAT_WIDTH], told[:, cv2.CC_STAT_HEIGHT], told[:, cv2.CC_STAT_AREA]
        letters = (wide < LETTER) & (high < LETTER) & (area > 3)
        letters[0] = False  # the paper
        ys, xs = np.nonzero(letters[parts])
        self.height, self.width = ink.shape
        self.count = len(xs)
        self.xs, self.ys = xs.astype(np.float32), ys.astype(np.float32)
        self._skew: dict[int, float] = {}

    def quarters(self) -> int | None:
        """By how many quarters of a turn with the clock the page stands upright, None in doubt.

        Rows with ink and rows without alternate sharply across lines of text. Vietnamese letters end sharply at
        their foot and, with their many marks and stems, not at their head.
        """
        if self.count < FEW_LETTERS:
            return None
        profiles = [self._profile(turn, self.skew(turn)) for turn in (0, 1)]
        across, down = (_sharpness(profile) / max(len(profile), 1) for profile in profiles)
        turn = 0 if across > down else 1
        if max(across, down) < CLEAR * min(across, down):
            return None
        steps = np.diff(profiles[turn])
        cubes = steps**3
        foot = -float(cubes.sum()) / max(float(np.abs(cubes).sum()), 1.0)
        if abs(foot) < CLEAR_FOOT:
            return None
        return turn if foot > 0 else turn + 2

    def skew(self, quarters: int) -> float:
        """The degrees against the clock by which the page, turned by quarters, becomes level."""
        if self.count < FEWEST_LETTERS:
            return 0.0
        turn = quarters % 2  # upside down it is the same
        if turn not in self._skew:
            best = 0.0
            for reach, step, every in ((MAX_SKEW, 0.5, FEW), (0.4, 0.1, 1), (0.06, 0.02, 1)):
                angles = [float(angle) for angle in best + np.arange(-reach, reach + step / 2, step)]
                sharp = [_sharpness(self._profile(turn, angle, every)) for angle in angles]
                best = angles[int(np.argmax(sharp))]
            self._skew[turn] = best
        return self._skew[turn]

    def _profile(self, quarters: int, angle: float, every: int = 1) -> NDArray[np.float64]:
        """How much ink each row has, from top to bottom, with the page turned by quarters and degrees.

        ``every`` says that one pixel of so many is looked at.
        """
        xs, ys = self.xs[::every], self.ys[::every]
        across, down = ((xs, ys), (-ys, xs), (-xs, -ys), (ys, -xs))[quarters % 4]
        rows = down + across * math.tan(math.radians(-angle))
        return np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)


def _sharpness(profile: NDArray[np.float64]) -> float:
    return float(np.square(np.diff(profile)).sum())
