from __future__ import annotations

import pytest

from lofte.areas.notices.rules import UnknownLanguage
from lofte.areas.promises.rules import CONTROLS, Kind, classify, suggest

HARD, PROCESS, CUSTOMER = Kind.HARD, Kind.PROCESS, Kind.CUSTOMER
LEGAL, BOILERPLATE = Kind.LEGAL, Kind.BOILERPLATE

SENTENCES = [
    ("sv", "Vi lagrar din adress i två år.", HARD),
    ("sv", "Dina uppgifter är vårt ansvar.", HARD),
    ("sv", "Kakor som mäter besök raderas efter 30 dagar.", HARD),
    ("sv", "Vi är inte personuppgiftsansvariga för det du själv lägger in.", HARD),
    ("sv", "Vi strävar efter att hålla adresserna rätt.", PROCESS),
    ("sv", "All personal får utbildning i dataskydd varje år.", PROCESS),
    ("sv", "Kunden ansvarar för att lösenord inte sprids.", CUSTOMER),
    ("sv", "Det är ”kundens” ansvar att berätta det för sina besökare.", CUSTOMER),
    ("sv", "Du är skyldig att anmäla ny adress.", CUSTOMER),
    ("sv", "När du använder appen godkänner du vår policy.", LEGAL),
    ("sv", "Kakor är små textfiler.", BOILERPLATE),
    ("sv", "Vi tar din integritet på största allvar.", BOILERPLATE),
    ("sv", "Läs mer om kakor nedan.", BOILERPLATE),
    ("en", "We erase your address after two years.", HARD),
    ("en", "Cookies are removed after 30 days.", HARD),
    ("en", "We are a data processor for our customers.", HARD),
    ("en", "Personal data is any information about you.", BOILERPLATE),
    ("sv", "Personuppgifter är all information om dig.", BOILERPLATE),
    ("en", "We make every effort to answer soon.", PROCESS),
    ("en", "You can withdraw your consent when using our app.", HARD),
    ("en", "We strive to answer within a day.", PROCESS),
    ("en", "Every year we train our staff in data protection.", PROCESS),
    ("en", "Customers must keep their passwords secret.", CUSTOMER),
    ("en", "It is your responsibility to keep the device locked.", CUSTOMER),
    ("en", "By visiting this shop you agree to everything below.", LEGAL),
    ("en", "A cookie is a small file.", BOILERPLATE),
    ("en", "We take your privacy very seriously.", BOILERPLATE),
    ("en", "Read more about this in section 4.", BOILERPLATE),
]


@pytest.mark.parametrize(("lang", "text", "kind"), SENTENCES)
def test_a_sentence_has_the_kind_a_lawyer_gives_it(lang: str, text: str, kind: Kind) -> None:
    reading = classify(text, lang=lang, block_kind="paragraph")

    assert reading.kind is kind, reading


@pytest.mark.parametrize(
    ("text", "block_kind", "why"),
    [
        ("We never share your data", "heading", "heading"),
        ("Do we share your data?", "paragraph", "question"),
        ("* * *", "paragraph", "no_words"),
        ("Amen.", "paragraph", "names_nothing"),
    ],
)
def test_what_says_nothing_is_no_promise(text: str, block_kind: str, why: str) -> None:
    reading = classify(text, lang="en", block_kind=block_kind)

    assert (reading.kind, reading.states_something) == (BOILERPLATE, False)
    assert reading.why == why


def test_a_headline_states_something_that_nothing_can_prove_alone() -> None:
    reading = classify("Your trust is important to us.", lang="en", block_kind="paragraph")

    assert (reading.kind, reading.states_something) == (BOILERPLATE, True)


def test_an_item_that_names_a_purpose_is_a_promise() -> None:
    reading = classify("För att skicka fakturor till dig", lang="sv", block_kind="item")

    assert (reading.kind, reading.states_something) == (HARD, True)


@pytest.mark.parametrize(
    ("lang", "text", "control"),
    [
        ("sv", "Vi svarar på din begäran inom en månad.", "requests.answered_in_time"),
        ("sv", "Vi kan förlänga tiden om begäran är svår.", "requests.extensions_told_in_time"),
        ("sv", "Du får styrka din identitet.", "requests.identity_proven_before_release"),
        ("sv", "Länken till dina uppgifter upphör efter en vecka.", "requests.packages_expire"),
        ("sv", "Varje läsning loggas.", "ledger.verifies"),
        ("sv", "Du loggar in med tvåfaktor.", "access.second_factor"),
        ("sv", "Endast behörig personal kommer åt journalen.", "access.no_dormant_access"),
        (
            "sv",
            "Vi säljer aldrig något, inte heller hyr vi ut det.",
            "access.no_stranger_reads",
        ),
        (
            "sv",
            "Policyn publiceras på svenska och engelska.",
            "notices.public_in_both_languages",
        ),
        ("sv", "Vårt dataskyddsombud heter Alva.", "notices.contact_published"),
        ("sv", "Senast uppdaterad i maj.", "notices.reviewed_within_a_year"),
        ("sv", "Vi samlar in namn.", "datamap.systems_scanned"),
        ("sv", "Varje natt letar vi efter okända uppgifter.", "datamap.nothing_undeclared"),
        ("en", "You may request a copy of your data.", "requests.answered_in_time"),
        ("en", "We reply within 30 days.", "requests.answered_in_time"),
        ("en", "The download link expires soon.", "requests.packages_expire"),
        ("en", "The audit trail is checked for tampering.", "ledger.verifies"),
        ("en", "Two-factor is required.", "access.second_factor"),
        ("en", "Only employees with a need may see it.", "access.no_dormant_access"),
        ("en", "Contact our data protection officer.", "notices.contact_published"),
        ("en", "This page was last reviewed in May.", "notices.reviewed_within_a_year"),
        ("en", "We collect your name.", "datamap.systems_scanned"),
        ("en", "We search for data that lacks a description.", "datamap.nothing_undeclared"),
    ],
)
def test_the_best_fitting_control_is_suggested_first(
    lang: str, text: str, control: str
) -> None:
    assert suggest(text, lang=lang)[0].control == control


def test_signing_in_is_not_a_log() -> None:
    english = suggest("You log in to see it.", lang="en")
    swedish = suggest("Användare loggar in och loggar ut.", lang="sv")

    assert "ledger.verifies" not in {one.control for one in english + swedish}


def test_suggestions_are_known_controls_in_order_and_never_certain() -> None:
    text = "We log who may access your data, protect it and answer your request within days."
    found = suggest(text, lang="en")

    assert {one.control for one in found} <= set(CONTROLS)
    assert [one.score for one in found] == sorted((o.score for o in found), reverse=True)
    assert all(0 < one.score < 1 for one in found)


def test_a_sentence_about_nothing_of_ours_gets_no_suggestion() -> None:
    assert suggest("Our shops are painted green.", lang="en") == ()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        classify("Wir speichern.", lang="de", block_kind="paragraph")
    with pytest.raises(UnknownLanguage):
        suggest("Wir speichern.", lang="de")
