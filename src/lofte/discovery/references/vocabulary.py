"""Words by which columns refer to tables, in Swedish and English, lower case, no accents."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _groups(text: str) -> dict[str, str]:
    """Each word of a line stands for the line's first."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {word: line[0] for line in lines for word in line}


KEY_WORDS = {
    **dict.fromkeys(_set("id ids ident identifier fk ref reference pk key oid rowid"), "id"),
    **dict.fromkeys(_set("uuid guid uid ulid hex"), "uuid"),
    **dict.fromkeys(_set("nr no num number nummer"), "number"),
    **dict.fromkeys(_set("code kod cd abbr iso"), "code"),
    "name": "name",
    "namn": "name",
    "slug": "slug",
    "email": "email",
    "epost": "email",
    "username": "username",
}
"""What a key is called, and the word it stands for."""

GLUED = (
    "nummer",
    "number",
    "uuid",
    "guid",
    "code",
    "key",
    "ref",
    "kod",
    "num",
    "id",
    "nr",
    "no",
)
"""Endings that names grow together with: kundnr, custkey. Longest first."""

WHOLE = _set(
    """
    personnummer personnr persnr samordningsnummer organisationsnummer organisationsnr
    orgnummer orgnr telefonnummer telefonnr telnr mobilnummer mobilnr postnummer postnr
    husnummer husnr gatunummer gatunr radnr radnummer lopnr lopnummer paid valid void grid
    postcode zipcode barcode passcode areacode
    """
)
"""Words that end like keys and name none."""

AFFIXES = _set(
    """
    tbl tb table tabell t app dbo dim fact stg raw data info master register registry list
    record records core sys main auth mst vw
    """
)
"""Words that say that a table is a table."""

CONCEPTS = _groups(
    """
    customer kund client klient cust
    user anvandare usr login
    employee anstalld medarbetare emp
    staff personal
    person individ
    patient pat
    doctor lakare physician
    booking bokning reservation
    invoice faktura
    order bestallning
    product produkt artikel article prod
    item artikel vara
    supplier leverantor vendor
    department avdelning dept
    message meddelande
    case arende
    visit besok
    service tjanst
    payment betalning
    address adress addr
    country land
    city stad ort
    category kategori cat
    company foretag bolag
    organisation organization org
    team lag
    course kurs
    student elev pupil
    teacher larare
    vehicle fordon
    car bil
    book bok
    loan lan utlan
    account konto acct
    group grupp
    role roll
    clinic mottagning klinik
    unit enhet
    region
    municipality kommun
    school skola
    class klass
    project projekt proj
    task uppgift
    subscription prenumeration
    member medlem
    guardian vardnadshavare
    file fil
    document dokument doc
    comment kommentar
    post inlagg
    thread trad
    room rum
    ticket biljett
    property fastighet
    apartment lagenhet
    contract avtal
    diagnosis diagnos
    prescription recept
    referral remiss
    note anteckning
    contact kontakt
    location plats
    store butik shop
    warehouse lager
    event handelse
    image bild
    language sprak
    currency valuta
    line rad row
    status
    type typ
    tag tagg etikett
    transaction transaktion
    campaign kampanj
    question fraga
    answer svar
    author forfattare
    publisher forlag
    manager chef
    """
)

PEOPLE = _set(
    """
    person user customer client member patient employee staff contact subscriber account
    student guest profile guardian teacher doctor applicant resident tenant author player
    candidate participant attendee volunteer donor passenger driver agent nurse parent child
    people operator admin administrator worker personnel citizen individual buyer seller
    owner reader borrower artist actor speaker supplier_contact consultant coach therapist
    practitioner caregiver beneficiary lead professor instructor trainer personal lodger
    hyresgast boende deltagare sokande innehavare lantagare abonnent spelare foralder barn
    gast vet veterinar recruiter librarian bibliotekarie moderator editor dispatcher
    technician engineer
    clerk cashier officer lawyer advisor mechanic pharmacist dentist midwife caretaker
    receptionist salesperson sjukskoterska handlaggare radgivare behandlare forare
    courier deliveryboy deliveryman barber stylist hairdresser tutor lecturer frisor kurir
    crew
    psykolog kurator
    """
)
"""Tables named after people, by concept."""

