"""What this area can prove of the published policy."""

from __future__ import annotations

from datetime import timedelta

from lofte.areas.access import queries as access
from lofte.areas.notices import queries, rules
from lofte.areas.notices.queries import VersionRow
from lofte.infra import env, probe
from lofte.kernel.context import Context
from lofte.kernel.evidence import Control, Evidence, Verdict

NEAR = timedelta(days=30)


def public_in_both_languages(ctx: Context) -> Evidence:
    """Anyone who asks for the policy gets the published text, in Swedish and in English.

    Asked over HTTP as a stranger. If the web server does not answer nothing is known, so
    that is an error and proves nothing.
    """
    texts = {row.language: row for row in queries.current(ctx)}
    slug = access.organisation(ctx).slug
    pages = {language: _page(slug, language) for language in rules.LANGUAGES}
    hidden = [lang for lang, page in pages.items() if not _shows(page, texts.get(lang))]
    return Evidence(
        verdict=Verdict.BROKEN if hidden else Verdict.KEPT,
        facts={
            "languages": len(rules.LANGUAGES),
            "published": len(texts),
            "shown": len(rules.LANGUAGES) - len(hidden),
            **{f"{lang}_status": page.status for lang, page in pages.items()},
        },
        violations=tuple(f"language:{language}" for language in hidden),
    )


def contact_published(ctx: Context) -> Evidence:
    """The organisation can be written to, and its officer or its address is given."""
    found = access.organisation(ctx)
    has_email, has_address = bool(found.contact_email), bool(found.contact_address)
    has_officer = bool(found.officer_email)
    kept = has_email and (has_officer or has_address)
    return Evidence(
        verdict=Verdict.KEPT if kept else Verdict.BROKEN,
        facts={"email": has_email, "officer": has_officer, "address": has_address},
        violations=() if kept else (f"organisation:{ctx.tenant}",),
    )


def reviewed_within_a_year(ctx: Context) -> Evidence:
    """Every published text was published or read through within the last twelve months."""
    texts = queries.current(ctx)
    read = queries.reviews(ctx, limit=1)
    last = {
        text.id: max([text.published_at, *(review.reviewed_at for review in read)])
        for text in texts
        if text.published_at
    }
    due = {
        version: rules.review_due(moment.astimezone(ctx.tz).date())
        for version, moment in last.items()
    }
    late = [version for version, day in due.items() if day < ctx.today]
    near = [version for version, day in due.items() if day <= ctx.today + NEAR]
    return Evidence(
        verdict=_verdict(broken=bool(late) or not due, near=bool(near)),
        facts={
            "texts": len(due),
            "last_read": min(last.values(), default=None),
            "due": min(due.values(), default=None),
            "days_left": (min(due.values()) - ctx.today).days if due else None,
        },
        violations=tuple(f"version:{version}" for version in late or near),
    )


def _page(slug: str, language: str) -> probe.Page:
    return probe.fetch(f"{env.current().base_url}/o/{slug}/?lang={language}")


def _shows(page: probe.Page, text: VersionRow | None) -> bool:
    return text is not None and page.status == 200 and text.sha256 in rules.shown_on(page.body)


def _verdict(*, broken: bool, near: bool) -> Verdict:
    if broken:
        return Verdict.BROKEN
    return Verdict.AT_RISK if near else Verdict.KEPT


CONTROLS = (
    Control(
        code="notices.public_in_both_languages",
        run=public_in_both_languages,
        # A page that is down should not look fine for a day.
        fresh_for=timedelta(hours=3),
        law="Art. 12(1) GDPR",
    ),
    Control(
        code="notices.contact_published",
        run=contact_published,
        law="Art. 13(1)(a)-(b) GDPR",
    ),
    Control(
        code="notices.reviewed_within_a_year",
        run=reviewed_within_a_year,
        law="Art. 24(1) GDPR",
    ),
)
