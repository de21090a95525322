"""Words of columns that identify or describe people and are of no type that values show.

Written without accents and in lower case, as `identity.words` splits them.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


CUSTOMER = _set("customer client kund member medlem subscriber abonnent patient")
CUSTOMER_NUMBER = _set(
    """
    kundnummer kundnr medlemsnummer medlemsnr customernumber customerno clientnumber
    membernumber memberno abonnentnummer patientnummer patientnr
    """
)
NUMBER = _set("number no nr nummer num")

# Words that turn the name of a thing into something about the thing.
ABOUT = _set(
    """
    verified confirmed validated sent at on date time count counter total type kind template
    format status state valid is has send antal typ mall prefix suffix length
    """
)
PERSONAL = _set(
    """
    passport passnummer salary lon gender kon nationality religion recipient recipients
    mottagare avsandare
    """
)
