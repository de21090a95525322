"""What kind of promise a sentence is, by rules that a reader can follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lofte.areas.notices.rules import checked_language
from lofte.areas.promises.rules.findings import legal_findings
from lofte.areas.promises.rules.wording import plainly, wording


class Kind(StrEnum):
    """HARD: a machine can test it. PROCESS: records of human work prove it. CUSTOMER: another's
    duty. LEGAL: a stance the law does not carry. BOILERPLATE: nothing to prove."""

    HARD = "hard"
    PROCESS = "process"
    CUSTOMER = "customer"
    LEGAL = "legal"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposal: the kind, whether anything is stated at all, and the rule that said so."""

    kind: Kind
    states_something: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Cue:
    why: str
    kind: Kind
    words: dict[str, str]
    states_something: bool = True


# The first cue that fits decides, so what undoes a promise stands before what makes one.
_CUES = (
    _Cue(
        "pointer",
        Kind.BOILERPLATE,
        {
            "sv": "(läs|läsa) mer...(nedan|ovan|längre ned|här|i avsnitt)"
            "|(övrig|andra)...regleras i...(avtal|villkor)",
            "en": "read more...(below|above|further down|here|in section)"
            "|(other|remaining)...(governed by|set out in)...(terms|agreement|contract)",
        },
        states_something=False,
    ),
    _Cue(
        "definition",
        Kind.BOILERPLATE,
        {
            "sv": "^(en |de )?(cookies?|kakor|kaka) är (en|ett|små|text)|^webbläsaren kan"
            r"|^(med )?\w+ (är|avser|definieras som|anses inte vara) (all |de |en |ett )?"
            r"(uppgift|information|personuppgift|person|varje)"
            "|^med ...(avses|menas)|kan avses|anses (inte )?vara"
            "|(cookies|kakor)...kan inte skada",
            "en": "^(a |the )?(cookies?|browser) (is|are) (a |an |small|text|pieces)"
            r"|^(?!we |you |our |they |it )[\w\s]{1,40}(is|are|means) (a |an |any |all )"
            "(legal|information|natural|document|notice|data)"
            "|^the browser can|cookies...cannot (damage|harm)"
            "|^by ...(is|are) meant|^in this (policy|notice)...(means|refers)",
        },
        states_something=False,
    ),
    _Cue(
        "headline",
        Kind.BOILERPLATE,
        {
            "sv": "(värnar om|på (största )?allvar|största omsorg|högsta prioritet)"
            "|viktig(t|a)? för oss|måna om|känna dig trygg",
            "en": "(committed to protect|utmost care|(take|treat)...seriously|greatest care)"
            "|(important to us|highest priority|value your privacy|we care about)",
        },
    ),
    _Cue(
        "customer_duty",
        Kind.CUSTOMER,
        {
            "sv": r"(ditt|din|kundens|kunds|användarens) (\w+ och )?(ansvar|skyldighet)(?!\w)"
            r"|(kundens|kunds)\s*,...,\s*ansvar"
            r"|personuppgiftsansvarig(e|a)?s (\(\w+\) )?ansvar"
            "|kund(en)? (ansvarar|är (skyldig|ansvarig)|ska|skall|måste|svarar|bör)"
            "|du (ansvarar|är skyldig|är ansvarig|ska själv|måste själv)"
            "|för att du (ska|skall) ombesörja"
            "|(innefattar|omfattar|gäller) även ...(anställdas|andras)...(nyttjande|användning)"
            r"|slutkund\w*...(kontaktar|vänder sig till) (du|er|ditt|kunden)",
            "en": "(you|your employer|the customer|customers|the controller)"
            "(, as [a-z ]+,)? (are|is) (always |solely )?(responsible|obliged|required to keep)"
            "|(the )?customers? (must|shall|ought|has to|have to|answers? for)"
            "|(customer's|your|controller's) (own )?(responsibility|duty|obligation)"
            "|you must (keep|protect|inform|notify|tell|make sure|ensure)"
            "|your (end )?customers...contact you",
        },
    ),
    _Cue(
        "human_work",
        Kind.PROCESS,
        {
            "sv": "(strävar|försöker|eftersträvar|arbetar (systematiskt|löpande|kontinuerligt))"
            "|(mål|målsättning|ambition) är att"
            "|(utbildar|utbildning|informationssäkerhetsarbete|ledningssystem)"
            "|(regelbundet|årligen) (granskar|ser över|övar|utbildar|genomför)"
            "|(se över|ses över|granskas) (regelbundet|årligen)",
            "en": "(try|tries|strive|strives|aim|endeavou?r) to|systematic"
            "|(aim|goal|objective|ambition) is to|every (reasonable )?effort"
            "|train(s|ing)? (of )?(our |all )?(staff|personnel|employees)"
            "|(regularly|annually|every year) (review|train|audit|test|assess|exercise)"
            "|(reviewed|audited|assessed) (regularly|annually|every year)|management system",
        },
    ),
)
_PATTERNS = {
    lang: tuple((cue, wording(cue.words[lang])) for cue in _CUES) for lang in ("sv", "en")
}
_QUESTION_END = "?"

# Who acts or is acted on, or what is kept: without any there is nothing to test.
_SUBJECT = {
    "sv": wording(
        r"(vi|oss|vår|våra|vårt|du|dig|din|ditt|dina|användar|kund|person|uppgift|information"
        r"|data|cookies?|kakor|tjänst|webb|system|polic|leverantör|biträde|besökar|uppdater"
        r"|radera|lagra|spara|logg|kontakt|säkerhet|behandl|registr|därefter|detta|tredje)\w*"
    ),
    "en": wording(
        r"(we|us|our|ours|you|your|users?|customers?|person|information|data|cookies?|services?"
        r"|web|systems?|polic|suppliers?|processors?|visitors?|updat|delet|eras|stor|log|contact"
        r"|securit|process|regist|staff|third|they|this|it)\w*"
    ),
}


def classify(text: str, *, lang: str, block_kind: str) -> Reading:
    """A proposal of what the sentence is. A heading is never a promise.

    In doubt it is HARD: better a promise nobody has proven than one nobody saw.
    """
    checked_language(lang)
    if silence := _says_nothing(text, block_kind):
        return Reading(Kind.BOILERPLATE, False, silence)
    for finding in legal_findings(text, lang=lang):
        if finding.stance:
            return Reading(Kind.LEGAL, True, finding.code)
    return _by_cue(plainly(text), lang)


def _says_nothing(text: str, block_kind: str) -> str:
    if block_kind == "heading":
        return "heading"
    if not any(map(str.isalpha, text)):
        return "no_words"
    return "question" if text.rstrip(" \"'”’»)").endswith(_QUESTION_END) else ""


def _by_cue(plain: str, lang: str) -> Reading:
    for cue, pattern in _PATTERNS[lang]:
        if pattern.search(plain):
            return Reading(cue.kind, cue.states_something, cue.why)
    if _SUBJECT[lang].search(plain):
        return Reading(Kind.HARD, True, "says_what_is_done")
    return Reading(Kind.BOILERPLATE, False, "names_nothing")
