"""Words that say the wrong thing, too much, or nothing at all."""

from __future__ import annotations

from lofte.areas.promises.rules.finding_rule import void, warning

_FAIR = "GDPR Art. 5(1)(a), 12(1)"
_NOT_PERSONAL = "GDPR Art. 4(1); recitals 26, 30"
_SV_NOT_PERSONAL = r"(icke|ej)[\s-]*person\w*[\s-]*(identifier|uppgift)"
_EN_NOT_PERSONAL = r"non[\s-]*person(al|ally)"

WORDING_RULES = (
    void(
        "reversed_promise",
        _FAIR,
        sv=(
            r"vi (\w+ ){0,3}(använder|behandlar|hanterar|lagrar)..."
            r"(i strid med|utan hänsyn till) (denna|vår|den här) \w*polic",
        ),
        en=(
            r"we (\w+ ){0,3}(use|process|handle|store|manage)..."
            "in (non-?compliance with|breach of|violation of) (this|our|the) ",
        ),
        unless=(
            "(aldrig|inte)...i strid med",
            "(never|not)( \\w+){0,6} in (non-?c|breach|viol)",
        ),
    ),
    # Art. 13(1)(a)–(b): somebody must be able to write to somebody.
    void(
        "empty_contact",
        "GDPR Art. 12(2), 13(1)(a)–(b)",
        sv=(r"(kontakta|maila|mejla|ring|skriv|nå)...\s(via|på|till|hos|genom)(\s+\.)?\s*$",),
        en=(
            r"(contact|contacting|reach|reaching|e-?mail|call|write)..."
            r"\s(via|at|on|to|by|through)(\s+\.)?\s*$",
        ),
    ),
    warning(
        "old_authority",
        "GDPR Art. 33(1), 51",
        sv=("datainspektionen",),
        en=("datainspektionen", "(swedish )?data inspection board"),
    ),
    # An address on the net or a cookie's number singles a device out, and so a person.
    void(
        "called_not_personal",
        _NOT_PERSONAL,
        sv=(f"(samla|spara|lagra|behandla)...{_SV_NOT_PERSONAL}",),
        en=(f"(collect|store|use|process|gather)...{_EN_NOT_PERSONAL}",),
    ),
    warning(
        "called_not_personal_list",
        _NOT_PERSONAL,
        sv=(rf"{_SV_NOT_PERSONAL}...(inkluder|omfatt|vara|är)",),
        en=(f"{_EN_NOT_PERSONAL}...(include|compris|be |is |are )",),
        unless=(
            f"(samla|spara|lagra|behandla)...{_SV_NOT_PERSONAL}",
            f"(collect|store|use|process|gather)...{_EN_NOT_PERSONAL}",
        ),
    ),
    # The GDPR is a regulation of the Union; a contract under Art. 28 has a name of its own.
    warning(
        "wrong_term",
        "GDPR Art. 12(1), 28, 99",
        sv=("lagen om (gdpr|dataskyddsförordning)", "gdpr-?lagen", "journalföringssyfte"),
        en=("personal data protection agreement", "gdpr'?s general regulations", "gdpr law"),
    ),
    warning(
        "assurance",
        _FAIR,
        sv=("(helt|fullständigt|alldeles) (säker på|säkra på|trygg|förvissad)", "garanterar"),
        en=(
            "(completely|wholly|fully|totally|entirely) (confident|sure|safe|secure|certain)",
            "guarantee",
        ),
        unless=(
            "(inte|aldrig) (\\w+ )?garantera|garanterar (inte|aldrig)",
            "(not|no) guarantee",
        ),
        stance=True,
    ),
    warning(
        "absolute_claim",
        _FAIR,
        sv=("alltid", "aldrig", "i alla lägen", "under inga omständigheter", "kan inte skada"),
        en=(
            "always",
            "never",
            "under no circumstances",
            "in all cases",
            "cannot (harm|damage)",
        ),
        # "It is always the customer's duty" shifts a duty; it promises nothing.
        unless=(
            r"alltid\s+(ditt|kundens|din|kunds)\b",
            "always (your|the customer's) (duty|responsib|obligation)",
        ),
    ),
    # Processors and group companies are recipients too: to be held against the register.
    warning(
        "denies_recipients",
        "GDPR Art. 4(9), 13(1)(e)",
        sv=(
            "(aldrig|varken|inte)...(dela|sälj|lämna|byt|överför|sprid)..."
            "(tredje|andra|utomstående|någon)",
        ),
        en=(
            "(never|not|neither)...(share|sell|disclose|distribute|transfer|rent)..."
            "(third part|anyone|others|any other)",
        ),
        unless=("(inte|ej)...(kopplad|identifier)", "not...(linked|tied|identif)"),
    ),
    warning(
        "vague_purpose",
        "GDPR Art. 5(1)(b), 13(1)(c)",
        sv=("bättre förutsättningar", "mervärde", r"(moderna|värdeskapande) \w*tjänster"),
        en=("better conditions", r"value[\s-]add", "modern services"),
        stance=True,
    ),
    warning(
        "open_ended_list",
        "GDPR Art. 5(1)(a)–(b), 13, 14",
        sv=("inte begränsat till", "(annan|övrig) relevant information"),
        en=("not limited to", "other relevant (information|data)"),
    ),
)
