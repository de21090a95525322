"""What a sentence can be about, and which controls that calls for, how strongly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lofte.areas.promises.rules.wording import wording


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing policies speak of. Weights are above 0 and below 1: words prove nothing."""

    why: str
    sv: re.Pattern[str]
    en: re.Pattern[str]
    controls: dict[str, float]


def _topic(why: str, *, sv: str, en: str, **controls: float) -> Topic:
    named = {name.replace("__", "."): weight for name, weight in controls.items()}
    return Topic(why, wording(sv), wording(en), named)


_PEOPLES_RIGHTS = (
    _topic(
        "asks_for_own_data",
        sv="(ta del av|få veta|begära|få ut)...(uppgift|information|utdrag|data)"
        "|registerutdrag|rätt till (tillgång|insyn)",
        en="(find out|request|ask|access|obtain|know) (to )?(find out )?(what|your|about you"
        "|information|a copy)...(data|information|we (hold|have))|right (of|to) access",
        requests__answered_in_time=0.7,
        requests__none_overdue=0.6,
        datamap__people_can_be_found=0.6,
        requests__identity_proven_before_release=0.4,
        requests__packages_expire=0.3,
    ),
    _topic(
        "asks_for_erasure",
        sv=r"(ta bort|radera|borttag|glöm)\w*...(uppgift|register|data)"
        "|(önskar|vill)...(ta bort|bli borttagna|raderas)|rätt att bli (glömd|raderad)",
        en="(remove|erase|delete|forget|erasure|removal)...(data|information|account)"
        "|request...(erasure|removal|deletion)|right to be forgotten",
        requests__answered_in_time=0.6,
        requests__none_overdue=0.5,
        datamap__people_can_be_found=0.5,
    ),
    _topic(
        "answers_in_time",
        sv="(svarar|besvara|återkommer|hanterar)...(inom|senast|dröjsmål|månad|dagar)"
        "|utan onödigt dröjsmål",
        en="(answer|respond|reply|handle)...(within|no later|delay|month|days)"
        "|without undue delay",
        requests__answered_in_time=0.8,
        requests__none_overdue=0.7,
    ),
    _topic(
        "takes_longer",
        sv="(förläng|ytterligare två månader|längre tid|mer tid)",
        en="(extend|extension|(two )?further months|more time|take longer)",
        requests__extensions_told_in_time=0.9,
        requests__none_overdue=0.3,
    ),
    _topic(
        "proves_identity",
        sv=r"(identitetskontroll|(din|sin) identitet|legitimera|bankid|styrk\w* (din|sin))",
        en="(your identity|identify yourself|proof of (your )?identity|bankid|verify who)",
        requests__identity_proven_before_release=0.7,
        access__second_factor=0.2,
    ),
    _topic(
        "hands_over_a_copy",
        sv=r"(ladda\w* (ned|ner)|kopia|maskinläsbar|dataportabilitet|flytta dina)",
        en=r"(download\w* (your|a copy|the)|copy of|machine[\s-]readable|portab)",
        requests__packages_expire=0.6,
        requests__answered_in_time=0.4,
    ),
    _topic(
        "link_ends",
        sv=r"(länk|paket|fil)\w*...(upphör|giltig|tas bort)",
        en=r"(link|package|file)\w*...(expire|valid|removed)",
        requests__packages_expire=0.7,
    ),
)