STAFF = _set(
    """
    employee staff admin administrator worker personnel personal teacher doctor nurse agent
    operator consultant therapist practitioner caregiver coach handlaggare behandlare
    radgivare driver instructor trainer professor forare vet veterinar recruiter librarian
    bibliotekarie
    moderator editor manager dispatcher technician engineer clerk cashier officer lawyer advisor
    mechanic pharmacist dentist midwife caretaker receptionist salesperson crew sjukskoterska
    courier deliveryboy deliveryman barber stylist hairdresser tutor lecturer frisor kurir
    psykolog kurator
    """
)
"""Of these, people who work for the organisation."""

ACCOUNT_ROLES = _set(
    """
    created updated modified deleted changed edited inserted added entered uploaded imported
    locked published archived skapad andrad uppdaterad raderad registrerad inlagd creator
    modifier editor uploader banned disabled removed invited granted revoked create write
    """
)
WORK_ROLES = _set(
    """
    handled approved assigned assignee manager mgr supervisor agent reviewer reviewed verified
    checked signed closed resolved attested prescribed performed processed authorized
    authorised rep representative salesperson seller_rep handler officer responsible lead
    coordinator approver technician operator performer prescriber issuer issued cashier
    handlaggare ansvarig utforare utford attesterad godkand chef saljare signerad beviljad
    behandlare forskrivare tilldelad mottagen head boss moderator moderated shepherd
    forestandare beslutsfattare granskare utredare attestant kontrollant
    examiner registrar closer resolver grader adjuster assessor tester evaluator verifier
    auditor recruiter interviewer planner dispatcher broker inspector doctor physician
    nurse therapist instructor teacher
    managed accepted rejected mentor advisor consultant received ordinator ordinerad
    remittent remitterad
    """
)
SOCIAL_ROLES = _set(
    """
    owner author sender recipient receiver host guest follower followee followed following
    buyer seller payer payee requester requested requestor reporter reported submitter
    submitted voter liker blocker blocked friend member participant inviter invitee referrer
    sponsor winner loser borrower lender student commenter poster from to sent actor subject
    starter organizer organiser beneficiary donor giver applicant posted liked voted
    rented borrowed purchased bought redeemed hired leased used claimed donated sponsored
    visited attended played watched hyrd kopt anvand anmald anmalare bestalld inskickad
    holder claimant insured booked ordered avsandare mottagare agare forfattare koepare
    kopare bestallare guarantor
    betalare lantagare sokande uppdragsgivare passenger
    """
)
LINKING = _set("by to av till from fran for via with")
"""Small words of roles: created by, reports to, skapad av."""

PARENT = (
    ("parent",),
    ("reply", "to"),
    ("in", "reply", "to"),
    ("replied", "to"),
    ("reports", "to"),
    ("root",),
    ("previous",),
    ("prev",),
    ("next",),
    ("predecessor",),
    ("successor",),
    ("replaces",),
    ("replaced", "by"),
    ("duplicate", "of"),
    ("merged", "into"),
    ("merged", "with"),
    ("copy", "of"),
    ("copied", "from"),
    ("original",),
    ("ancestor",),
    ("foralder",),
    ("overordnad",),
    ("moder",),
    ("svar", "pa"),
    ("foregaende",),
    ("superior",),
    ("corrects",),
    ("reverses",),
    ("supersedes",),
    ("superseded", "by"),
    ("credited",),
    ("ersatter",),
)
"""What a row calls another row of its own table."""

SUPERIORS = _set(
    "manager mgr supervisor chef boss superior mentor coach lead reports head overordnad"
)
"""What a row of people calls another of them."""

