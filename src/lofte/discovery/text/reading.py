"""One page read by all rules: claims made by form, weighed by words, the weaker of two that
overlap left out.

What is said of a place depends only on the bytes within `MARGIN` of it. So a long text can be
read block by block, or by several processes, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from lofte.discovery.text.accounts import find_accounts, find_vat
from lofte.discovery.text.addresses import find_addresses
from lofte.discovery.text.births import find_births
from lofte.discovery.text.care import find_codes, find_reserves
from lofte.discovery.text.contact import find_emails, find_postcodes
from lofte.discovery.text.devices import find_cookies, find_imeis, find_uuids
from lofte.discovery.text.digits import Runs, runs_of
from lofte.discovery.text.found import CODE, NOTHING, Found, together
from lofte.discovery.text.health import find_terms
from lofte.discovery.text.keys import find_keys, find_url_logins
from lofte.discovery.text.literals import Engine
from lofte.discovery.text.money import find_bankgiro, find_cards, find_ibans, find_plusgiro
from lofte.discovery.text.names import find_names
from lofte.discovery.text.networks import find_colons, find_ipv4, find_other_macs
from lofte.discovery.text.organisations import find_hsa, find_organisations
from lofte.discovery.text.pages import PAD, Bools, Page
from lofte.discovery.text.people import find_people
from lofte.discovery.text.phones import find_phones
from lofte.discovery.text.places import find_coordinates, find_degrees, find_plates
from lofte.discovery.text.scoring import weigh
from lofte.discovery.text.secrets import find_secrets
from lofte.discovery.text.tokens import Words, words_of_page
from lofte.discovery.types import Type

EVERY = frozenset(Type)

MARGIN = 4096


@dataclass(frozen=True)
class Ground:
    """A page, and what rules share of it."""

    page: Page
    today: date
    engine: type[Engine]

    @cached_property
    def runs(self) -> Runs:
        return runs_of(self.page)

    @cached_property
    def words(self) -> Words:
        return words_of_page(self.page)


Rule = Callable[[Ground], Iterable[Found]]

_NUMBERS: tuple[Rule, ...] = (
    lambda on: find_people(on.page, on.runs, on.today),
    lambda on: find_organisations(on.page, on.runs),
    lambda on: find_hsa(on.page, on.runs),
    lambda on: find_bankgiro(on.page, on.runs),
    lambda on: find_plusgiro(on.page, on.runs),
    lambda on: find_cards(on.page, on.runs),
    lambda on: find_ibans(on.page, on.runs),
    lambda on: find_phones(on.page, on.runs),
    lambda on: find_postcodes(on.page, on.runs),
    lambda on: find_ipv4(on.page, on.runs),
    lambda on: find_plates(on.page, on.runs),
)
"""Always read together, for they decide between one another."""

_SIGNS: tuple[Rule, ...] = (
    lambda on: find_emails(on.page),
    lambda on: find_colons(on.page),
)

_OTHERS: dict[Type, tuple[Rule, ...]] = {
    Type.RESERVNUMMER: (lambda on: find_reserves(on.page, on.runs),),
    Type.BANK_ACCOUNT: (lambda on: find_accounts(on.page, on.runs),),
    Type.VAT_NUMBER: (lambda on: find_vat(on.page, on.runs),),
    Type.MAC_ADDRESS: (lambda on: find_other_macs(on.page),),
    Type.DEVICE_ID: (
        lambda on: find_uuids(on.page),
        lambda on: find_imeis(on.page, on.runs),
        lambda on: find_cookies(on.page, on.runs),
    ),
    Type.COORDINATES: (
        lambda on: find_coordinates(on.page, on.runs),
        lambda on: find_degrees(on.page),
    ),
    Type.BIRTH_DATE: (lambda on: find_births(on.page, on.runs, on.words, on.today),),
    Type.POSTAL_ADDRESS: (lambda on: find_addresses(on.page, on.runs, on.words),),
    Type.PERSON_NAME: (lambda on: find_names(on.page, on.words),),
    Type.PASSWORD: (lambda on: find_url_logins(on.page),),
    Type.USERNAME: (lambda on: find_secrets(on.page, on.engine),),
    Type.API_KEY: (lambda on: find_keys(on.page, on.engine),),
    Type.HEALTH_TERM: (
        lambda on: find_codes(on.page, on.runs),
        lambda on: find_terms(on.page),
    ),
}
"""Read when the type is asked for. Logins and secrets come together."""

_TOGETHER = (Type.USERNAME, Type.PASSWORD, Type.API_KEY)


def read_page(page: Page, types: Collection[Type], today: date, engine: type[Engine]) -> Found:
    """All findings of a page that are more likely right than wrong; places count from its
    first wall."""
    ground = Ground(page, today, engine)
    claims = together([claim for rule in _rules(ground, types) for claim in rule(ground)])
    if not len(claims):
        return NOTHING
    weighed = weigh(page, ground.runs, claims, engine)
    likely = weighed.take(weighed.score > 0)
    best = likely.take(~_dominated(likely))
    return best.take(_wanted(best, types)).moved(-PAD)


def _rules(ground: Ground, types: Collection[Type]) -> list[Rule]:
    wanted = set(types)
    if wanted.intersection(_TOGETHER):
        wanted.update(_TOGETHER)
    others = [rule for type_ in _OTHERS if type_ in wanted for rule in _OTHERS[type_]]
    if not len(ground.runs):
        # The rules of numbers may then count on there being some.
        others = [rule for rule in others if rule in _WITHOUT_NUMBERS]
    return [*(_NUMBERS if len(ground.runs) else ()), *_SIGNS, *others]


_WITHOUT_NUMBERS = frozenset(
    (
        *_OTHERS[Type.PERSON_NAME],
        *_OTHERS[Type.PASSWORD],
        *_OTHERS[Type.USERNAME],
        *_OTHERS[Type.API_KEY],
        *_OTHERS[Type.MAC_ADDRESS],
        _OTHERS[Type.HEALTH_TERM][1],
        _OTHERS[Type.DEVICE_ID][0],
    )
)


def _wanted(claims: Found, types: Collection[Type]) -> Bools:
    wanted = np.zeros(len(CODE), bool)
    wanted[[CODE[type_] for type_ in types]] = True
    return wanted[claims.type]


_RIVALS = 8


def _dominated(claims: Found) -> Bools:
    """Whether a claim overlaps a stronger one: a higher score, then a longer span, then an
    earlier place. Asks only the next few in order, which keeps it linear and local."""
    start, end, score = claims.start, claims.end, claims.score
    size = end - start
    loses = np.zeros(len(claims), bool)
    for step in range(1, min(_RIVALS, len(claims) - 1) + 1):
        one = np.flatnonzero(start[step:] < end[:-step])
        if not len(one):
            break
        two = one + step
        first = score[one] > score[two]
        first |= (score[one] == score[two]) & (size[one] >= size[two])
        loses[np.where(first, two, one)] = True
    return loses
