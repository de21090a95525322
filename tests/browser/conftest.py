"""The demo, started as a newcomer would, and Chromium looking at it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.running import Demo, Watch, free_port, sign_in, wait_for
from lofte.demo.names import MAJA

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """LOFTE_DEMO_AT=<LOFTE_HOME>:<port> looks at a demo that runs already."""
    if running := os.environ.get("LOFTE_DEMO_AT"):
        place, _, at = running.rpartition(":")
        yield Demo(base=f"http://127.0.0.1:{at}", home=Path(place))
        return
    home = Path(tempfile.mkdtemp(prefix="lofte-browser-", dir="/var/tmp"))
    home.chmod(0o711)
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LOFTE_")}
    with (home / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lofte", "demo", "--port", str(port)],
            env={**clean, "LOFTE_HOME": str(home)},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        found = Demo(base=f"http://127.0.0.1:{port}", home=home)
        try:
            wait_for(found, process, home / "demo.log")
            yield found
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=40)
            shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visitor(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A fresh browser: `visitor(width=390, scheme="dark", language="sv", script=False)`."""
    opened: list[BrowserContext] = []

    def open_(
        *, width: int = 1440, scheme: str = "light", language: str = "sv", script: bool = True,
        state: str | None = None,
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale={"sv": "sv-SE", "en": "en-GB"}[language],
            java_script_enabled=script,
            storage_state=state,
        )
        opened.append(context)
        page = context.new_page()
        watch.over(page)
        return page

    yield open_
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def staff_state(demo: Demo, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Maja Forsgren, signed in, for every page of the desk."""
    context = chromium.new_context()
    page = context.new_page()
    sign_in(page, demo, MAJA[0])
    path = str(tmp_path_factory.mktemp("state") / "maja.json")
    context.storage_state(path=path)
    context.close()
    return path
