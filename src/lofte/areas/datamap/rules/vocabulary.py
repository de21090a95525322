"""Words that columns and tables about people are named with, in Swedish and English.

Written without accents and in lower case, as `identity.words` splits them.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


EMAIL = _set(
    """
    email emails mail epost epostadress mailadress emailadress emailaddress mejl
    mejladress mailaddress
    """
)
PERSONNUMMER = _set(
    """
    personnummer personnr persnr personalnumber personnumber ssn samordningsnummer
    samordningsnr civicnumber nationalid
    """
)
ADDRESS = _set("addr address adress")
PHONE = _set(
    """
    phone phones telephone tel telefon telefonnummer telefonnr telnr mobil mobile
    mobilnummer mobilnr mobiltelefon mobilephone phonenumber cellphone msisdn hemtelefon
    arbetstelefon tfn
    """
)
CUSTOMER = _set(
    """
    customer client kund member medlem subscriber abonnent patient
    """
)
CUSTOMER_NUMBER = _set(
    """
    kundnummer kundnr medlemsnummer medlemsnr customernumber customerno clientnumber
    membernumber memberno abonnentnummer patientnummer patientnr
    """
)
NUMBER = _set(
    """
    number no nr nummer num
    """
)

# Words that turn the name of a thing into something about the thing.
ABOUT = _set(
    """
    verified confirmed validated sent bounced at on date time count counter total type kind
    template subject body text content enabled disabled allowed opt optin optout consent
    status state hash hashed token code lang language locale domain provider host server port
    id ids uuid valid format is has send accept wants allow skickad verifierad antal typ mall
    samtycke campaign list log logs model preference preferences settings queue message
    """
)

# Tables that are about people, for column names that say too little by themselves.
PEOPLE = _set(
    """
    person persons people persona personer user users customer customers client clients kund
    kunder member members medlem medlemmar patient patients patienter employee employees
    staff anstalld anstallda medarbetare contact contacts kontakt kontakter subscriber
    subscribers account accounts anvandare student students elev elever applicant
    applicants guest guests profile profiles recipient recipients guardian guardians
    """
)
PERSONAL = _set(
    """
    firstname lastname surname fullname givenname familyname fornamn efternamn namn birthdate
    birthday birth dob fodelsedatum fodelsedag address adress gatuadress street postadress
    hemadress ip ipaddress iban passport passnummer diagnosis diagnos salary lon gender kon
    nationality religion recipient recipients mottagare avsandare
    """
)
NAME_PARTS = _set(
    """
    first last given family full middle maiden
    """
)
