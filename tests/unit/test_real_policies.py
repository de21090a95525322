"""Two published policies, read whole. Their text stays outside this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lofte.areas.notices import rules as notices
from lofte.areas.promises import rules as promises

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("LOFTE_POLICIES", ROOT.parent / "shared" / "policies"))

# What a lawyer called each sentence that is no heading: H hard, P process,
# C customer, L legal stance, B boilerplate; two letters where both are right.
EXPECTED = {
    "en": "B H B L H H L L H L L B H B H H H L H H H H H H H H B H H H H H HL HL H H P H C P H "
    "HB B B BL H H H HL L L HL",
    "sv": "L HL H L HL C H HL CL L H C CL HL H H CL H L LH H H HL L L H HL L L H H HL H H H H "
    "HL H H H H H H C L H B C CL L C C C HL BH C CL CL L H HL L H L L L L H CH LH C HL HL H",
}
AGREEMENT = 0.95


@pytest.fixture(params=sorted(EXPECTED))
def policy(request: pytest.FixtureRequest) -> tuple[str, str]:
    lang = str(request.param)
    found = sorted(FOLDER.glob(f"*.{lang}.txt"))
    if not found:
        pytest.skip(f"No published policy *.{lang}.txt: set LOFTE_POLICIES to their folder.")
    return lang, notices.decode(found[0].read_bytes())


def _read(text: str, lang: str) -> tuple[notices.Sentence, ...]:
    return notices.sentences(notices.read_blocks(text, form="text"), lang)


def test_every_character_of_a_published_policy_is_kept_in_order(
    policy: tuple[str, str],
) -> None:
    lang, text = policy
    blocks = notices.read_blocks(text, form="text")
    printed = "".join(block.marker + block.text for block in blocks)
    spoken = "".join(sentence.text for sentence in _read(text, lang))

    assert "".join(printed.split()) == "".join(text.split())
    assert "".join(spoken.split()) == "".join("".join(b.text for b in blocks).split())


def test_every_sentence_of_a_published_policy_is_found(policy: tuple[str, str]) -> None:
    lang, text = policy
    spoken = [s for s in _read(text, lang) if s.block_kind != "heading"]

    assert len(spoken) == len(EXPECTED[lang].split())


def test_the_rules_agree_with_a_lawyer_on_published_policies(policy: tuple[str, str]) -> None:
    lang, text = policy
    spoken = [s for s in _read(text, lang) if s.block_kind != "heading"]
    kinds = [promises.classify(s.text, lang=lang, block_kind=s.block_kind).kind for s in spoken]

    right = [
        kind[0].upper() in letters
        for kind, letters in zip(kinds, EXPECTED[lang].split(), strict=True)
    ]

    assert sum(right) / len(right) >= AGREEMENT, [
        (sentence.ordinal, kind)
        for sentence, kind, ok in zip(spoken, kinds, right, strict=True)
        if not ok
    ]
