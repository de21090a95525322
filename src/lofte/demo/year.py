"""The script of the demo's year. Days are counted back from today; names stand in `names`."""

from __future__ import annotations

from lofte.demo.names import HENRIK, MAJA, MEMBERS
from lofte.demo.story import (
    Ask,
    Attestation,
    Dormancy,
    Habit,
    Publication,
    Reach,
    Review,
    Story,
    System,
    Wants,
    Weekly,
)

# Person, what they want, then days: ago, until the address was proved, until answered.
_Row = tuple[int, Wants, int, int, int]

_A, _C, _E = Wants.ACCESS, Wants.RECTIFY, Wants.ERASE
_O, _P = Wants.OBJECT, Wants.PORT

_BJORNMOSSA: tuple[_Row, ...] = (
    (93, _A, 346, 1, 10),
    (3146, _A, 331, 0, 11),
    (446, _A, 307, 0, 10),
    (3407, _A, 293, 3, 17),
    (3009, _C, 274, 0, 8),
    (2763, _A, 257, 1, 19),
    (3362, _A, 240, 0, 9),
    (1207, _C, 224, 0, 11),
    (1777, _C, 202, 0, 5),
    (3340, _A, 187, 0, 14),
    (2666, _A, 162, 0, 17),
    (2771, _E, 151, 0, 11),
    (764, _A, 129, 3, 10),
    (2610, _A, 113, 0, 7),
    (1148, _A, 97, 0, 15),
    (1203, _A, 74, 3, 7),
    (1182, _A, 60, 0, 22),
    (638, _A, 40, 0, 17),
)

_TUSSILAGO: tuple[_Row, ...] = (
    (2542, _C, 325, 2, 12),
    (1036, _O, 288, 0, 9),
    (1874, _A, 257, 0, 7),
    (1201, _A, 219, 2, 11),
    (266, _A, 184, 0, 13),
    (624, _E, 149, 0, 10),
    (3431, _A, 115, 0, 10),
    (2681, _A, 89, 5, 17),
    (1737, _A, 50, 0, 10),
)

_SILVEREK: tuple[_Row, ...] = (
    (3415, _A, 320, 2, 14),
    (864, _A, 306, 0, 11),
    (1343, _A, 296, 0, 15),
    (2686, _O, 284, 0, 16),
    (875, _A, 274, 0, 15),
    (3349, _A, 266, 1, 14),
    (2821, _A, 260, 1, 5),
    (1159, _A, 248, 0, 1),
    # The one answered late, a week beyond its month, and nobody had said why.
    (534, _A, 237, 2, 39),
    (2343, _E, 229, 0, 15),
    (907, _E, 222, 3, 20),
    (1633, _A, 205, 0, 8),
    (838, _C, 201, 0, 9),
    (1943, _E, 187, 0, 18),
    (2860, _A, 183, 0, 6),
    (1497, _A, 167, 2, 11),
    (55, _E, 157, 0, 9),
    (1573, _C, 150, 2, 18),
    (969, _E, 139, 0, 14),
    (3282, _C, 133, 0, 21),
    (2925, _A, 121, 0, 16),
    (3438, _A, 114, 2, 14),
    (697, _A, 104, 1, 16),
    # Nour Hallin, in English.
    (1, _A, 92, 0, 12),
    (2922, _C, 81, 3, 19),
    (2943, _A, 69, 0, 5),
    (1696, _A, 64, 0, 9),
    (2783, _A, 52, 1, 19),
    (1924, _E, 38, 0, 10),
    (1616, _O, 32, 0, 5),
)

_RONNBACKEN: tuple[_Row, ...] = (
    (708, _A, 282, 0, 14),
    (596, _A, 267, 1, 9),
    (203, _A, 254, 1, 6),
    (681, _A, 235, 3, 17),
    (53, _A, 220, 0, 18),
    (213, _O, 211, 2, 16),
    (1187, _A, 189, 5, 7),
    (467, _E, 173, 5, 21),
    (498, _C, 160, 1, 17),
    (1096, _E, 147, 0, 12),
    (832, _O, 132, 0, 15),
    (1118, _A, 114, 0, 14),
    (758, _E, 101, 1, 12),
    (723, _P, 84, 1, 13),
    (1002, _O, 67, 1, 14),
    (500, _E, 50, 0, 10),
    (346, _A, 33, 3, 13),
)

