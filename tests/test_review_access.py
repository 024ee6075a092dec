"""Who gets something from the review page: the person with the token, through the page's own addresses, nobody else."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from pipeline.corrections import NAME, load
from pipeline.output.store import Store
from pipeline.runs.run import remembered, run
from tests.reviewing import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = """UBND TỈNH CAO BẰNG
SỞ NỘI VỤ
Số: 12/KH-SNV
{stamp}
Cao Bằng, ngày 10 tháng 02 năm 2023

KẾ HOẠCH
Cải cách hành chính năm 2023

I. CHỈ TIÊU
- Phấn đấu 90% hồ sơ được giải quyết đúng hạn.
"""
WORDS = "giải quyết đúng hạn"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    (folder / "in").mkdir()
    (folder / "in" / "cong-khai.txt").write_text(PLAN.format(stamp=""), encoding="utf-8")
    (folder / "in" / "kin.txt").write_text(PLAN.format(stamp="MẬT"), encoding="utf-8")
    run(Store(folder / "out"), [remembered(str(folder / "in"))])
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> Iterator[Served]:
    with served(out) as found:
        yield found


def addresses(pages: Served) -> list[str]:
    name = pages.doc_id("cong-khai.txt")
    return ["/", "/?q=12", f"/documents/{name}", f"/pages/{name}/1", f"/documents/{name}?lang=en", "/nothing"]


def test_without_the_token_nothing_of_a_document_is_told(pages: Served) -> None:
    for address in addresses(pages):
        for cookie in ("", f"cchc-review-{pages.port}=wrong", f"cchc-review-1={pages.token}", '"', "a=b; ; =;"):
            answer = pages.ask(address, known=False, Cookie=cookie)
            assert answer.status == 401
            assert "Cao Bằng" not in answer.text
            assert "KH-SNV" not in answer.text
            assert "set-cookie" not in answer.headers


def test_a_wrong_token_opens_nothing(pages: Served) -> None:
    for token in ("", "wrong", pages.token[:-1], pages.token + "x", pages.token.upper(), "%00", "ế"):
        answer = pages.ask(f"/?token={quote(token)}", known=False)
        assert (answer.status, "set-cookie" in answer.headers) == (401, False)


def test_the_address_that_is_printed_opens_the_page_and_the_token_leaves_it(pages: Served) -> None:
    name = pages.doc_id("cong-khai.txt")
    answer = pages.ask(f"/documents/{name}?lang=en&token={pages.token}", known=False)
    assert (answer.status, answer.headers["location"]) == (303, f"/documents/{name}?lang=en")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"cchc-review-{pages.port}={pages.token};")
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.lower().split("; "))
    assert WORDS in pages.ask(f"/documents/{name}").text


def test_the_token_can_be_pasted_and_leads_on(pages: Served) -> None:
    asked = pages.ask("/documents/0123456789abcdef", known=False)
    assert 'name="to" value="/documents/0123456789abcdef"' in asked.text
    own = {"Origin": pages.address, "Sec_Fetch_Site": "same-origin"}
    good = pages.ask(
        "/enter", known=False, form={"token": f" {pages.token} ", "to": "/documents/0123456789abcdef"}, **own
    )
    assert (good.status, good.headers["location"]) == (303, "/documents/0123456789abcdef")
    bad = pages.ask("/enter", known=False, form={"token": "wrong", "to": "/"}, **own)
    assert (bad.status, "set-cookie" in bad.headers) == (401, False)


@pytest.mark.parametrize(
    "way", ["//evil.example/", "https://evil.example/", "/\\evil.example", "", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_host(pages: Served, way: str) -> None:
    own = {"Origin": pages.address, "Sec_Fetch_Site": "same-origin"}
    assert pages.ask("/enter", known=False, form={"token": pages.token, "to": way}, **own).headers["location"] == "/"
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example"):
        place = pages.ask(f"{path}?token={pages.token}", known=False).headers["location"]
        assert re.match(r"/(?![/\\])", place), place


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "localhost.evil.example:{port}",
     "127.0.0.1.evil.example:{port}", "[::1]:{port}", "0.0.0.0:{port}", "", "127.0.0.1:{port}@evil.example"],
)  # fmt: skip
def test_another_host_name_gets_nothing_even_with_the_token(pages: Served, host: str) -> None:
    for address in [*addresses(pages), "/assets/review.js", f"/?token={pages.token}"]:
        answer = pages.ask(address, Host=host.format(port=pages.port))
        assert answer.status == 421
        assert len(answer.body) < 40


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_the_names_of_this_machine_open_the_page(pages: Served, host: str) -> None:
    assert pages.ask("/", Host=host.format(port=pages.port)).status == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": "http://127.0.0.1:1"},
     {"Origin": "https://127.0.0.1:{port}"}, {"Origin": "http://localhost:{port}"},
     {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "none"}],
    ids=str,
)  # fmt: skip
def test_a_foreign_page_cannot_correct_anything(pages: Served, out: Path, headers: dict[str, str]) -> None:
    form = correction(pages)
    answer = pages.post(
        f"/documents/{pages.doc_id('cong-khai.txt')}/corrections",
        form,
        **{name: value.format(port=pages.port) for name, value in headers.items()},
    )
    assert answer.status == 403
    assert not (out / NAME).exists()


def test_a_form_without_the_check_value_corrects_nothing(pages: Served, out: Path) -> None:
    address = f"/documents/{pages.doc_id('cong-khai.txt')}/corrections"
    for check in ("", "0" * 64, pages.token):
        assert pages.post(address, correction(pages) | {"check": check}).status == 403
    assert pages.post(address, correction(pages) | {"why": "x" * 100_000}).status == 403  # too large to be one of ours
    assert pages.ask(address, method="PUT", Origin=pages.address).status == 405
    assert pages.ask(address).status == 405
    assert not (out / NAME).exists()


def correction(pages: Served) -> dict[str, str]:
    opened = pages.library.shelf().opened(pages.doc_id("cong-khai.txt"))
    assert opened is not None
    row = opened.of("targets")[0]
    told = {"dataset": "targets", "row_id": row.row_id, "field": "value", "new": "91", "who": "Lan", "why": "gõ nhầm"}
    return told | {"check": pages.check()}


def test_every_answer_forbids_foreign_scripts_frames_and_sniffing(pages: Served) -> None:
    for address in [*addresses(pages), "/assets/review.js", "/assets/nothing"]:
        for known in (True, False):
            headers = pages.ask(address, known=known).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert "*" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert headers["cache-control"].startswith(("no-store", "private"))


@pytest.mark.parametrize(
    "path",
    ["/assets/../server.py", "/assets/..%2fserver.py", "/assets/%2e%2e/server.py", "/assets/..%5cserver.py",
     "/assets/%2fetc%2fpasswd", "/assets//etc/passwd", "/documents/..%2f..%2fcorrections.csv", "/documents/../..",
     "/documents/%00", "/documents/0123456789abcdef", "/documents/0123456789ABCDEF", "/pages/../../in/kin.txt/1",
     "/pages/0123456789abcdef/1", "/pages/0123456789abcdef/-1", "/pages/0123456789abcdef/99999999999999999999",
     "/assets/words.toml", "/.cchc/journal.sqlite", "/corrections.csv"],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(pages: Served, path: str) -> None:
    answer = pages.ask(path)
    assert answer.status == 404
    assert "root:" not in answer.text
    assert WORDS not in answer.text


def test_documents_with_a_secrecy_stamp_stay_out_unless_asked_for(pages: Served, out: Path) -> None:
    with served(out, secret=True) as all_pages:
        name = all_pages.doc_id("kin.txt")
        assert "kin.txt" in all_pages.ask("/").text
        assert WORDS in all_pages.ask(f"/documents/{name}").text
    assert "kin.txt" not in pages.ask("/").text
    assert pages.ask(f"/documents/{name}").status == 404
    assert pages.post(f"/documents/{name}/corrections", correction(pages)).status == 404


def test_the_command_prints_an_address_that_opens_and_ends_with_ctrl_c(out: Path) -> None:
    arguments = ["cchc", "review", "--out", str(out), "--port", "0", "--no-browser"]
    code = f"import sys; sys.argv = {arguments!r}; from pipeline.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{32}", process.stdout.readline())
            assert found
            with build_opener(HTTPCookieProcessor()).open(found[0], timeout=30) as answer:
                assert "cong-khai.txt" in answer.read().decode()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert "Traceback" not in errors
    assert process.returncode in (0, 130)


def test_a_port_that_is_taken_is_told_with_what_to_do(pages: Served, out: Path) -> None:
    from typer.testing import CliRunner

    from pipeline.cli import app

    told = CliRunner().invoke(app, ["review", "--out", str(out), "--port", str(pages.port), "--no-browser"])
    assert told.exit_code == 2
    assert "--port" in told.stderr


def test_a_correction_is_taken_with_what_was_understood_or_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cong-khai.txt").write_text(PLAN.format(stamp=""), encoding="utf-8")
    run(Store(tmp_path / "out"), [remembered(str(tmp_path / "in"))])
    with served(tmp_path / "out") as pages:
        address = f"/documents/{pages.doc_id('cong-khai.txt')}/corrections"
        good = correction(pages)
        for wrong in (
            {"new": "nhiều"},
            {"why": " "},
            {"field": "row_id"},
            {"dataset": "findings"},
            {"row_id": "0" * 16},
        ):
            answer = pages.post(address, good | wrong)
            told = json.loads(answer.body)
            assert (answer.status, told["saved"]) == (200, False)
            assert len(told["told"]) > 20
        assert not load(tmp_path / "out").corrections
        told = json.loads(pages.post(address, good | {"new": "91,5"}).body)
        assert told["told"] == "Đã ghi Giá trị → 91.5. Lần chạy sau sẽ áp dụng."
        title = good | {"dataset": "documents", "row_id": "document", "field": "title", "new": "Kế hoạch <b>mới</b>"}
        assert json.loads(pages.post(address, title).body)["saved"]
        kept = [
            (item.dataset, item.row_id, item.field, item.old, item.new) for item in load(tmp_path / "out").corrections
        ]
        assert kept == [
            ("targets", good["row_id"], "value", "90", "91.5"),
            ("documents", "", "title", "Cải cách hành chính năm 2023", "Kế hoạch <b>mới</b>"),
        ]
        page = pages.ask(address.removesuffix("/corrections")).text
        assert "Kế hoạch &lt;b&gt;mới&lt;/b&gt;" in page
        assert page.count('<span class="flag wait">') == 2
