from __future__ import annotations

import string
from collections import Counter
from importlib import resources
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.discovery import lexicon
from lofte.discovery.columns.names import name_evidence, named_type, read_name
from lofte.discovery.naming.words import meanings, phrases, words
from lofte.discovery.types import Type

# One group a type, `-` for nothing: `column`, or `table.column`.
NAMED = """
person_name: first_name FirstName firstname fname FNAME given_name förnamn fornamn
    Tilltalsnamn last_name lastName lname surname efternamn enamn family_name middle_name
    maiden_name full_name fullname FULL_NAME kundens_namn kundnamn customer_name CustomerName
    cust_nm patient_namn PatientName employee_name emp_fname emp_lname kontaktperson
    contact_name personnamn name_first author author_name forfattare vorname nachname etunimi
    sukunimi fornavn etternavn card_holder_name kontoinnehavare handlaggare_namn
    customers.name kunder.namn patient.name Employees.Name members.name users.full_name
    vårdnadshavare_namn next_of_kin_name driver_name company_contact_name manager_name
    recipient_name first_name_2 students.Name sobrenome cognome voornaam achternaam
email: email e_mail E-mail Email email_address emailAddress EMAILADDRESS epost e_post
    e-postadress kund_epost custEmail mejl mailadress contact_email user_email primary_email
    email2 work_email unconfirmed_email emailadr faktura_epost billingEmail recipient_email
    kontakt_mejladress emails.address supplier_email e_mail_adress Epostadress mail
phone: phone phone_number phoneNumber PHONE telefon telefonnummer telefonnr tel tfn mobil
    mobilnr mobiltelefon Mobiltelefonnummer mobile mobile_phone cell_phone home_phone
    work_phone tel_hem telefon_arbete fax fax_number kund_telefon contact_phone msisdn tlf
    telefone celular puhelin ph_no phone1 phones.number handynummer hemtelefonnummer
    jourtelefonnr
postal_address: address adress Adress gatuadress gata street street_address street_name
    address1 address_line_1 AddressLine2 leveransadress fakturaadress hemadress besöksadress
    co_adress c_o billing_address shippingAddress shipping_address_street home_address
    postadress kund_adress anschrift strasse straße addr customer_addr addresses.line1
    utdelningsadress bostadsadress
postcode: codigo_postal code_postal postnummer postnr zip zip_code ZipCode zipcode postal_code
    postcode plz post_code
    kund_postnr billing_zip shipping_postal_code leveranspostnr
birth_date: birth_date birthDate date_of_birth DateOfBirth dob DOB DoB birthday födelsedatum
    fodelsedatum fodd född born geburtsdatum fødselsdato customer_dob patient_birthdate
    fodelsedag data_nascimento GebDat fecha_nacimiento geboortedatum
personnummer: personnummer personnr PERSNR pers_nr person_nr personNummer kundpersonnr
    kundpersonnummer personal_number personal_identity_number civic_number national_id ssn
    social_security_number socialSecurityNumber patient_pnr pnr barn_personnummer
samordningsnummer: samordningsnummer samordningsnr coordination_number kund_samordningsnummer
reservnummer: reservnummer reservnr reserv_nr reservid
organisationsnummer: organisationsnummer orgnr org_nr OrgNr orgnummer organization_number
    org_no company_registration_number kundorgnr foretag_orgnr corporate_number
    leverantör_orgnr
hsa_id: hsa_id hsaid HSAID vardgivare_hsa_id hsaId
vat_number: vat_number vatNumber momsnr vat_no momsregistreringsnummer ust_idnr vat_id
    eu_vat_nr
iban: iban IBAN iban_number kund_iban
bankgiro: bankgiro bankgironummer bg_nr bankgironr bg leverantor_bankgiro
plusgiro: plusgiro plusgironummer pg_nr postgiro pg
bank_account: bank_account bank_account_number bankkonto bankkontonummer account_number
    kontonummer kontonr clearing_konto_nr accountNo
payment_card: card_number cardNumber kortnummer credit_card_number cc_number ccnum kreditkort
    creditcard kreditkortsnummer payment_card_number
ip_address: ip ip_address ipAddress IPAddress client_ip last_login_ip remote_addr ipv4 IPv6
    ip_adress user_ip ipnr IPv4Address source_ip
mac_address: mac mac_address MACAddress macaddr device_mac hwaddr wifi_mac
device_id: device_id deviceId imei IMEI android_id idfa advertising_id cookie_id udid
    device_serial
licence_plate: regnr license_plate licencePlate registreringsskylt number_plate plate_number
    plate_no cars.registration_number fordon.regnr bil_regnr vehicle_registration kennzeichen
coordinates: Breitengrad Längengrad latitude longitude lat lng LAT gps_coordinates koordinater
    geo_point coords
    breddgrad store_latitude latlng gps_lat sweref_x
username: username user_name userName login login_name användarnamn anvandarnamn nickname
    screen_name usr_name logon login_id samAccountName
password: senha contrasena mot_de_passe wachtwoord password passwd pwd lösenord losenord
    user_password passord kennwort plain_password
    wifi_password losenord_klartext password_hash PasswordHash losenord_hash hashed_password
    encrypted_password password_digest passwordHash
api_key: api_key apiKey api_token access_token refresh_token secret_key client_secret
    auth_token token private_key stripe_secret_key accessKey
health_term: diagnosis diagnos diagnoskod diagnosis_code icd10 icd_10_code atc_kod medication
    läkemedel lakemedelsnamn allergier allergies symptom patient_diagnos disease_name
    drug_name
-: id customer_id kund_id user_id person_id order_id uuid status code kod type created_at
    updated_at deleted_at created updated description comment notes quantity antal price pris
    total belopp amount currency valuta country land city stad ort region state company
    company_name product_name productName artikelnamn filename file_name event_name
    category_name table_name hostname host_name domain_name team_name school_name hotel_name
    brand_name bank_name department_name name_of_company products.name categories.name
    companies.name events.title email_verified email_count email_sent_at is_email_confirmed
    emailVerified has_email email_template email_subject email_body email_id_type send_email
    email_type email_opt_in email_domain address_type address_id addressType ip_allowed
    ip_version phone_verified phone_type phone_model has_phone password_changed_at
    password_reset_sent password_policy password_expires token_type token_expires_at
    api_version api_url card_type card_expiry cvv iban_valid vat_rate vat_amount momsbelopp
    bg_color latitude_accuracy username_changed login_count last_login_at birth_place
    birth_weight birth_country street_type zip_file country_code phone_code order_number
    orderNumber ordernr fakturanr invoice_number artikelnr kundnr ocr_nummer referens ref
    tracking_number row_number page_number version build_number mailing hotel passport motel
    telling format information endpoint storage donation chips tool platform lön age gender
    kön title yrke score rating weight url link image logo color size model device_type
    device_name user_agent browser mac_os macro ipsum pinned passed tokenizer allergy_count
    diagnosis_date medication_id symptoms_count login_attempts account_type account_id
    bank_code number name_sv product_name_en plate_type longest lattice organization
    organization_id hsa_enhetsnamn vehicle_id kund_typ kundkategori medlemsnr postort_id
    stadsdel födelseort skapad_datum ändrad senast_ändrad giltig_till datum tid timestamp year
    month week name_id customer_count employees_total member_since person_count person_typ
    contact_type contact_id contact_count contacts_count users_count
"""


