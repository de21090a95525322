"""What personal data can be: the names used in every finding, file and page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

RULESET = "2026.11.1"
"""The version of all rules together. Raised whenever a verdict may come out differently."""


class Type(StrEnum):
    """The types of personal data that are told apart."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVNUMMER = "reservnummer"
    ORGANISATIONSNUMMER = "organisationsnummer"
    HSA_ID = "hsa_id"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_ADDRESS = "postal_address"
    POSTCODE = "postcode"
    PERSON_NAME = "person_name"
    IBAN = "iban"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    BANK_ACCOUNT = "bank_account"
    PAYMENT_CARD = "payment_card"
    IP_ADDRESS = "ip_address"
    MAC_ADDRESS = "mac_address"
    DEVICE_ID = "device_id"
    LICENCE_PLATE = "licence_plate"
    COORDINATES = "coordinates"
    BIRTH_DATE = "birth_date"
    VAT_NUMBER = "vat_number"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 (the name of a type)
    API_KEY = "api_key"
    HEALTH_TERM = "health_term"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a type is to others. `dpv` is its name in the personal-data extension of W3C's Data
    Privacy Vocabulary 2.0, `fides` its key in the taxonomy of Fides 3. `special` when a value
    belongs to a special category (Art. 9 GDPR) by itself. `identifies` when one value is enough
    to look one person up."""

    dpv: str
    fides: str
    special: bool = False
    identifies: bool = False


_NATIONAL = "user.government_id.national_identification_number"
_ACCOUNT = "user.financial.bank_account"

FACTS: Mapping[Type, Facts] = MappingProxyType(
    {
        Type.PERSONNUMMER: Facts("pd:OfficialID", _NATIONAL, identifies=True),
        Type.SAMORDNINGSNUMMER: Facts("pd:OfficialID", _NATIONAL, identifies=True),
        # A number given to somebody for health care is health data: recital 35 GDPR.
        Type.RESERVNUMMER: Facts(
            "pd:HealthRecord", "user.health.record_id", special=True, identifies=True
        ),
        # A company's, until it is a sole trader's: then it is the owner's personnummer.
        Type.ORGANISATIONSNUMMER: Facts("pd:Identifier", "user.government_id"),
        Type.HSA_ID: Facts("pd:UID", "user.unique_id", identifies=True),
        Type.EMAIL: Facts("pd:EmailAddress", "user.contact.email", identifies=True),
        Type.PHONE: Facts("pd:TelephoneNumber", "user.contact.phone_number", identifies=True),
        Type.POSTAL_ADDRESS: Facts("pd:PhysicalAddress", "user.contact.address"),
        Type.POSTCODE: Facts("pd:PostalCode", "user.contact.address.postal_code"),
        Type.PERSON_NAME: Facts("pd:Name", "user.name"),
        Type.IBAN: Facts("pd:FinancialAccountNumber", _ACCOUNT, identifies=True),
        Type.BANKGIRO: Facts("pd:AccountIdentifier", _ACCOUNT),
        Type.PLUSGIRO: Facts("pd:AccountIdentifier", _ACCOUNT),
        Type.BANK_ACCOUNT: Facts("pd:BankAccount", _ACCOUNT, identifies=True),
        Type.PAYMENT_CARD: Facts(
            "pd:PaymentCardNumber", "user.financial.credit_card", identifies=True
        ),
        Type.IP_ADDRESS: Facts("pd:IPAddress", "user.device.ip_address"),
        Type.MAC_ADDRESS: Facts("pd:MACAddress", "user.device.device_id", identifies=True),
        Type.DEVICE_ID: Facts("pd:DeviceBased", "user.device.device_id", identifies=True),
        # The vocabulary spells it so.
        Type.LICENCE_PLATE: Facts(
            "pd:VehicalLicenseRegistration",
            "user.government_id.vehicle_registration",
            identifies=True,
        ),
        Type.COORDINATES: Facts("pd:GPSCoordinate", "user.location.precise"),
        Type.BIRTH_DATE: Facts("pd:BirthDate", "user.demographic.date_of_birth"),
        Type.VAT_NUMBER: Facts("pd:Identifier", "user.government_id"),
        Type.USERNAME: Facts("pd:Username", "user.account.username", identifies=True),
        Type.PASSWORD: Facts("pd:Password", "user.authorization.password"),
        Type.API_KEY: Facts("pd:Authenticating", "user.authorization.credentials"),
        Type.HEALTH_TERM: Facts("pd:MedicalHealth", "user.health", special=True),
    }
)
