"""Steps of recognition by themselves: turning, levelling, colours, rulings, figures, deadlines of the engine."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline import extract, readers
from pipeline.errors import ReadError
from pipeline.readers.ocr import (
    SETTINGS,
    digits,
    engine,
    heads,
    images,
    prepare,
    rulings,
    scrawls,
    shapes,
    signs,
    slots,
    stamps,
    turns,
)
from pipeline.readers.ocr.engine import Word, WordLine
from pipeline.readers.pdf import grid
from pipeline.readers.pdf.rulings import joined
from pipeline.runs import processes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Các phòng, đơn vị thuộc Sở thực hiện nghiêm nội dung kế hoạch cải cách hành chính"


def written() -> Any:
    """A page with lines of text, and a signature across it: long thin strokes of a pen."""
    image = page()
    strokes = np.array([(300, 900), (420, 780), (470, 880), (520, 800), (900, 700), (560, 960), (980, 930)], np.int32)
    cv2.polylines(image, [strokes], False, 40, 3, cv2.LINE_AA)
    return image


def page(size: int = 30) -> Any:
    """A page of lines of text, in grey."""
    picture = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(size)
    for line in range(24):
        ImageDraw.Draw(picture).text((110, 120 + 62 * line), TEXT[line % 7 :], 20, font)
    return np.array(picture)


def table() -> Any:
    """A page with a ruled table of 4 rows and 3 columns, of which the first row is one cell."""
    image = np.full((1200, 1000), 255, np.uint8)
    for y in (200, 300, 400, 500, 600):
        cv2.line(image, (100, y), (900, y), 0, 2)
    for x in (100, 900):
        cv2.line(image, (x, 200), (x, 600), 0, 2)
    for x in (300, 600):
        cv2.line(image, (x, 300), (x, 600), 0, 2)
    return image


@pytest.mark.parametrize("quarters", range(4))
def test_page_is_turned_upright_without_asking_the_engine(quarters: int) -> None:
    found = prepare.upright(np.ascontiguousarray(np.rot90(page(), quarters)))
    assert found.sure and found.quarters == quarters and found.image.shape == (1754, 1240)


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 0.4, 2.2])
def test_skew_is_found_to_a_tenth_of_a_degree(angle: float) -> None:
    found = prepare.upright(prepare.level(page(), -angle)).angle
    assert found == pytest.approx(angle, abs=0.1)


def test_seal_goes_and_print_under_it_stays() -> None:
    image = np.full((100, 100, 3), 250, np.uint8)
    image[:, 45:55] = (40, 35, 210)  # red ink: blue, green, red
    image[30:70, :] = 25  # black print, also across the seal
    plain = prepare.grey(image)
    assert plain[10, 50] == 255 and plain[50, 50] < 60 and plain[50, 10] < 60


def test_strokes_of_a_pen_go_and_print_beside_them_stays() -> None:
    image, plain = written(), page()
    scrawls.take_off(image, 200)
    assert np.array_equal(image[:650], plain[:650]) and np.array_equal(image[1000:], plain[1000:])
    gaps = (plain > 200).all(axis=1)  # between lines of text
    assert np.count_nonzero(written()[gaps] < 140) > 200 and not np.count_nonzero(image[gaps] < 140)


def test_running_text_has_no_strokes_of_a_pen() -> None:
    for size in (22, 30, 44):
        image = page(size)
        scrawls.take_off(image, 200)
        assert np.array_equal(image, page(size))


@pytest.mark.parametrize("angle", [0.0, 1.5, -2.0])
@pytest.mark.parametrize("quarters", range(4))
def test_boxes_are_told_as_the_page_lies_in_the_file(quarters: int, angle: float) -> None:
    """A mark on the page as scanned is found by the box that the upright page gave."""
    scan = np.full((1754, 1240), 255, np.uint8)
    scan[400:440, 700:900] = 0
    upright = prepare.level(prepare.turned(scan, quarters), angle)
    ys, xs = np.nonzero(upright < 140)
    turn = turns.Turn(quarters, angle, upright.shape[1] * 0.36, upright.shape[0] * 0.36)
    box = turn.back((xs.min() * 0.36, ys.min() * 0.36, (xs.max() + 1) * 0.36, (ys.max() + 1) * 0.36))
    slack = 0.36 * (2 + 2 * 210 * abs(np.sin(np.radians(angle))))  # a box around a box that was turned
    assert np.abs(np.array(box) - np.array((700, 400, 900, 440)) * 0.36).max() <= slack
    assert box[0] <= 700 * 0.36 + 1 and box[3] >= 440 * 0.36 - 1


def test_workers_of_a_run_share_the_processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(slots.FOLDER, processes.environment(str(tmp_path))[slots.FOLDER])
    monkeypatch.setattr(slots, "count", lambda: 2)
    at_once: list[int] = []
    held = [0]

    def work(_: int) -> None:
        with slots.taken():
            held[0] += 1
            at_once.append(held[0])
            time.sleep(0.03)
            held[0] -= 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(12)))
    assert len(at_once) == 12 and max(at_once) == 2


def test_slot_of_a_worker_that_was_killed_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(slots.FOLDER, str(tmp_path))
    monkeypatch.setattr(slots, "count", lambda: 1)
    code = (
        "import time; from pipeline.readers.ocr import slots; slots.count = lambda: 1\n"
        "with slots.taken(): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None and worker.stdout.readline() == b"held\n"
        threading.Timer(0.2, worker.kill).start()
        start = time.monotonic()
        with slots.taken():
            assert time.monotonic() - start > 0.15


def stamped(text: str, tilt: float = 0.0, *, frame: bool = True) -> Any:
    """A page with a red stamp over its upper part, in blue, green and red."""
    font = ImageFont.load_default(46)
    stamp = Image.new("L", (int(font.getlength(text)) + 60, 90), 0)
    ImageDraw.Draw(stamp).text((30, 14), text, 255, font, stroke_width=1)
    if frame:
        ImageDraw.Draw(stamp).rectangle((3, 3, stamp.width - 4, 86), outline=255, width=4)
    stamp = stamp.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
    sheet = Image.fromarray(page()).convert("RGB")
    sheet.paste((205, 30, 40), (140, 300), stamp)
    return np.asarray(sheet)[:, :, ::-1].copy()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("HOA TOC", "HỎA TỐC"),
        ("KHAN", "KHẨN"),
        ("THUONG KHAN", "THƯỢNG KHẨN"),
        ("MAT", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("HOA TOC HEN GIO", "HỎA TỐC HẸN GIỜ"),
    ],
)
@pytest.mark.parametrize(("tilt", "frame"), [(0.0, True), (7.0, True), (-4.0, False)])
def test_red_stamps_are_read(text: str, said: str, tilt: float, frame: bool) -> None:
    """The font at hand has no Vietnamese marks; stamps are known without them, as they lose them first."""
    field = "secrecy" if "MẬT" in said else "urgency"
    assert stamps.read(stamped(text, tilt, frame=frame), 0, SETTINGS) == {field: said}


def test_stamp_of_an_image_is_told_of_the_document() -> None:
    buffer = io.BytesIO()
    Image.fromarray(stamped("HOA TOC")[:, :, ::-1]).save(buffer, "PNG", dpi=(200, 200))
    document = readers.read("anh.png", buffer.getvalue())
    assert document.meta == {"urgency": "HỎA TỐC"}
    assert extract(document).document.urgency == "HỎA TỐC"


@pytest.mark.parametrize(("heading", "count"), [("nhận:", 2), ("dung:", 0)])
def test_recipients_and_signature_are_told_apart(heading: str, count: int) -> None:
    picture = Image.new("L", (1240, 900), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(28)
    draw.text((120, 300), "Noi nhan:", 0, font)
    for at in range(4):
        draw.text((120, 345 + 40 * at), "- So Noi vu;", 0, font)
    draw.text((760, 300), "GIAM DOC", 0, font)
    draw.text((750, 620), "Le Van An", 0, font)
    words = [Word("Nơi", 120, 303, 165, 330, 0.9), Word(heading, 175, 303, 250, 330, 0.9)]
    found = heads.feet(np.array(picture), 200, [WordLine(words, 120, 330, 0.0, 0.0, 30.0)])
    assert len(found) == count
    if found:
        recipients, signature = found
        assert recipients[2] < 500 and 480 < recipients[3] < 520
        assert signature[0] > 700 and 620 < signature[3] < 660


def test_other_red_ink_says_nothing() -> None:
    image = stamped("DEN NGAY")
    cv2.circle(image, (800, 600), 140, (40, 30, 205), 6)
    assert stamps.read(image, 0, SETTINGS) == {}
    assert stamps.read(np.repeat(page()[..., None], 3, axis=2), 0, SETTINGS) == {}


def test_text_printed_in_colour_stays() -> None:
    image = np.full((100, 100, 3), 250, np.uint8)
    image[20:80:6, 10:90] = (200, 40, 30)
    assert prepare.grey(image)[20, 50] < 100


@pytest.mark.parametrize("angle", [0.0, 0.06])
@pytest.mark.parametrize("holes", [(), (220, 420, 700)])
def test_rulings_make_the_grid_though_bent_and_broken(angle: float, holes: tuple[int, ...]) -> None:
    image = prepare.level(table(), angle)
    for x in holes:
        image[190:610, x : x + 3] = 255
    drawn, mask = rulings.find(image, 200)
    (found,) = grid.grids(joined(drawn))
    assert (found.rows, found.columns, len(found.cells)) == (4, 3, 10)
    left = np.count_nonzero(image[mask == 0] < 120)  # for the engine
    assert left < 0.02 * np.count_nonzero(image < 120)


def test_bars_of_letters_are_no_rulings() -> None:
    picture = Image.new("L", (800, 300), 255)
    ImageDraw.Draw(picture).text((50, 100), "TTHC TTHCC ĐTTT", 0, ImageFont.load_default(44))
    drawn, mask = rulings.find(np.array(picture), 200)
    assert not drawn.horizontal and not drawn.vertical and not mask.any()


def figure(text: str, size: int = 30) -> Any:
    picture = Image.new("L", (40 + 24 * len(text), 60), 245)
    ImageDraw.Draw(picture).text((12, 8), text, 25, ImageFont.load_default(size))
    return np.array(picture)


def alphabet(*texts: str) -> digits.Alphabet:
    samples = []
    for text in texts:
        image = figure(text)
        ys, xs = np.nonzero(image < 140)
        word = Word(text, int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1, 0.96)
        samples += digits.samples(image, [word])
    return digits.Alphabet.of(samples)


KNOWN = alphabet("0123456789", "20/12/2021", "81,4", "1.250", "III")


@given(st.from_regex(r"(?!1+$)[0-9]{1,3}([,./][0-9]{1,3}){0,2}", fullmatch=True))
def test_figures_are_read_by_the_digits_of_the_document(text: str) -> None:
    assert KNOWN.read(figure(text)) == text


@pytest.mark.parametrize("text", ["Sở", "Đạt", "Quý", "lớp", "A4"])
def test_words_are_no_figures(text: str) -> None:
    assert KNOWN.read(figure(text)) is None


def test_digits_that_the_document_does_not_show_are_not_guessed() -> None:
    assert alphabet("10/02/2021", "0,5").read(figure("65,5")) is None
    assert digits.Alphabet.of([]).read(figure("12")) is None


@pytest.mark.parametrize(("bar", "right"), [(True, "≥ 98"), (False, "> 98")])
def test_bar_under_a_sign_is_seen(bar: bool, right: str) -> None:
    image = np.full((60, 120), 255, np.uint8)
    cv2.line(image, (20, 15), (40, 25), 0, 2)
    cv2.line(image, (40, 25), (20, 35), 0, 2)
    if bar:
        cv2.line(image, (20, 42), (40, 42), 0, 2)
    word = Word("> 98", 18, 12, 110, 45, 0.9)
    signs.mend(image, [word])
    assert word.text == right


def test_engine_that_hangs_is_ended_by_the_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "tesseract"
    slow.write_text('#!/bin/sh\ncase "$*" in *list-langs*) echo; echo vie;; *) sleep 60;; esac\n')
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(engine, "tool", lambda: str(slow))
    with pytest.raises(ReadError) as caught:
        engine.words(np.full((40, 40), 255, np.uint8), replace(SETTINGS, deadline=0.5))
    assert caught.value.code == "timeout"


@given(seed=st.integers(0, 10_000), share=st.floats(0.02, 0.7), shortest=st.integers(1, 12))
def test_large_pieces_of_ink_are_those_of_the_whole_labelled_page(seed: int, share: float, shortest: int) -> None:
    ink = (np.random.default_rng(seed).random((24, 30)) < share).astype(np.uint8)
    _, parts, told, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    known = {
        (int(left), int(top), (parts[top : top + high, left : left + wide] == at).tobytes())
        for at, (left, top, wide, high, _) in enumerate(told)
        if at and max(wide, high) >= shortest
    }
    found = list(shapes.shapes(ink, shortest))
    assert {(piece.left, piece.top, piece.pixels.tobytes()) for piece in found} == known
    assert len(found) == len(known)
    assert len(shapes.boxes(ink, shortest)) == len(known)


def test_images_read_in_one_call_keep_their_places() -> None:
    blank = np.full((80, 300), 255, np.uint8)
    lines = page()[100:300]
    first, second, third = engine.blocks([lines, blank, lines[:100]], SETTINGS)
    assert second == []
    assert [third] == engine.blocks([lines[:100]], SETTINGS) != [first]


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_damaged_images_are_refused(cut: float) -> None:
    buffer = io.BytesIO()
    Image.fromarray(page()).save(buffer, "PNG")
    data = buffer.getvalue()
    with pytest.raises(ReadError) as caught:
        readers.read("anh.png", data[: int(cut * len(data))])
    assert caught.value.code == "corrupt"


def test_picture_without_resolution_is_taken_for_a_page() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (827, 1170), "white").save(buffer, "PNG")
    (image,) = images.of_file(buffer.getvalue(), 200)
    assert image.shape[:2] == (2340, 1654)
