"""Consent that is none: taken from use, from silence, from a contract or from a browser."""

from __future__ import annotations

from lofte.areas.promises.rules.finding_rule import void, warning

_CONSENT = "GDPR Art. 4(11), 7; recital 32"
_COOKIES = "LEK (2022:482) 9 kap. 28 §; GDPR Art. 4(11), 7(3)"

_EN_AGREES = "(consents?|agrees?|accepts?|approves?|acceptance|consenting)"
_EN_YOU_AGREE = r"you (\w+ ){0,2}(consent|agree|accept|approve)"
_SV_AGREES = "(samtyck|godkän|accepter)"
_SV_YOU_AGREE = (
    "((samtycker|godkänner|accepterar) (du|ni|man|användaren)"
    "|(du|ni|man|användaren) (samtycker|godkänner|accepterar))"
)
_OWN_TOOL = (
    r"\w*(cookie|samtyckes|kak)-?(inställning|panel|banner|verktyg|ruta|val)",
    r"(cookie|consent|privacy) (settings|panel|banner|tool|choices|centre|center)",
)
_SV_OFTEN = "(ofta|regelbundet|periodiskt|då och då)"
_EN_ASKS = "(recommend|encourage|advise|ask|urge)"
_EN_OFTEN = "(periodically|regularly|frequently|often|from time to time)"

CONSENT_RULES = (
    # Silence, use or inactivity is no consent, and a notice is given, not agreed to.
    void(
        "consent_by_use",
        _CONSENT,
        sv=(
            f"(genom att|när du) (använd|besök|fortsätt|surfa|nyttja)...{_SV_YOU_AGREE}",
            rf"(fortsätt|fortsatt)\w* (använd|bruk|nyttj|besök|att använda)...{_SV_AGREES}",
        ),
        en=(
            f"(by|through|when|in) (using|visiting|accessing|browsing|continuing)"
            f"...{_EN_YOU_AGREE}",
            f"if you (continue|keep on) (to use|using|to visit|visiting)...{_EN_YOU_AGREE}",
            f"continued use...{_EN_AGREES}",
            f"(use|using|visiting)...(constitutes|implies|signifies|deemed)...{_EN_AGREES}",
        ),
        unless=(
            rf"(inte|ej|aldrig) (\w+ )?{_SV_AGREES}|{_SV_YOU_AGREE} inte|{_OWN_TOOL[0]}",
            rf"(not|never) (\w+ )?(consent|agree|accept|approv)|{_OWN_TOOL[1]}",
        ),
    ),
    void(
        "duty_to_reread",
        "GDPR Art. 7(2), 12(1), 13(3)",
        sv=(
            "(ditt ansvar|din skyldighet|du ansvarar|du (måste|ska|skall) själv)..."
            "(gå igenom|läsa|kontrollera|hålla dig)...(polic|ändring|villkor|uppdater)",
        ),
        en=(
            "(your|user's) (sole )?(responsibility|duty|obligation)..."
            "(review|read|check)...(policy|changes|notice|page)",
            "you (must|shall|are obliged to|are responsible for)..."
            "(review|check|re-?read)...(policy|changes|notice)",
        ),
    ),
    warning(
        "asked_to_reread",
        "GDPR Art. 12(1), 13(3)",
        sv=(
            rf"(uppmuntrar|uppmanar|rekommenderar)...{_SV_OFTEN}...(besök|läs|gå igenom)",
            rf"(uppmuntrar|uppmanar|rekommenderar)...(besök|läs|gå igenom)...{_SV_OFTEN}",
        ),
        en=(
            f"{_EN_ASKS}...{_EN_OFTEN}...(read|review|check|visit)",
            f"{_EN_ASKS}...(read|review|check|visit)...{_EN_OFTEN}",
        ),
    ),
    void(
        "bundled_acceptance",
        "GDPR Art. 7(2), 13",
        sv=(
            "genom att (godkänna|acceptera|teckna|ingå|skriva under|underteckna)..."
            f"(avtal|villkor|beställning)...{_SV_AGREES}",
            f"(med|i och med|genom) (avtalet|villkoren|beställningen) {_SV_AGREES}",
        ),
        en=(
            "by (accepting|approving|signing|agreeing to|ordering|buying|entering into)..."
            f"(agreement|terms|contract|order)...{_EN_YOU_AGREE}",
            "(with|by|through) (the|this|your) (agreement|contract|order),? "
            f"(you|one) also {_EN_AGREES}",
            "(accepting|approving) (the|our) (terms|agreement)...(means|implies|includes)",
        ),
    ),
    warning(
        "leave_if_not_accepted",
        "GDPR Art. 7(4), 17, 28(3)(g)",
        sv=("om du inte (godkänner|accepterar|samtycker)...(sluta|upphör|avstå från att)",),
        en=(
            "if you (do not|don't) (accept|agree|approve|consent)..."
            "(stop|cease|(do not|don't) (use|access|visit)|refrain|must not|discontinue)",
        ),
        stance=True,
    ),
    # A role gives authorisation and a contract gives instructions; neither is consent.
    void(
        "approval_from_role",
        "GDPR Art. 6, 7, 28(3); recital 43",
        sv=("(samtycke|godkännande)...(genom|via) (din|sin) (yrkesroll|roll|anställning)",),
        en=(
            "(approval|consent|permission)...(through|by|via|from) your "
            "(professional role|role|employment|position|job)",
        ),
    ),
    warning(
        "oral_consent",
        "GDPR Art. 5(2), 7(1); recitals 32, 42",
        sv=("samtyck...muntlig", "muntlig...samtyck"),
        en=("consent...(oral|verbal)", "(oral|verbal)...consent"),
        stance=True,
    ),
    warning(
        "oral_approval",
        "GDPR Art. 28(3)(a)",
        sv=("(godkänn|instruktion)...muntlig", r"muntlig\w* (godkänn|instruktion)"),
        en=("(approv|instruct)...(orally|verbally)", "(oral|verbal) (approv|instruct)"),
    ),
    # A choice in the browser is neither asked for beforehand nor as easy as a "no" must be.
    void(
        "browser_settings_as_consent",
        _COOKIES,
        sv=(
            "(ställa? in|ändra|justera)...webbläsare",
            r"(i|via|genom) (din |er |sin )?webbläsar\w* ...inställning",
            "(blockera|radera|begränsa)...(cookies|kakor)...(dator|mobil|enhet|webbläsar)",
        ),
        en=(
            "you...(via|in|through|using) your browser...(settings|instructions|preferences)",
            "(set|configure|change|adjust) your browser",
            "(block|delete|disable)...cookies...(computer|mobile|device|browser)",
        ),
        unless=_OWN_TOOL,
    ),
    warning(
        "refusal_costs_function",
        "GDPR Art. 7(4), recital 42; LEK (2022:482) 9 kap. 28 §",
        sv=(r"(vissa )?delar av (sidan|webb|tjänst)\w*...inte (att )?fungera",),
        en=(
            "(parts of|some)...(site|pages?|website|services?)..."
            "(not (work|function)|unavailable)",
            "(block|delete|refuse)...cookies...(limited|not be able)",
        ),
        stance=True,
    ),
)