STRANGERS = _set(
    """
    stripe paypal klarna google facebook github twitter apple external ext legacy remote
    session trace correlation request klarna swish fortnox hubspot salesforce mailchimp
    provider gateway oauth saml openid tax vat national passport tracking merchant upstream
    old thirdparty device fcm push apns transaction checkout extern
    """
)
"""Identifiers that other systems gave, unless there is a table of that name."""

MEASURES = _set(
    """
    quantity qty amount count total price cost sum age year month day hour minute weight
    height width length size duration rating score rank position order sort sequence seq
    version level priority percent percentage rate lat latitude lng lon longitude points
    balance discount tax vat stock capacity port zip postcode postnr postnummer phone tel
    mobile antal belopp summa pris ar manad dag vikt langd bredd hojd niva betyg saldo rabatt
    moms postnr ordning days hours minutes seconds views likes flags revision index salary
    lon timestamp ts epoch created updated modified deleted at date datum time tid
    """
)
"""Numbers that count or measure and refer to nothing."""

KINDS = _set(
    """
    type kind status state group category class level role typ slag grupp kategori niva mode
    format method reason source channel plan version template setting tag label size color
    """
)
"""What follows the name of a table in the name of another: customer_type_id."""

NOT_PARTICIPLES = _set("arende meddelande erbjudande utlatande betankande forordnande leende")
"""Words that end like those for somebody who does something."""

WHICH = _set(
    """
    home first last next prev main from to source target origin dest old new default holding
    parent start end huvud hem kontakt faktura leverans till fran slut start bestallar
    """
)
"""What stands before a table's name, grown together with it: the first of several."""

TYPE_WORDS = _set("type kind class model table entity typ slag klass tabell")
"""The half of a reference to one of several tables that says which."""

FIRST_NAMES = _set("firstname givenname forename fornamn tilltalsnamn fname first")
FAMILY_NAMES = _set("lastname surname familyname efternamn lname last")
NATIONAL_IDS = _set(
    """
    personnummer personnr persnr pnr ssn socialsecuritynumber nationalid samordningsnummer
    personalidentitynumber cpr fodselsnummer
    """
)
NAMES = _set("name namn fullname displayname")
CONTACTS = _set(
    """
    email emailaddress epost epostadress mail mejl phone telephone mobile telefon mobil tel
    login username password passwordhash useremail userlogin anvandarnamn losenord
    """
)
ORGANISATIONS = _set(
    """
    company supplier organisation store clinic school unit department team branch location
    vardgivare leverantor mottagning filial region municipality warehouse club forening
    restaurant hotel hospital pharmacy bank salon agency institution university college
    restaurang hotell sjukhus apotek salong
    """
)
NOT_PEOPLE = ORGANISATIONS | _set(
    """
    group order booking invoice payment message comment review invitation invite request log
    event
    subscription session campaign case ticket shipment delivery address post topic page
    article quote website server mailbox
    """
)
"""What tables with names and addresses may be of, that are not people."""
BODIES = _set(
    "legalname companyname taxid vatnumber orgnr orgnumber plan planid subdomain domain"
)
"""What a tenant has that is an organisation, and no lodger."""
BODY_ENDINGS = (
    "stalle", "kontor", "station", "central", "bolag", "forening", "mottagning", "klinik",
    "skola", "butik", "salong", "hotell", "sjukhus", "avdelning", "lokal",
)  # fmt: skip
"""How Swedish compounds for bodies and places end."""
CLIENTS = _set(
    """
    person customer client patient student resident citizen contact beneficiary borrower lead
    boende sokande hyresgast lodger
    """
)
"""People whom the holders of accounts serve, where both are kept."""
GATHERINGS = _set(
    """
    conversation chat channel household familj family thread room hushall konversation
    """
)
"""What several people take part in, and own together."""

RESPONSES = _set(
    """
    comment like vote reaction review reply follow attendance participation bookmark receipt
    rating response answer favourite favorite share view subscription attendee participant
    membership member kommentar recension svar
    """
)
"""Rows by which a person responds to somebody else's row."""
