"""What those at the desk do, and a program of theirs."""

from __future__ import annotations

import io
import json
import urllib.request
import zipfile
from typing import Any

from lofte.demo.browser import Browser, Page
from lofte.demo.check.frame import Demo, expect, until
from lofte.demo.check.person import ORG
from lofte.demo.names import MAJA, PASSWORD

STRANGER = "ronnbacken"
_LUDVIG = "ludvig@silverek.example"
_CONTROLS = 10


def staff_sign_in_with_password_and_code(demo: Demo) -> dict[str, Any]:
    _sign_in(demo, demo.staff, MAJA[0])
    return {"as": MAJA[0]}


def the_package_is_read_through(demo: Demo) -> dict[str, Any]:
    listed = demo.staff.open(f"/desk/{ORG}/requests/?lang=en")
    expect(demo.reference in listed.text, "The request is on the desk")
    row = next(a for a in listed.all("//a[@href]") if demo.reference in _row_of(a))
    demo.desk = demo.staff.open(row.get("href", ""))
    expect("Nobody has opened the package yet" in demo.desk.text, "Nobody has read it so far")
    package = demo.staff.send(demo.desk, "/package/")
    with zipfile.ZipFile(io.BytesIO(package.body)) as archive:
        return {"bytes": len(package.body), "files": len(archive.namelist())}


def the_answer_is_released(demo: Demo) -> dict[str, Any]:
    assert demo.desk  # noqa: S101  The step before left it.
    page = demo.staff.open(demo.desk.url)
    released = demo.staff.send(page, "/release/")
    expect("The answer is released" in released.text, "The desk says that it is released")
    return {}


def the_board_is_shown(demo: Demo) -> dict[str, Any]:
    page = demo.staff.open(f"/desk/{ORG}/promises/?lang=en")
    expect(page.status == 200, "The board answers")
    rows = page.all("//table//tr[.//a[contains(@href, '/promises/')]]")
    expect(len(rows) >= 10, "The board has the salon's promises")
    return {"promises": len(rows)}


def the_controls_are_asked_now(demo: Demo) -> dict[str, Any]:
    page = demo.staff.open(f"/desk/{ORG}/promises/controls/?lang=en")
    before = demo.staff.open(f"/desk/{ORG}/ledger/")
    answered = demo.staff.send(page, "/controls/evidence/")
    expect(answered.status == 200, "The controls can be asked from the desk")
    until(
        lambda: demo.staff.open(f"/desk/{ORG}/ledger/").text != before.text,
        "What they answer comes into the ledger",
    )
    return {}


def a_program_lists_requests(demo: Demo) -> dict[str, Any]:
    page = demo.staff.open(f"/desk/{ORG}/settings/?lang=en")
    issued = demo.staff.send(page, "/tokens/", name="Check", days="1", scopes="requests.view")
    (secret,) = issued.all("//*[@id='secret']")
    request = urllib.request.Request(  # noqa: S310 (our own address)
        f"{demo.base_url}/api/v1/requests?view=all",
        headers={"Authorization": f"Bearer {secret.text_content()}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        items = json.load(answer)["items"]
    expect(any(i["reference"] == demo.reference for i in items), "The request is in the list")
    return {"requests": len(items)}


def a_strangers_organisation_is_not_found(demo: Demo) -> dict[str, Any]:
    """Ludvig serves the salon alone: the clinic's desk is to him as if it were not there."""
    ludvig = Browser(demo.base_url)
    _sign_in(demo, ludvig, _LUDVIG)
    expect(ludvig.open(f"/desk/{ORG}/requests/").status == 200, "He gets to his own desk")
    for address in (f"/desk/{STRANGER}/", f"/desk/{STRANGER}/requests/"):
        expect(ludvig.open(address).status == 404, f"{address} is not found by a stranger")
    return {}


def _sign_in(demo: Demo, browser: Browser, email: str) -> None:
    page = browser.open("/account/login/?lang=en")
    second = browser.send(page, "/account/login/", login=email, password=PASSWORD)
    expect("/2fa/" in second.url, f"{email} is asked for the second step")
    signed_in = browser.send(second, "/2fa/", code=_code(demo, email))
    if "/account/" in signed_in.url:
        # The code changed while it was read: that happens to people too.
        signed_in = browser.send(signed_in, "/2fa/", code=_code(demo, email))
    expect("/account/" not in signed_in.url, f"{email} is signed in")


def _code(demo: Demo, email: str) -> str:
    """As the demo's own page shows it, where others would look at their telephone."""
    page: Page = demo.person.open("/demo/")
    row = next(row for row in page.all("//tr") if email in row.text_content())
    return str(row.xpath(".//code")[-1].text_content()).strip()


def _row_of(link: Any) -> str:
    rows = link.xpath("ancestor::tr")
    return str(rows[0].text_content()) if rows else ""
