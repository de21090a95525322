"""An organisation's policy through the year: published, read, linked, attested, asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import Role
from lofte.areas.notices import actions as notices
from lofte.areas.promises import actions, queries, rules
from lofte.areas.promises.queries import PageSentence
from lofte.demo.policies.pledges import PLEDGES, Pledge, Proof
from lofte.demo.policies.texts import LANGUAGES, policy, sentences
from lofte.demo.story import Attestation, Publication, Review
from lofte.kernel.context import Context

if TYPE_CHECKING:
    from lofte.demo.replay import Staff

_ABOUT_SYSTEMS = frozenset(
    {Proof.SCANNED_EVERY_WEEK, Proof.SYSTEMS_KNOWN, Proof.NOTHING_UNKNOWN}
)


class Policy:
    def __init__(self, staff: Staff, slug: str, *, machine_reads: bool) -> None:
        self._staff, self._slug = staff, slug
        self._promises: dict[tuple[str, str], UUID] = {}
        self._linked: set[str] = set()
        # Where no machine reads any system, no control can speak of them.
        self._silent: frozenset[Proof] = frozenset() if machine_reads else _ABOUT_SYSTEMS

    def publish(self, publication: Publication, at: datetime) -> None:
        """Publish in both languages; then say of each new sentence what it is, and link it."""
        officer = self._staff.a(Role.PRIVACY_OFFICER, at)
        for language in LANGUAGES:
            text = policy(self._slug, language, leaving_out=publication.leaves_out)
            actions.publish_policy(
                officer,
                raw=text.encode(),
                filename=f"{self._slug}.{language}.md",
                language=language,
            )
            self._read(officer, language, publication.leaves_out)

    def review(self, review: Review, at: datetime) -> None:
        """Found to stand a day before the next version: so that is what came of it."""
        notices.review_policy(self._staff.named(review.by, at), outcome="changed")

    def attest(self, word: Attestation, at: datetime) -> None:
        ctx = self._staff.named(word.by, at)
        until = ctx.today + timedelta(days=word.valid)
        for language in LANGUAGES:
            promise = self._promises[language, word.pledge]
            actions.attest(ctx, promise_id=promise, until=until)

    def ask(self, ctx: Context, *, leaving: Collection[str]) -> None:
        """Put every linked control's question, and keep how the promises stand by then."""
        actions.run_evidence(ctx, codes=sorted(self._linked - set(leaving)))

    def _read(self, officer: Context, language: str, left_out: Collection[str]) -> None:
        page = queries.policy_page(officer, language=language)
        for pledge, sentence in _matched(page, self._slug, left_out):
            if (language, pledge.key) in self._promises:
                continue
            promise = queries.promise_id_of(
                officer, sentence=sentence.content_id, language=language
            )
            self._promises[language, pledge.key] = promise
            self._judge(officer, pledge, sentence, promise)

    def _judge(
        self, officer: Context, pledge: Pledge, sentence: PageSentence, promise: UUID
    ) -> None:
        """Where the rules read a sentence otherwise than a person does, the person decides."""
        read = sentence.promise.kind if sentence.promise else None
        if read is not pledge.kind and (sentence.promise or pledge.kind.value != "boilerplate"):
            actions.choose_kind(officer, promise_id=promise, kind=pledge.kind)
        for proof in pledge.proofs:
            if proof not in self._silent:
                actions.link_control(officer, promise_id=promise, control=proof.value)
                self._linked.add(proof.value)


def read_ahead(slug: str, language: str) -> None:
    """Read a policy for nothing: the rules' words are then ready for those who need them."""
    for sentence in sentences(slug, language):
        rules.classify(sentence, lang=language, block_kind="paragraph")
        rules.legal_findings(sentence, lang=language)


def _matched(
    page: queries.PolicyPage, slug: str, left_out: Collection[str]
) -> Iterator[tuple[Pledge, PageSentence]]:
    """Sentence n of the text is pledge n, of those not left out."""
    said = [one for block in page.blocks if block.kind != "heading" for one in block.sentences]
    kept = [pledge for pledge in PLEDGES[slug] if pledge.key not in left_out]
    return zip(kept, said, strict=True)