def _cases() -> list[tuple[str, str, str | None]]:
    found = []
    for group in NAMED.strip().split("\n"):
        if not group.startswith(" "):
            kind, _, group = group.partition(":")
        for name in group.split():
            table, _, column = name.rpartition(".")
            found.append((column, table, None if kind == "-" else kind))
    return found


def test_there_are_three_hundred_names_at_least() -> None:
    assert len(set(_cases())) >= 300


@pytest.mark.parametrize(("column", "table", "kind"), _cases())
def test_a_name_alone_says_what_its_values_are(
    column: str, table: str, kind: str | None
) -> None:
    assert named_type(column, table or "t1", (), "") == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KundEpost_adress2", "kund epost adress"),
        ("kundpersonnr", "kund personnr"),
        ("Leveransadress", "leverans adress"),
        ("HTTPServer", "http server"),
        ("eMail", "email"),
        ("IPv6Address", "ipv address"),
        ("FÖDELSEDATUM", "fodelsedatum"),
        ("straße", "strasse"),
        ("kundens-namn", "kundens namn"),
        ("hotel mailing", "hotel mailing"),
        ("lön", "salary"),
        ("12 %", ""),
        ("😀", ""),
    ],
)
def test_names_are_taken_apart_into_whole_words(name: str, expected: str) -> None:
    assert " ".join(word.text for word in words(name)) == expected


@pytest.mark.parametrize(
    ("siblings", "kind"),
    [
        ("id email phone", Type.PERSON_NAME),
        ("id birth_date telefon", Type.PERSON_NAME),
        ("id sku price quantity description", None),
        ("id", None),
    ],
)
def test_a_bare_name_is_a_persons_beside_what_only_people_have(
    siblings: str, kind: Type | None
) -> None:
    assert named_type("name", "t1", siblings.split(), "text") == kind