_EXTENDED = (
    Ask(org="silverek", person=410, wants=_A, ago=178, extended=23, answered=58),
    Ask(org="ronnbacken", person=77, wants=_A, ago=140, extended=20, answered=66),
    Ask(org="bjornmossa", person=2044, wants=_E, ago=118, extended=24, answered=47),
)
"""Those that took longer than a month, and were told so before it was out."""

_UNPROVED = (
    Ask(org="silverek", person=1210, wants=_A, ago=143, confirmed=None),
    Ask(org="tussilago", person=3999, wants=_E, ago=76, confirmed=None),
)
"""Nobody ever proved the address, so nothing was handed out."""

_OPEN = (
    # Tage Lindmark wants his notes gone; the law says they stay. Close to its limit.
    Ask(org="ronnbacken", person=0, wants=_E, ago=25),
    Ask(org="silverek", person=2301, wants=_A, ago=17, confirmed=1),
    Ask(org="bjornmossa", person=1450, wants=_A, ago=11),
    Ask(org="silverek", person=188, wants=_E, ago=6),
    Ask(org="silverek", person=3077, wants=_A, ago=1, confirmed=None),
)
"""Under way today; the newest has yet to prove the address."""


def _answered(org: str, rows: tuple[_Row, ...]) -> tuple[Ask, ...]:
    return tuple(
        Ask(org=org, person=person, wants=wants, ago=ago, confirmed=proved, answered=done)
        for person, wants, ago, proved, done in rows
    )


_PUBLICATIONS = (
    Publication(
        org="bjornmossa",
        version=1,
        ago=365,
        leaves_out=("systems_known", "scanned_every_week", "leavers_out_same_day", "backups"),
    ),
    Publication(org="bjornmossa", version=2, ago=240, leaves_out=("scanned_every_week",)),
    Publication(org="bjornmossa", version=3, ago=82),
    Publication(
        org="tussilago",
        version=1,
        ago=365,
        leaves_out=("scanned_every_week", "dormant_closed_after_90_days", "nothing_sold"),
    ),
    Publication(org="tussilago", version=2, ago=238),
    Publication(
        org="silverek", version=1, ago=335, leaves_out=("systems_known", "scanned_every_week")
    ),
    Publication(org="silverek", version=2, ago=122),
    Publication(org="ronnbacken", version=1, ago=300, leaves_out=("scanned_every_week",)),
    Publication(org="ronnbacken", version=2, ago=150),
)

_REVIEWS = (
    Review(org="bjornmossa", ago=241, by=HENRIK[0]),
    Review(org="tussilago", ago=239, by=HENRIK[0]),
    Review(org="silverek", ago=123, by=MAJA[0]),
    Review(org="ronnbacken", ago=151, by=HENRIK[0]),
)

# Organisation, who gives their word, days ago, the sentences it is given for.
_WORDS = (
    ("bjornmossa", HENRIK[0], 232, ("on_instruction", "free_of_charge", "care", "training")),
    ("bjornmossa", HENRIK[0], 80, ("no_copy_of_identity_card", "only_what_is_needed")),
    ("bjornmossa", MAJA[0], 80, ("corrected_everywhere", "what_we_keep_of_users")),
    ("bjornmossa", HENRIK[0], 78, ("backups", "told_within_24_hours", "invoices")),
    ("tussilago", HENRIK[0], 230, ("on_instruction", "nothing_sold", "invoices")),
    ("tussilago", MAJA[0], 96, ("passed_on", "readable_package", "what_we_keep")),
    ("tussilago", HENRIK[0], 96, ("newsletter_on_request", "bookings_kept")),
    ("silverek", MAJA[0], 120, ("no_gossip", "invoices")),
    ("ronnbacken", HENRIK[0], 149, ("records_ten_years", "only_those_in_care")),
)
# Nobody gives their word for Tussilago's training and forethought: they stay unproven.

