"""The demo's policies say the same in both languages, and we know what each sentence is."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lofte.areas.notices.rules import BlockKind, read_blocks
from lofte.areas.notices.rules import sentences as read_sentences
from lofte.areas.promises.rules import CONTROLS, Kind
from lofte.demo.names import ORGANISATIONS, Organisation
from lofte.demo.policies.pledges import PLEDGES, Proof
from lofte.demo.policies.texts import LANGUAGES, policy, sentences

SLUGS = tuple(PLEDGES)

# Words a sentence cannot do without if the proof is to be about it.
CLUES = {
    Proof.ANSWERED_IN_A_MONTH: ("månad", "month"),
    Proof.EXTENSION_TOLD_IN_TIME: ("månad", "month"),
    Proof.EMAIL_PROVED_FIRST: ("e-postadress", "e-mail"),
    Proof.PACKAGE_GONE_AFTER_30_DAYS: ("30 dagar", "30 days"),
    Proof.SECOND_STEP: ("steg", "step"),
    Proof.DORMANT_CLOSED_AFTER_90_DAYS: ("90 dagar", "90 days"),
    Proof.TENANTS_APART: ("ann", "other"),
    Proof.LEDGER_UNBROKEN: ("logg", "log"),
    Proof.READABLE_BY_ALL: ("logga in|inloggning", "signing in"),
    Proof.REVIEWED_EVERY_YEAR: ("år", "year"),
    Proof.OFFICER_REACHABLE: (r"@[a-z]+\.example", r"@[a-z]+\.example"),
    Proof.SCANNED_EVERY_WEEK: ("veck", "week"),
    Proof.SYSTEMS_KNOWN: ("[Vv]i vet", "[Ww]e know"),
    Proof.NOTHING_UNKNOWN: ("saknar beskrivning|inte (känner|vet)", "lacks|do not know"),
}


def test_each_organisation_has_a_policy_and_no_policy_lacks_one() -> None:
    assert set(SLUGS) == {organisation.slug for organisation in ORGANISATIONS}


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_have_the_same_headings_paragraphs_and_sentences(slug: str) -> None:
    shapes = []
    for language in LANGUAGES:
        lines = policy(slug, language).splitlines()
        shapes.append(["#" if line.startswith("#") else bool(line) for line in lines])

    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_product_reads_the_sentences_we_wrote(slug: str, language: str) -> None:
    blocks = read_blocks(policy(slug, language), form="markdown")
    read = [
        sentence.text
        for sentence in read_sentences(blocks, language)
        if sentence.block_kind is not BlockKind.HEADING
    ]

    assert read == sentences(slug, language)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_has_its_pledge(slug: str) -> None:
    keys = Counter(pledge.key for pledge in PLEDGES[slug])

    assert len(PLEDGES[slug]) == len(sentences(slug, "sv"))
    assert max(keys.values()) == 1


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proof_is_given_for_a_sentence_that_speaks_of_it(slug: str, language: str) -> None:
    for pledge, sentence in zip(PLEDGES[slug], sentences(slug, language), strict=True):
        assert not pledge.proofs or pledge.kind is Kind.HARD
        for proof in pledge.proofs:
            assert re.search(CLUES[proof][LANGUAGES.index(language)], sentence), sentence


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_and_addresses_are_the_same_in_both_languages(slug: str) -> None:
    facts = re.compile(r"\d+|\S+@[\w.]+\w")
    for swedish, english in zip(sentences(slug, "sv"), sentences(slug, "en"), strict=True):
        assert facts.findall(swedish) == facts.findall(english)


def test_every_proof_is_a_control_there_is() -> None:
    assert {proof.value for proof in Proof} <= set(CONTROLS)


def test_every_proof_is_promised_somewhere_and_some_sentences_are_void() -> None:
    every = [pledge for pledges in PLEDGES.values() for pledge in pledges]

    assert {proof for pledge in every for proof in pledge.proofs} == set(Proof)
    assert Counter(pledge.kind for pledge in every)[Kind.LEGAL] == 3


@pytest.mark.parametrize(
    ("slug", "least", "most"),
    [
        ("bjornmossa", 28, 36),
        ("tussilago", 28, 36),
        ("silverek", 10, 14),
        ("ronnbacken", 10, 14),
    ],
)
def test_the_policies_are_of_their_size(slug: str, least: int, most: int) -> None:
    assert least <= len(PLEDGES[slug]) <= most


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda o: o.slug)
def test_the_policy_gives_the_address_the_organisation_answers_on(
    organisation: Organisation,
) -> None:
    assert organisation.officer_email in policy(organisation.slug, "sv")


def test_an_earlier_version_lacks_its_sentence_and_nothing_else() -> None:
    now = policy("silverek", "en").splitlines()
    then = policy("silverek", "en", leaving_out={"scanned_every_week"}).splitlines()

    gone = set(now) - set(then)
    assert gone == {"Every week the booking is searched for data that we do not know of."}
    assert [line for line in now if line not in gone] == then


def test_a_heading_goes_with_its_last_sentence() -> None:
    text = policy("silverek", "sv", leaving_out={"readable_by_all"})

    assert "## Policyn" not in text
    assert text.endswith("eftersom bokföringslagen kräver det.\n")


def test_leaving_out_what_was_never_there_is_refused() -> None:
    with pytest.raises(KeyError, match="no pledge"):
        policy("silverek", "sv", leaving_out={"training"})