TABLES = """
Employees: EmployeeID LastName=person_name TitleOfCourtesy BirthDate=birth_date HireDate Photo
    Address=postal_address City PostalCode=postcode HomePhone=phone Extension ReportsTo
patients: Id SSN=personnummer PREFIX FIRST=person_name LAST=person_name MAIDEN=person_name RACE
    BIRTHPLACE ADDRESS=postal_address ZIP=postcode LAT=coordinates LON=coordinates
titanic: PassengerId Survived Name=person_name Sex Age Ticket Fare Cabin
telco: customerID gender SeniorCitizen Dependents PhoneService DeviceProtection PaymentMethod
allergies: START STOP CODE=health_term DESCRIPTION=health_term
messages: id sender_id subject body from_address=email to_address=email cc=email
api_clients: client_id client_secret=api_key name redirect_uri access_token=api_key
wp_comments: comment_author=person_name comment_author_email=email comment_author_IP=ip_address
    comment_author_url comment_date comment_agent
hr_employee: name=person_name work_phone=phone private_email=email place_of_birth
    country_of_birth spouse_birthdate=birth_date emergency_contact=person_name barcode
airbnb: id name host_id neighbourhood latitude=coordinates price number_of_reviews
patientjournal: personnr=personnummer namn=person_name diagnoskod=health_term vikt anteckning
anstallda: anstnr namn=person_name pnr=personnummer lon kontonr=bank_account chef=person_name
bolag: namn orgnr=organisationsnummer vd=person_name antal_anstallda momsregnr=vat_number
Track: TrackId Name AlbumId Composer=person_name Milliseconds Bytes UnitPrice
EmailAddress: EmailAddressID EmailAddress=email rowguid
"""


@pytest.mark.parametrize("line", TABLES.replace("\n    ", " ").split("\n")[1:-1])
def test_a_table_is_read_as_a_whole(line: str) -> None:
    table, _, listed = line.partition(": ")
    told = (one.partition("=") for one in listed.split())
    expected = {column: kind or None for column, _, kind in told}

    found = {column: named_type(column, table, tuple(expected), "") for column in expected}

    assert found == expected


def test_long_is_longitude_beside_a_latitude() -> None:
    alone = name_evidence("long", "t", (), "")[Type.COORDINATES]

    assert name_evidence("long", "t", ("lat", "long"), "")[Type.COORDINATES] > alone + 2


@pytest.mark.parametrize(
    ("column", "declared", "kind"),
    [
        ("email", "boolean", None),
        ("email", "integer", None),
        ("email", "varchar(254)", Type.EMAIL),
        ("personnummer", "bigint", Type.PERSONNUMMER),
        ("personnummer", "double precision", Type.PERSONNUMMER),
        ("telefon", "BIGINT", Type.PHONE),
        ("first_name", "timestamp", None),
        ("födelsedatum", "date", Type.BIRTH_DATE),
        ("born", "boolean", None),
        ("lat", "double", Type.COORDINATES),
        ("device_id", "integer", None),
        ("device_id", "uuid", Type.DEVICE_ID),
        ("x", "inet", Type.IP_ADDRESS),
        ("x", "macaddr8", Type.MAC_ADDRESS),
        ("x", "geometry(Point,4326)", Type.COORDINATES),
        ("x", "text", None),
    ],
)
def test_the_declared_type_has_a_say(column: str, declared: str, kind: Type | None) -> None:
    assert named_type(column, "t", (), declared) == kind


@pytest.mark.parametrize(
    ("column", "table", "kind"),
    [
        ("email_verified", "t", Type.EMAIL),
        ("ordernr", "t", Type.PERSONNUMMER),
        ("created_at", "t", Type.BIRTH_DATE),
        ("product_name", "t", Type.PERSON_NAME),
        ("status", "t", Type.PERSON_NAME),
        ("pnr", "bookings", Type.PERSONNUMMER),
    ],
)
def test_a_name_can_speak_against_a_type(column: str, table: str, kind: Type) -> None:
    assert name_evidence(column, table, (), "")[kind] < 0


def test_a_key_says_nothing() -> None:
    assert name_evidence("customer_id", "orders", (), "integer") == {}


def test_the_words_that_say_it_are_told() -> None:
    assert read_name("kund_e_post", "t", (), "").words == ("e", "post")
    assert read_name("kundnamn", "t", (), "").words == ("kund", "namn")


def test_a_word_has_one_meaning() -> None:
    lines = resources.files(lexicon).joinpath("data/column_words.txt").read_text().splitlines()
    listed = chain.from_iterable(
        line.partition(":")[2].split() for line in lines if not line.startswith("#")
    )

    assert [word for word, times in Counter(listed).items() if times > 1] == []


def test_phrases_are_made_of_meanings_and_known_words() -> None:
    known = (
        set(meanings().values())
        | set(meanings())
        | {
            "android",
            "push",
            "ssh",
            "word",
            "phrase",
        }
    )

    assert {part for phrase in phrases() for part in phrase} <= known


@given(st.text(max_size=40), st.text(string.ascii_letters + "_", max_size=40))
def test_any_name_is_read_and_evidence_stays_in_its_scale(column: str, table: str) -> None:
    odds = name_evidence(column, table, (column, table), "text")

    assert all(-7.0 <= weight <= 5.0 for weight in odds.values())
