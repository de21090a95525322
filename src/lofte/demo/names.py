"""The organisations of the demo and those who serve them. Every name is invented."""

from __future__ import annotations

from dataclasses import dataclass

from lofte.areas.access.rules import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    slug: str
    name: str
    org_number: str
    trade: str
    contact_email: str
    contact_address: str
    officer_name: str
    officer_email: str
    customer_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person in one role at one organisation, in days before the demo's today."""

    org: str
    email: str
    name: str
    role: Role
    joined: int
    left: int | None = None


BJORNMOSSA = Organisation(
    slug="bjornmossa",
    name="Björnmossa Vårdsystem AB",
    org_number="559999-1014",
    trade="journal and planning for care providers",
    contact_email="hej@bjornmossa.example",
    contact_address="Mossvägen 2, 923 14 Mossebo",
    officer_name="Henrik Aspelund",
    officer_email="dataskydd@bjornmossa.example",
)

TUSSILAGO = Organisation(
    slug="tussilago",
    name="Tussilago Bokning AB",
    org_number="559999-2012",
    trade="internet booking and text messages",
    contact_email="hej@tussilago.example",
    contact_address="Dikesrenen 11, 914 21 Björkfors",
    officer_name="Henrik Aspelund",
    officer_email="ombud@tussilago.example",
)

SILVEREK = Organisation(
    slug="silverek",
    name="Salong Silverek",
    org_number="559999-0016",
    trade="hair salon",
    contact_email="salongen@silverek.example",
    contact_address="Storgatan 7, 914 10 Tallhamra",
    # A salon need not have a data protection officer (Art. 37 GDPR); the owner answers.
    officer_name="Greta Silverek",
    officer_email="integritet@silverek.example",
    customer_of="tussilago",
)

RONNBACKEN = Organisation(
    slug="ronnbacken",
    name="Kliniken Rönnbacken",
    org_number="559999-0024",
    trade="small clinic",
    contact_email="mottagningen@ronnbacken.example",
    contact_address="Backen 1, 923 05 Askvik",
    officer_name="Henrik Aspelund",
    officer_email="ombud@ronnbacken.example",
    customer_of="tussilago",
)

ORGANISATIONS = (BJORNMOSSA, TUSSILAGO, SILVEREK, RONNBACKEN)

PASSWORD = "mossa-och-granris"  # noqa: S105  Everybody's, and printed on the demo's own page.

HENRIK = ("henrik.aspelund@ombud.example", "Henrik Aspelund")
MAJA = ("maja.forsgren@tussilago.example", "Maja Forsgren")
SIV = ("siv.tornberg@granskning.example", "Siv Tornberg")

_O, _P, _H, _A, _V = Role.OWNER, Role.PRIVACY_OFFICER, Role.HANDLER, Role.AUDITOR, Role.VIEWER


def _at(
    org: str, role: Role, who: tuple[str, str], joined: int = 372, left: int | None = None
) -> Member:
    return Member(org=org, email=who[0], name=who[1], role=role, joined=joined, left=left)


MEMBERS = (
    _at("bjornmossa", _O, ("karin.bjornhage@bjornmossa.example", "Karin Björnhage")),
    _at("bjornmossa", _P, HENRIK),
    _at("bjornmossa", _H, MAJA, 290),
    _at("bjornmossa", _H, ("ulf.nordqvist@bjornmossa.example", "Ulf Nordqvist"), left=131),
    _at("bjornmossa", _A, SIV, 250),
    _at("bjornmossa", _V, ("petter.lagerlund@bjornmossa.example", "Petter Lagerlund"), 205),
    _at("tussilago", _O, ("lo.tuvesson@tussilago.example", "Lo Tuvesson")),
    _at("tussilago", _P, HENRIK),
    _at("tussilago", _H, MAJA),
    _at("tussilago", _H, ("yasmin.farah@tussilago.example", "Yasmin Farah"), 152),
    _at("tussilago", _A, SIV, 250),
    _at("tussilago", _V, ("elof.brandt@tussilago.example", "Elof Brandt"), 300),
    _at("silverek", _O, ("greta@silverek.example", "Greta Silverek")),
    _at("silverek", _P, MAJA),
    _at("silverek", _H, ("ludvig@silverek.example", "Ludvig Arnesson"), 340),
    _at("silverek", _V, ("klas@silverek.example", "Klas Öhrnell"), 180, left=40),
    _at("ronnbacken", _O, ("ragnhild@ronnbacken.example", "Ragnhild Torstensdotter")),
    _at("ronnbacken", _P, HENRIK),
    _at("ronnbacken", _H, MAJA, 350),
    _at("ronnbacken", _H, ("esra@ronnbacken.example", "Esra Demirel"), 210),
)
"""Everyone's service, ended or not. Henrik, Maja and Siv serve several organisations."""
