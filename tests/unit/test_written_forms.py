from __future__ import annotations

from datetime import date

import pytest

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.written_forms import (
    Identifier,
    IdentifierNotCanonical,
    written_forms,
)

TODAY = date(2026, 11, 22)


def forms(kind: IdentityKind, canonical: str) -> tuple[str, ...]:
    return written_forms(Identifier(kind, canonical), today=TODAY)


def test_a_personnummer_is_searched_for_in_all_the_ways_it_is_written() -> None:
    assert set(forms(IdentityKind.PERSONNUMMER, "199001012385")) == {
        "199001012385",
        "19900101-2385",
        "19900101 2385",
        "900101-2385",
        "9001012385",
        "900101 2385",
    }


@pytest.mark.parametrize(
    ("canonical", "expected", "excluded"),
    [
        ("192601012389", "260101+2389", "260101-2389"),
        ("192701012388", "270101-2388", "270101+2388"),
    ],
)
def test_short_forms_never_mean_a_person_of_another_century(
    canonical: str, expected: str, excluded: str
) -> None:
    assert expected in forms(IdentityKind.PERSONNUMMER, canonical)
    assert excluded not in forms(IdentityKind.PERSONNUMMER, canonical)


@pytest.mark.parametrize(
    "written",
    [
        "+46701740605",
        "0046701740605",
        "46701740605",
        "0701740605",
        "070-1740605",
        "070-174 06 05",
        "070 174 06 05",
        "+46 70 174 06 05",
        "+46 70-174 06 05",
        "+46 (0)70-174 06 05",
    ],
)
def test_a_phone_number_is_searched_for_in_the_ways_it_is_written(written: str) -> None:
    assert written in forms(IdentityKind.PHONE, "+46701740605")


def test_a_foreign_number_is_never_searched_for_without_its_country() -> None:
    found = forms(IdentityKind.PHONE, "+4512345678")
    assert all(form.lstrip("+0").startswith("45") for form in found)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (IdentityKind.PERSONNUMMER, "900101-2385"),
        (IdentityKind.PERSONNUMMER, "19900101-2385"),
        (IdentityKind.PERSONNUMMER, ""),
        (IdentityKind.PHONE, "0701740605"),
        (IdentityKind.PHONE, "+46 70"),
        (IdentityKind.EMAIL, ""),
        (IdentityKind.EMAIL, "@"),
        (IdentityKind.EMAIL, "anna"),
        (IdentityKind.EMAIL, " anna@example.se"),
        (IdentityKind.CUSTOMER_NUMBER, " "),
        (IdentityKind.CUSTOMER_NUMBER, ""),
    ],
)
def test_half_an_identifier_is_refused(kind: IdentityKind, text: str) -> None:
    with pytest.raises(IdentifierNotCanonical):
        forms(kind, text)