_SYSTEMS = (
    System(
        org="tussilago",
        name="Internetbokningen",
        reach=Reach.POSTGRESQL,
        ago=362,
        holds="Alla kunders bokningar, meddelanden och fakturor",
    ),
    System(
        org="tussilago",
        name="Kundregistret",
        reach=Reach.BY_HAND,
        ago=360,
        holds="Namn och telefon till dem vi har avtal med",
    ),
    System(
        org="tussilago",
        name="Supportbrevlådan",
        reach=Reach.BY_HAND,
        ago=355,
        holds="Frågor från företag och deras kunder",
    ),
    System(
        org="silverek",
        name="Internetbokningen",
        reach=Reach.POSTGRESQL,
        ago=334,
        holds="Salongens bokningar, sms, fakturor och nyhetsbrev",
        business=1,
    ),
    System(
        org="silverek",
        name="Pärmen i kassan",
        reach=Reach.BY_HAND,
        ago=330,
        holds="Kvitton och färgrecept på papper",
    ),
    System(
        org="ronnbacken",
        name="Internetbokningen",
        reach=Reach.POSTGRESQL,
        ago=299,
        holds="Klinikens bokningar, påminnelser och anteckningar",
        business=2,
    ),
    System(
        org="ronnbacken",
        name="Arkivet i källaren",
        reach=Reach.BY_HAND,
        ago=296,
        holds="Journaler på papper från tiden före bokningen",
    ),
    System(
        org="bjornmossa",
        name="Kundregistret",
        reach=Reach.BY_HAND,
        ago=362,
        holds="Namn, roll och arbetsplats för kontaktpersoner",
    ),
    System(
        org="bjornmossa",
        name="Inloggningsloggen",
        reach=Reach.BY_HAND,
        ago=361,
        holds="Tidpunkten för varje inloggning",
    ),
)

_DORMANT = "elof.brandt@tussilago.example"
_LATE_WITH_SECOND_STEP = "yasmin.farah@tussilago.example"


def _habits() -> tuple[Habit, ...]:
    """Each person once, however many they serve: first joined, last left, some more often."""
    emails = sorted({member.email for member in MEMBERS})
    return tuple(_habit(email, every=3 + n % 5) for n, email in enumerate(emails))


def _habit(email: str, *, every: int) -> Habit:
    served = [member for member in MEMBERS if member.email == email]
    first = max(member.joined for member in served) - 1
    last = min(0 if member.left is None else member.left + 1 for member in served)
    return Habit(
        email=email,
        every=every,
        first=first,
        last=151 if email == _DORMANT else last,
        second_step=first - 14 if email == _LATE_WITH_SECOND_STEP else first,
    )


STORY = Story(
    members=MEMBERS,
    systems=_SYSTEMS,
    publications=_PUBLICATIONS,
    reviews=_REVIEWS,
    attestations=tuple(
        Attestation(org=org, pledge=pledge, ago=ago, by=by)
        for org, by, ago, pledges in _WORDS
        for pledge in pledges
    ),
    asks=(
        *_answered("bjornmossa", _BJORNMOSSA),
        *_answered("tussilago", _TUSSILAGO),
        *_answered("silverek", _SILVEREK),
        *_answered("ronnbacken", _RONNBACKEN),
        *_EXTENDED,
        *_UNPROVED,
        *_OPEN,
    ),
    habits=_habits(),
    dormancies=(Dormancy(email=_DORMANT, closed=60),),
    scans=(
        Weekly(org="tussilago", since=361),
        # Nobody at the salon noticed for two weeks in summer that the connection was down.
        Weekly(org="silverek", since=333, missed=(17, 18)),
        Weekly(org="ronnbacken", since=298),
    ),
    snapshots=(
        Weekly(org="bjornmossa", since=364),
        Weekly(org="tussilago", since=364),
        Weekly(org="silverek", since=333),
        Weekly(org="ronnbacken", since=298),
    ),
)
"""The year as it went. Björnmossa's systems are read by hand, so nothing scans them."""
