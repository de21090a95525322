"""People who ask for their data and do not give up, and the handler who lets it go.

Each writes down what the server acknowledged: that, and everything that follows from it,
must be true afterwards.
"""

from __future__ import annotations

import io
import json
import math
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from crash.browser import Browser, NoAnswer, Page
from crash.postbox import Postbox
from lofte.kernel.ids import new_id

PAUSE = 0.5
PATIENCE = 300.0
ANOTHER_AFTER = 20.0
"""Seconds a person waits for a later mail before asking for another code."""


@dataclass
class Acknowledged:
    """What the server said it had done, by reference or id of the request."""

    submitted: list[str] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)


@dataclass
class Patience:
    """Asks again, as people do, until it is answered or all is given up."""

    given_up: Event = field(default_factory=Event)

    def answered(self, ask: Callable[[], Page]) -> Page:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return ask()
            except NoAnswer:
                if time.monotonic() > deadline or self.given_up.is_set():
                    raise
                time.sleep(PAUSE)

    def until(self, true: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline and not self.given_up.is_set(), otherwise
            time.sleep(PAUSE)


class Person:
    def __init__(
        self, number: int, *, port: int, slug: str, postbox: Postbox, told: Acknowledged,
        patience: Patience,
    ) -> None:  # fmt: skip
        address = f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"
        self.email = f"person{number}@post.example"
        self._name = f"Person {number}"
        self._browser = Browser(port, address)
        self._place, self._postbox, self._told = f"/o/{slug}", postbox, told
        self._ask, self._until = patience.answered, patience.until
        self._tried: set[str] = set()
        self._refused_at = math.inf
        self.reference = ""

    def whole_journey(self) -> None:
        """From the first word to the package in hand, whoever is killed meanwhile."""
        self.submits()
        self.proves()
        self.fetches()

    def submits(self) -> None:
        fields = {"name": self._name, "email": self.email}
        page = self._ask(lambda: self._browser.post(f"{self._place}/request/", fields))
        assert page.status == 302, page
        self.reference = page.location.split("/")[-3]
        self._told.submitted.append(self.reference)

    def proves(self) -> None:
        """With the code mailed last; with another one when it was taken and no answer came."""
        self._until(self._tries_a_code, f"{self.reference} could not be proven")
        self._told.proven.append(self.reference)

    def _tries_a_code(self) -> bool:
        digits = self._newest_code()
        if digits is None:
            if time.monotonic() - self._refused_at > ANOTHER_AFTER:
                self._asks_for_another_code()
            return False
        fields = {"digits": digits}
        page = self._ask(lambda: self._browser.post(f"{self._here()}code/", fields))
        assert page.status in (302, 422), page
        self._tried.add(digits)
        self._refused_at = time.monotonic()
        return page.status == 302

    def fetches(self) -> None:
        self._until(self._sees_that_it_is_there, f"{self.reference} was not answered")
        page = self._ask(
            lambda: self._browser.post(f"{self._here()}package/", {}, form=self._here())
        )
        assert page.status == 200, page
        self._opens(page.body)
        self._told.fetched.append(self.reference)

    def _sees_that_it_is_there(self) -> bool:
        page = self._ask(lambda: self._browser.get(self._here()))
        assert page.status == 200, page
        return f"{self._here()}package/".encode() in page.body

    def _opens(self, octets: bytes) -> None:
        """It is whole, and holds this person's rows and nobody else's."""
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            assert archive.testzip() is None
            customers = json.loads(archive.read("Bokningen/public.customers.json"))
            bookings = json.loads(archive.read("Bokningen/public.bookings.json"))
        assert [row["email"] for row in customers] == [self.email], customers
        mine = customers[0]["id"]
        assert [row["customer_id"] for row in bookings] == [mine, mine], bookings

    def _asks_for_another_code(self) -> None:
        fields = {"reference": self.reference, "email": self.email}
        page = self._ask(lambda: self._browser.post(f"{self._place}/follow/", fields))
        assert page.status == 302, page
        self._refused_at = time.monotonic()

    def _newest_code(self) -> str | None:
        """Of the latest mail; None when it has been tried, or none has come."""
        newest = next(iter(self._postbox.codes(self.email)), None)
        return newest if newest not in self._tried else None

    def _here(self) -> str:
        return f"{self._place}/requests/{self.reference}/"


class Handler:
    """Works through the API; releases whatever waits to be read through."""

    def __init__(
        self, *, port: int, token: str, told: Acknowledged, patience: Patience
    ) -> None:
        self._browser = Browser(port, headers={"Authorization": f"Bearer {token}"})
        self._told, self._ask = told, patience.answered

    def releases_all(self) -> None:
        page = self._ask(lambda: self._browser.get("/api/v1/requests?view=open&limit=100"))
        for found in json.loads(page.body)["items"]:
            if found["state"] == "review":
                self._releases(found["id"])

    def _releases(self, request_id: str) -> None:
        """Until it is: under one key as long as that answers, then looking what was done."""
        opened = self._ask(lambda: self._browser.get(f"/api/v1/requests/{request_id}/package"))
        assert opened.status == 200, opened
        key = new_id().hex
        while self._state(request_id) == "review":
            page = self._ask(
                lambda key=key: self._browser.send(  # type: ignore[misc]
                    f"/api/v1/requests/{request_id}/release", "", {"Idempotency-Key": key}
                )
            )
            if page.status == 204:
                self._told.released.append(request_id)
                return
            # 409: the server was killed between the claim on the key and its answer.
            assert page.status == 409, page
            key = new_id().hex

    def _state(self, request_id: str) -> str:
        page = self._ask(lambda: self._browser.get(f"/api/v1/requests/{request_id}"))
        whole: dict[str, Any] = json.loads(page.body)
        return str(whole["state"])
