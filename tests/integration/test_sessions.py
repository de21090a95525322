"""Sessions of staff: listed, and ended one at a time."""

from __future__ import annotations

import re

from django.test import Client

from cast import Cast, enter
from lofte.areas.access import steps
from lofte.areas.access.models import Account

PASSWORD = "granar-och-kottar-77"


def signed_in(cast: Cast, who: str) -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/130.0"})
    account = Account.objects.get(id=getattr(cast, who).actor)
    if not account.has_usable_password():
        steps.set_password(account_id=account.id, password=PASSWORD)
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    return client


def sessions_of(client: Client) -> list[int]:
    page = client.get("/account/sessions/")
    assert page.status_code == 200, page.headers
    return [int(n) for n in re.findall(r"/ui/sessions/(\d+)/end/", page.content.decode())]


def test_a_session_that_is_ended_is_out_at_its_next_request() -> None:
    cast = enter()
    mine, other = signed_in(cast, "bob"), signed_in(cast, "bob")
    assert other.get(f"/desk/{cast.slug}/").status_code == 200

    (theirs,) = sessions_of(mine)
    assert mine.post(f"/ui/sessions/{theirs}/end/").status_code == 302

    assert other.get(f"/desk/{cast.slug}/").status_code == 302
    assert mine.get(f"/desk/{cast.slug}/").status_code == 200
    assert sessions_of(mine) == []


def test_nobody_ends_somebody_elses_session() -> None:
    cast = enter()
    bob, other_bob, charlie = (signed_in(cast, w) for w in ("bob", "bob", "charlie"))
    (theirs,) = sessions_of(bob)

    assert charlie.post(f"/ui/sessions/{theirs}/end/").status_code == 404

    assert other_bob.get(f"/desk/{cast.slug}/").status_code == 200
