"""Every page, in both languages, light and dark, on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.looking import LOOKS, SCHEMES, Look, at, faults, overflows, picture
from browser.running import SHOTS, Demo, Watch

pytestmark = pytest.mark.browser

OPEN = {
    "front": "/",
    "policy": "/o/silverek/",
    "policy-vendor": "/o/bjornmossa/",
    "ask": "/o/silverek/request/",
    "follow": "/o/silverek/follow/",
    "code": "/o/silverek/requests/AAAA-AAAA/code/",
    "login": "/account/login/",
    "demo": "/demo/",
    "demo-mail": "/demo/mail/",
    "not-found": "/o/no-such-organisation/",
}
DESK = {
    "choose": "/desk/",
    "home": "/desk/silverek/",
    "board": "/desk/silverek/promises/",
    "desk-policy": "/desk/silverek/promises/policy/",
    "controls": "/desk/silverek/promises/controls/",
    "changes": "/desk/silverek/promises/changes/",
    "requests": "/desk/silverek/requests/",
    "requests-all": "/desk/silverek/requests/?view=all",
    "systems": "/desk/silverek/systems/",
    "review": "/desk/silverek/review/",
    "ledger": "/desk/silverek/ledger/",
    "people": "/desk/silverek/people/",
    "settings": "/desk/silverek/settings/",
    "sessions": "/account/sessions/",
    "second-step": "/account/2fa/",
}
# A page reached from another by its first link that looks like this.
FROM = {
    "request": ("/desk/silverek/requests/?view=all", r"/desk/silverek/requests/[0-9a-f-]{36}/"),
    "promise": ("/desk/silverek/promises/", r"/desk/silverek/promises/[0-9a-f-]{36}/"),
    "system": ("/desk/silverek/systems/", r"/desk/silverek/systems/[0-9a-f-]{36}/"),
    "map": ("/desk/silverek/systems/", r"/desk/silverek/systems/[0-9a-f-]{36}/map/"),
    "reach": ("/desk/silverek/systems/", r"/desk/silverek/systems/[0-9a-f-]{36}/reach/"),
    "since": ("/desk/silverek/systems/", r"/desk/silverek/systems/[0-9a-f-]{36}/changes/"),
    "field": ("/desk/silverek/review/", r"/desk/silverek/fields/[0-9a-f-]{36}/"),
    "entry": ("/desk/silverek/ledger/", r"/desk/silverek/ledger/[0-9a-f-]{36}/"),
}


def look_over(page: Page, name: str, look: Look, watch: Watch) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        picture(page, SHOTS, f"{name}-{look}-{scheme}")
        # What a page is made of is the same by night; only its colours change.
        assert not faults(page, colours_only=scheme == "dark"), scheme
    assert overflows(page) == 0
    wanted = [e for e in watch.errors if "404" not in e]
    assert not wanted
    assert len(watch.hosts) == 1, f"a third party was asked: {watch.hosts}"


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", OPEN)
def test_a_page_for_everyone_is_whole(
    name: str, look: Look, demo: Demo, visitor: Callable[..., Page], watch: Watch
) -> None:
    page = visitor(width=look.width, language=look.language)
    page.goto(demo.url(at(OPEN[name], look.language)))
    look_over(page, name, look, watch)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_proof_in_the_margin_is_whole(
    look: Look, demo: Demo, visitor: Callable[..., Page], watch: Watch
) -> None:
    page = visitor(width=look.width, language=look.language)
    page.goto(demo.url(at("/o/silverek/", look.language)))
    page.click("a.s--kept >> nth=1")
    page.wait_for_selector(".proof")
    look_over(page, "proof", look, watch)


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk_is_whole(
    name: str, look: Look, demo: Demo, visitor: Callable[..., Page], watch: Watch,
    staff_state: str,
) -> None:  # fmt: skip
    page = visitor(width=look.width, language=look.language, state=staff_state)
    page.goto(demo.url(at(DESK[name], look.language)))
    look_over(page, f"desk-{name}", look, watch)


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", FROM)
def test_a_page_of_one_thing_is_whole(
    name: str, look: Look, demo: Demo, visitor: Callable[..., Page], watch: Watch,
    staff_state: str,
) -> None:  # fmt: skip
    page = visitor(width=look.width, language=look.language, state=staff_state)
    start, wanted = FROM[name]
    page.goto(demo.url(at(start, look.language)))
    found = re.search(f'href="({wanted})', page.content())
    assert found, f"{start} leads to no {name}"
    page.goto(demo.url(at(found[1], look.language)))
    look_over(page, f"desk-{name}", look, watch)
