"""Words that tell what a value is about: names, places, ordinary words, terms of health.

Lists are read from `data/` the first time they are asked for, and kept. All words are
casefolded; so must be what is looked up (`fold`). Where each list comes from, and under
which licence, is in README.md. Nothing here loads numpy or pyarrow but `shares`.
"""

from lofte.discovery.lexicon.health import (
    ATC_CODE,
    ATC_GROUPS,
    HEALTH_ENDINGS,
    ICD_CHAPTERS,
    ICD_CODE,
    ambiguous_health_terms,
    health_terms,
    icd_chapter,
)
from lofte.discovery.lexicon.ordinary import dictionary_words
from lofte.discovery.lexicon.people import (
    NAME_PARTICLES,
    SURNAME_ENDING,
    ambiguous_names,
    first_names,
    is_last_name,
    last_names,
    names_and_words,
    titles,
    usual_first_names,
)
from lofte.discovery.lexicon.places import (
    company_words,
    is_postcode,
    localities,
    street_suffixes,
    street_words,
)
from lofte.discovery.lexicon.reading import fold

__all__ = [
    "ATC_CODE",
    "ATC_GROUPS",
    "HEALTH_ENDINGS",
    "ICD_CHAPTERS",
    "ICD_CODE",
    "NAME_PARTICLES",
    "SURNAME_ENDING",
    "ambiguous_health_terms",
    "ambiguous_names",
    "company_words",
    "dictionary_words",
    "first_names",
    "fold",
    "health_terms",
    "icd_chapter",
    "is_last_name",
    "is_postcode",
    "last_names",
    "localities",
    "names_and_words",
    "street_suffixes",
    "street_words",
    "titles",
    "usual_first_names",
]