_SAFETY = (
    _topic(
        "keeps_a_trace",
        sv=r"(?!logga\w* (in|ut))logg(ar|as|ad|ade|en|ning|ningen)?(?!\w)"
        "|spårbar|granskningslogg",
        en=r"(logs?(?! (in|out|on))|logged(?! (in|out|on))|logging(?! (in|out|on))|audit trail"
        r"|traceab\w*|record of)(?!\w)",
        ledger__verifies=0.7,
        ledger__checkpoint_fresh=0.4,
        access__no_stranger_reads=0.3,
    ),
    _topic(
        "cannot_be_altered",
        sv="(manipul|förvansk|riktighet|kontrollsumm|(olämplig|otillåten|obehörig)...ändring)",
        en="(tamper|alteration|integrity of|(improper|unauthori[sz]ed) change)",
        ledger__verifies=0.6,
        ledger__checkpoint_fresh=0.5,
    ),
    _topic(
        "signs_in_safely",
        sv=r"(tvåfaktor|flerfaktor|stark autentisering|lösenord|inlogg|logga\w* in|passkey)",
        en=r"((two|multi)[\s-]?factor|strong authentication|passwords?|log\s?in"
        r"|sign(ing)?\s?in|passkey)",
        access__second_factor=0.7,
    ),
    _topic(
        "only_who_needs_it",
        sv="(endast|bara|enbart)...(personal|medarbetare|anställda|behörig)|behörighet"
        "|(personal|anställd|medarbetare)...slutat",
        en="only...(personnel|staff|employees|those who|people who)|authori[sz]ation"
        r"|need[\s-]to[\s-]know|need...access|has left",
        access__no_dormant_access=0.7,
        access__no_stranger_reads=0.6,
    ),
    _topic(
        "keeps_strangers_out",
        sv="(obehörig|olämplig|otillåten|avslöjande|intrång|skydda mot)",
        en="(unauthori[sz]ed|improper|inappropriate) (access|disclosure|reading)|intrusion",
        access__no_stranger_reads=0.6,
        access__second_factor=0.5,
        ledger__verifies=0.2,
    ),
    _topic(
        "shares_with_nobody",
        sv=r"(aldrig|inte|varken|ej)...(dela|sälj|lämna|sprid|byter|hyr)|tredje\s?(man|part)",
        en="(never|not|neither)...(share|sell|disclose|distribute|rent)|third part(y|ies)",
        access__no_stranger_reads=0.5,
        ledger__verifies=0.2,
    ),
    _topic(
        "safe_by_measures",
        sv="(säkerhetsåtgärd|informationssäkerhet|tekniska och organisatoriska|skyddar)",
        en="(security (measure|work)|information security|technical and organi[sz]ational"
        "|protect)",
        access__second_factor=0.5,
        ledger__verifies=0.3,
        access__no_dormant_access=0.3,
    ),
)

_OPENNESS = (
    _topic(
        "policy_is_open",
        sv="(öppen|tillgänglig|publicer|finns på|transparen)...polic"
        r"|\w*polic\w*...(beskriver|finns|reglerar|publicer)",
        en="(open|accessible|available|published|transparent)...(policy|notice)"
        "|(policy|notice)...(describes|available|published|open)",
        notices__public_in_both_languages=0.7,
    ),
    _topic(
        "invites_contact",
        sv="(kontakta|kontaktuppgift|dataskyddsombud|frågor (om|gällande|kring))",
        en="(contact|contacting) (us|our)|data protection officer|questions about",
        notices__contact_published=0.8,
        requests__none_overdue=0.2,
    ),
    _topic(
        "policy_changes",
        sv=r"senast uppdater|(uppdatera|revider|se över|ses över)...polic|polic\w*...(ändr"
        "|förändr|revider|uppdater|ses över)|några ändringar|innehåll...revider",
        en="last (updated|reviewed|revised)|(policy|notice)...(change|updat|review)"
        "|up to date with our",
        notices__reviewed_within_a_year=0.7,
        notices__public_in_both_languages=0.3,
    ),
    _topic(
        "says_what_is_collected",
        sv=r"(samla|samlar|samlas|inhämta) in|(lagra|spara|behandla)\w* (\w+ ){0,3}"
        "(person|uppgift|information|data)",
        en="(collect|gather|store|process|hold)...(data|information|address|name)"
        "|information...(we )?collect",
        datamap__systems_scanned=0.6,
        datamap__nothing_undeclared=0.5,
    ),
    _topic(
        "searches_for_the_unknown",
        sv="(leta|genomsök|sök|gå(r)? igenom)...(uppgift|information)"
        r"|(person)?uppgifter som (ingen|saknar|vi inte)",
        en="(search|scan|comb|go through|look)...(data|information)"
        r"|data that (nobody|no one|we do not|lacks|is not)",
        datamap__nothing_undeclared=0.7,
        datamap__everything_scanned=0.6,
        datamap__systems_scanned=0.5,
    ),
    _topic(
        "kept_correct",
        sv=r"(korrekt|riktig|aktuell)...(uppgift|information)"
        r"|(uppgift|information)\w*...\s(korrekt|aktuell|riktig)",
        en=r"(correct|accurate|up[\s-]to[\s-]date)...(data|information)"
        r"|(data|information)...\s(correct|accurate|up[\s-]to[\s-]date|current)",
        datamap__systems_scanned=0.4,
        datamap__people_can_be_found=0.4,
    ),
    _topic(
        "names_our_systems",
        sv="(crm|våra (system|register)|alla system|kundregister)",
        en="(crm|our (systems|registers)|all systems|customer register)",
        datamap__systems_scanned=0.3,
        datamap__people_can_be_found=0.3,
        datamap__everything_scanned=0.2,
    ),
)

TOPICS = _PEOPLES_RIGHTS + _SAFETY + _OPENNESS
