"""Laws of reading policies and of standing by them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lofte.areas.notices import rules as notices
from lofte.areas.promises import rules as promises

LANGS = st.sampled_from(notices.LANGUAGES)
_PIECES = st.sampled_from(
    [
        ". ", ".", "! ", "? ", "… ", "... ", "\n", "\n\n", "\n• ", "\n- ", "\n1. ", " (", ") ",
        "”", " “", '"', "t ex ", "t.ex. ", "e.g. ", "m.m. ", "org. nr. ", "Vi ", "We ", "du ",
        "you ", "samtycker ", "consent ", "by using ", "1.5 ", "2018-11-01 ", "www.example.se ",
        "a@example.se ", "J. ", "U.S. ", "\xa0", "\u200b", "\u2028", "\t", ": ", " . ", "Ö",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join))
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FACTS = st.builds(
    promises.EvidenceFact,
    control=st.sampled_from(promises.CONTROLS),
    verdict=st.sampled_from(["kept", "at_risk", "broken", "error"]),
    at=st.timedeltas(timedelta(days=-3), timedelta(days=1)).map(lambda ago: NOW + ago),
    fresh_for=st.timedeltas(timedelta(0), timedelta(days=3)),
)
EVIDENCE = st.lists(FACTS, max_size=5)
SHOWN = st.sampled_from([kind for kind in promises.Kind if kind != "boilerplate"])
ATTESTED = st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 20))


def _solid(text: str) -> str:
    return "".join(text.split())


def _sentences(text: str, lang: str) -> tuple[notices.Sentence, ...]:
    if not text.strip():
        return ()
    return notices.sentences(notices.read_blocks(text, form="text"), lang)


@given(TEXTS, LANGS)
def test_sentences_and_the_white_space_between_them_are_the_block(text: str, lang: str) -> None:
    place = 0
    for sentence in notices.split(text, lang=lang):
        start = text.index(sentence, place)
        assert not text[place:start].strip()
        place = start + len(sentence)
    assert not text[place:].strip()


@given(TEXTS.filter(str.strip))
def test_plain_text_loses_no_character_and_changes_none(text: str) -> None:
    blocks = notices.read_blocks(text, form="text")

    assert _solid("".join(block.marker + block.text for block in blocks)) == _solid(text)
    assert all(block.text == block.text.strip() != "" for block in blocks)


@given(TEXTS, LANGS)
def test_no_sentence_is_empty_and_every_identifier_is_its_own(text: str, lang: str) -> None:
    found = _sentences(text, lang)

    assert all(sentence.text.strip() for sentence in found)
    assert len({sentence.content_id for sentence in found}) == len(found)
    assert [sentence.ordinal for sentence in found] == list(range(len(found)))


@given(st.text())
def test_what_can_be_encoded_is_decoded_unchanged_or_refused(text: str) -> None:
    try:
        decoded = notices.decode(text.encode("utf-8", "surrogatepass"))
    except notices.NotUtf8:
        assert any("\ud800" <= letter <= "\udfff" for letter in text)
    except (notices.EmptyPolicy, notices.BinaryPolicy):
        assert not text.strip("\ufeff").strip() or any(map(_is_control, text)) or "%PDF" in text
    else:
        assert decoded == text.removeprefix("\ufeff")


@given(TEXTS, TEXTS, LANGS)
def test_a_diff_puts_every_sentence_in_one_place(old: str, new: str, lang: str) -> None:
    before, after = _sentences(old, lang), _sentences(new, lang)
    change = notices.diff(before, after)

    assert sorted(s.ordinal for s in change.kept + change.added) == [s.ordinal for s in after]
    assert len(change.kept) + len(change.removed) == len(before)


@given(TEXTS, LANGS)
def test_nothing_changes_from_a_version_to_itself(text: str, lang: str) -> None:
    found = _sentences(text, lang)

    assert notices.diff(found, found) == notices.Diff(kept=found, added=(), removed=())


@given(st.text(min_size=1))
def test_an_identifier_knows_a_text_by_its_words_not_by_its_form(text: str) -> None:
    spaced = "  ".join(text.split())

    assert notices.content_id(text) == notices.content_id(spaced)
    assert notices.content_id(text) == notices.content_id(unicodedata.normalize("NFC", text))


@given(TEXTS, LANGS)
def test_reading_a_sentence_never_fails_and_spans_lie_inside_it(text: str, lang: str) -> None:
    promises.classify(text, lang=lang, block_kind="paragraph")
    promises.suggest(text, lang=lang)
    for finding in promises.legal_findings(text, lang=lang):
        start, end = finding.span
        assert 0 <= start < end <= len(text)


@given(TEXTS, LANGS)
def test_a_heading_is_never_a_promise(text: str, lang: str) -> None:
    reading = promises.classify(text, lang=lang, block_kind="heading")

    assert (reading.kind, reading.states_something) == (promises.Kind.BOILERPLATE, False)


@given(SHOWN, EVIDENCE, FACTS, ATTESTED)
def test_a_stale_fact_never_yields_kept(
    kind: promises.Kind,
    evidence: list[promises.EvidenceFact],
    fact: promises.EvidenceFact,
    attested: date | None,
) -> None:
    facts = [*evidence, fact]
    status = _status(kind, facts, attested)

    if not all(one.at <= NOW < one.at + one.fresh_for for one in facts):
        assert status in (promises.Status.UNPROVEN, promises.Status.BROKEN)


@given(SHOWN, EVIDENCE, ATTESTED, st.booleans())
def test_a_fresh_break_never_improves_a_status(
    kind: promises.Kind,
    evidence: list[promises.EvidenceFact],
    attested: date | None,
    void: bool,
) -> None:
    broken = promises.EvidenceFact("ledger.verifies", "broken", NOW, timedelta(days=1))

    before = _status(kind, evidence, attested, void=void)
    after = _status(kind, [*evidence, broken], attested, void=void)

    assert promises.ORDER.index(after) <= promises.ORDER.index(before)


@given(SHOWN, st.permutations([0, 1, 2, 3]), st.lists(FACTS, min_size=4, max_size=4), ATTESTED)
def test_the_order_of_the_evidence_does_not_matter(
    kind: promises.Kind,
    order: list[int],
    evidence: list[promises.EvidenceFact],
    attested: date | None,
) -> None:
    shuffled = [evidence[place] for place in order]

    assert _status(kind, evidence, attested) is _status(kind, shuffled, attested)


@given(SHOWN, EVIDENCE, ATTESTED, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_time_alone_never_makes_a_promise_kept(
    kind: promises.Kind,
    evidence: list[promises.EvidenceFact],
    attested: date | None,
    later: timedelta,
) -> None:
    past = [fact for fact in evidence if fact.at <= NOW]
    now = _status(kind, past, attested)
    then = promises.status_of(
        kind=kind, void=False, evidence=past, attested_until=attested, now=NOW + later
    )

    if then is promises.Status.KEPT:
        assert now in (promises.Status.KEPT, promises.Status.AT_RISK)


def _status(
    kind: promises.Kind,
    evidence: list[promises.EvidenceFact],
    attested: date | None,
    *,
    void: bool = False,
) -> promises.Status:
    return promises.status_of(
        kind=kind, void=void, evidence=evidence, attested_until=attested, now=NOW
    )


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc"
