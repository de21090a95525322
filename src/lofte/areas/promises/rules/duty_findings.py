"""Duties denied, sold or pushed onto another, and terms changed by one party alone."""

from __future__ import annotations

from lofte.areas.promises.rules.finding_rule import void, warning

_TELLS_FIRST = (
    "(meddelar|informerar|underrättar) (dig|er|alla)",
    "(tell|notify|inform)s? (you|everyone|all)",
)

DUTY_RULES = (
    void(
        "unilateral_change",
        "GDPR Art. 5(1)(a), 13(3), 28(3), 28(9)",
        sv=(
            "(uppdatera|ändra|revidera)...(polic|villkor|avtal|meddelande)..."
            r"(när\s*som\s*helst|när vi vill|utan (föregående )?(avisering|meddelande))",
            r"(när\s*som\s*helst|ensidigt)...(uppdatera|ändra|revidera)..."
            "(polic|villkor|avtal)",
        ),
        en=(
            "(update|change|modify|amend|revise)...(policy|notice|terms|agreement)..."
            "(at any time|without (prior )?notice|at our (sole )?discretion)",
            "(at any time|at our (sole )?discretion)...(update|change|modify|amend|revise)..."
            "(policy|notice|terms|agreement)",
        ),
        unless=(
            f"{_TELLS_FIRST[0]}|(du|ni) (kan|får|har rätt)",
            f"{_TELLS_FIRST[1]}|you (can|may|have the right)",
        ),
    ),
    warning(
        "may_change",
        "GDPR Art. 13(3), 28(3), 28(9)",
        sv=(
            "(polic|innehåll|dokument|villkor)...(kan|kommer)...(revideras|ändras|uppdateras)",
        ),
        en=(
            "(policy|notice|terms|content)...(can|may|will) "
            "(change|be (changed|revised|updated))",
        ),
        unless=_TELLS_FIRST,
        stance=True,
    ),
    # Processing without a contract breaks Art. 28(3): it must last until the data is gone.
    warning(
        "contract_ends_before_data",
        "GDPR Art. 28(3), 28(3)(g)",
        sv=("upphör...(biträdesavtal|pub-?avtal)...(lagra|spara|behålla)",),
        en=(
            "(processing agreement|dpa)...(ends?|ceases?|terminates?|expires?) ..."
            "(store|keep|retain)",
        ),
        stance=True,
    ),
    void(
        "disclaims_liability",
        "GDPR Art. 28, 32, 82(2), 82(4)–(5)",
        sv=(
            "(frånsäger|friskriver|avsäger)...ansvar",
            "har inget ansvar",
            "tar inget ansvar",
            "(ansvarar|svarar) inte för",
            r"inte (hållas )?ansvarig\w* för",
        ),
        en=(
            "disclaims?...(liability|responsibility|warrant)",
            "(accepts?|has|have|assumes?|takes?) no (liability|responsibility)",
            "(is|are) not (liable|responsible) for",
            "(not|cannot|can't) be (held )?(liable|responsible)",
        ),
        # What others do on sites of their own is theirs to answer for.
        unless=(
            r"(\w*länk|webbplatser som vi inte|andras (webb|sid)|externa webb)",
            r"(link|(these|other|external|third[\s-]party) (web)?\s?sites)",
        ),
    ),
    void(
        "disclaims_assistance",
        "GDPR Art. 15(3), 20, 28(3)(e), 28(3)(g)",
        sv=(
            "(inte|ej)...(ansvar|skyldighet)...(ta ut|lämna ut|exportera|plocka ut|hjälpa)..."
            "(uppgift|data)",
        ),
        en=(
            "not (our|the (supplier|provider|company)'s)...(responsibility|duty|obligation)..."
            "(extract|export|retrieve|hand out|assist)",
        ),
    ),
    # Art. 33(2): the processor tells the controller without undue delay, whatever is agreed.
    void(
        "breach_left_to_customer",
        "GDPR Art. 33(1)–(2), 34",
        sv=(
            "(kundens|kunds|ditt|personuppgiftsansvariges)...ansvar..."
            "(informera|anmäla|rapportera|underrätta)..."
            "(72 timmar|datainspektionen|integritetsskyddsmyndigheten|imy|tillsynsmyndighet)",
        ),
        en=(
            "(customer's|your|the controller's|customer is|customers are|you are)..."
            "(responsib|duty|obligation)...(notify|inform|report|tell)..."
            "(72 hours|supervisory authority|data protection authority|imy)",
        ),
    ),
    warning(
        "denies_role",
        "GDPR Art. 4(2), 4(8), 28",
        sv=(
            "(levererar|tillhandahåller) (endast|enbart|bara)...(konsult|nyttjanderätt|licens)",
        ),
        en=(r"(only|merely) (deliver|provide|suppl)\w*...(consult|right of use|licen[cs]e)",),
        stance=True,
    ),
    warning(
        "wrong_role",
        "GDPR Art. 4(7)–(8), 28(2), 28(4)",
        sv=(r"(är|agerar)( som)? underbiträde\w* (åt|till|för) (kund|dig|er)",),
        en=(r"acts? as (a |your |the )?sub-?processors? (to|for|of) (you|the customer)",),
        stance=True,
    ),
    warning(
        "paid_assistance",
        "GDPR Art. 28(3)(c), 28(3)(f), 32(1)(b)–(c); Data Act (EU) 2023/2854 Art. 25, 29",
        sv=(
            "(mot )?(offererat pris|betalning|ersättning|avgift|debitering)..."
            "(återst|hjälp|radera)",
        ),
        en=(
            "(at a quoted price|for a fee|against payment)...(restor|help|assist|erase|export)",
            "(restor|assist|export)...(at a quoted price|for a fee|against payment)",
        ),
        unless=("utan (avgift|ersättning|kostnad)|gratis", "free of charge|without a fee"),
    ),
    warning(
        "suspends_without_process",
        "GDPR Art. 28(3) last subparagraph, 32(1)(b)",
        sv=(r"rätt att (stänga av|spärra) \w*(tjänst|konto)",),
        en=("(right to|may|can) (suspend|close|shut down) (the |your )?(service|account)",),
    ),
)
