"""What people come to do, done in a browser."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.running import Demo, sign_in
from lofte.demo.accounts import PASSWORD
from lofte.demo.booking.people import SIGNE, TAGE
from lofte.demo.names import MAJA

pytestmark = pytest.mark.browser


def ask(page: Page, demo: Demo, *, slug: str, name: str, email: str) -> str:
    page.goto(demo.url(f"/o/{slug}/?lang=en"))
    page.click("header >> text=Ask for your data")
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", email)
    page.click("main form:not([data-passkey]) button >> nth=0")
    page.wait_for_url(re.compile(r"/code/"))
    found = re.search(r"/requests/([A-Z0-9-]+)/code/", page.url)
    assert found
    return found[1]


def code_from_mail(demo: Demo, email: str, reference: str) -> str:
    for _ in range(60):
        try:
            mail = demo.latest_mail(email)
        except (AssertionError, FileNotFoundError):
            mail = ""
        if reference in mail and (found := re.search(r"^\s{4}(\d{6})\s*$", mail, re.MULTILINE)):
            return found[1]
        time.sleep(0.5)
    raise AssertionError("no code came by mail")


def follow_until(page: Page, heading: str) -> None:
    for _ in range(60):
        if page.get_by_role("heading", level=1).inner_text() == heading:
            return
        time.sleep(0.5)
        page.reload()
    raise AssertionError(f"never came to: {heading}")


def release(page: Page, demo: Demo, *, slug: str, reference: str) -> None:
    page.goto(demo.url(f"/desk/{slug}/requests/?lang=en&find={reference}&view=all"))
    page.click(f"main a[href*='/desk/{slug}/requests/'][data-row] >> nth=0")
    page.wait_for_url(re.compile(r"/requests/[0-9a-f-]{36}/"))
    with page.expect_download():
        page.click("form[action$='/package/'] button")
    page.click("form[action$='/release/'] button")
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_person_asks_a_handler_answers_and_the_person_fetches(
    script: bool, demo: Demo, visitor: Callable[..., Page], tmp_path: Path
) -> None:
    who = SIGNE if script else TAGE
    slug = "silverek" if script else "ronnbacken"
    person = visitor(language="en", script=script)
    reference = ask(person, demo, slug=slug, name=who.name, email=who.email)
    person.fill("input[name=digits]", code_from_mail(demo, who.email, reference))
    person.click("main form:not([data-passkey]) button >> nth=0")
    follow_until(person, "A person is reading your data through")

    staff = visitor(language="en", script=script)
    sign_in(staff, demo, MAJA[0] if script else "henrik.aspelund@ombud.example")
    release(staff, demo, slug=slug, reference=reference)

    follow_until(person, "Your answer is here")
    with person.expect_download() as download:
        person.click("form[action$='/package/'] button")
    path = tmp_path / "package.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as held:
        assert held.testzip() is None
        everything = b"".join(held.read(name) for name in held.namelist()).decode()
    assert who.email in everything
    assert not re.search(r"@post\.example", everything.replace(who.email, ""))


def test_a_wrong_code_keeps_the_person_on_the_page_with_a_word_beside_the_field(
    demo: Demo, visitor: Callable[..., Page]
) -> None:
    page = visitor(language="en")
    ask(page, demo, slug="silverek", name="Nobody", email="nobody.here@post.example")
    page.fill("input[name=digits]", "000000")
    page.click("main form:not([data-passkey]) button >> nth=0")
    expect(page.locator("main")).to_contain_text("The code is not right")


def test_a_sentence_is_chosen_with_the_keyboard_and_its_proof_takes_focus(
    demo: Demo, visitor: Callable[..., Page]
) -> None:
    page = visitor(language="en")
    page.goto(demo.url("/o/silverek/?lang=en"))
    page.focus("a.s--kept >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector(".proof")
    assert "sentence=" in page.url
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.proof') !== null")


def test_skipping_to_the_content_is_the_first_stop_of_the_keyboard(
    demo: Demo, visitor: Callable[..., Page]
) -> None:
    page = visitor(language="sv")
    page.goto(demo.url("/o/silverek/?lang=sv"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_the_desk_switches_between_organisations(
    demo: Demo, visitor: Callable[..., Page], staff_state: str
) -> None:
    page = visitor(language="en", state=staff_state)
    page.goto(demo.url("/desk/silverek/?lang=en"))
    page.click("header.bar details.menu summary >> nth=0")
    page.click("header.bar >> text=Kliniken Rönnbacken")
    page.wait_for_url(re.compile("/desk/ronnbacken/"))


def test_a_colleague_adds_a_passkey_and_signs_in_with_it(
    demo: Demo, visitor: Callable[..., Page]
) -> None:
    page = visitor(language="en")
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                     "hasUserVerification": True, "isUserVerified": True,
                     "automaticPresenceSimulation": True}},
    )  # fmt: skip
    # A passkey belongs to a name; an address of numbers cannot have one (WebAuthn, 5.1.2).
    demo = replace(demo, base=demo.base.replace("127.0.0.1", "localhost"))
    sign_in(page, demo, "ludvig@silverek.example")
    page.goto(demo.url("/account/2fa/webauthn/add/?lang=en"))
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.click("main form:not([data-passkey]) button >> nth=0")
    page.fill("input[name=name]", "Test key")
    # Only a passkey that says who it belongs to opens without a password.
    page.check("input[name=passwordless]")
    page.click("main form[data-passkey='create'] button.btn--main")
    page.wait_for_url(lambda url: "/2fa/" in url and "/add/" not in url)

    page.context.clear_cookies()
    page.goto(demo.url("/account/login/?lang=en"))
    page.click("form[data-passkey='login'] button")
    page.wait_for_url(re.compile(r"/desk/"))
