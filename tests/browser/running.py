"""The demo that is looked at, and who looks."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from lofte.demo.accounts import PASSWORD

SUBMIT = "main form:not([data-passkey]) button >> nth=0"
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"


@dataclass
class Demo:
    base: str
    home: Path

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def second_step(self, email: str) -> str:
        """The code the demo's own page shows for this person just now."""
        with urllib.request.urlopen(self.url("/demo/?lang=en")) as answer:
            page = answer.read().decode()
        _, _, after = page.partition(email)
        found = re.search(r"\b(\d{3}\s?\d{3})\b", re.sub(r"<[^>]+>", " ", after))
        assert found, f"the demo's page shows no code for {email}"
        return found[1].replace(" ", "")

    def latest_mail(self, address: str) -> str:
        outbox = sorted(
            (self.home / "demo" / "outbox").iterdir(), key=lambda p: p.stat().st_mtime
        )
        for path in reversed(outbox):
            text = path.read_text(errors="replace")
            if address in text:
                return text
        raise AssertionError(f"no mail to {address}")


@dataclass
class Watch:
    """What went wrong while a page was shown, and whom it asked."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def over(self, page: Page) -> None:
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda r: self.hosts.add(r.url.split("/")[2]))


def sign_in(page: Page, demo: Demo, email: str) -> None:
    page.goto(demo.url("/account/login/?lang=en"))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click(SUBMIT)
    spent = ""
    while "authenticate" in page.url:
        # A code opens once; whoever signed in with this one a moment ago waits for the next.
        while (code := demo.second_step(email)) == spent:
            time.sleep(1)
        page.fill("input[name=code]", code)
        page.click(SUBMIT)
        page.wait_for_load_state()
        spent = code
    page.wait_for_url(re.compile(r"/desk/"))


def wait_for(demo: Demo, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        with contextlib.suppress(OSError):
            if b"/account/login" in log.read_bytes() or b"http://" in log.read_bytes():
                with urllib.request.urlopen(demo.base, timeout=5):
                    return
        time.sleep(0.3)
    raise AssertionError(f"the demo did not answer: {log.read_text(errors='replace')[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
