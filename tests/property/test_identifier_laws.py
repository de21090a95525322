from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn

from lofte.kernel.identifiers import Kind, check, mask, normalise

TODAY = date(2026, 11, 22)
KINDS = [kind for kind in Kind if kind is not Kind.UNKNOWN]


@st.composite
def person_numbers(draw: st.DrawFn, *, coordination: bool = False) -> str:
    """Twelve right digits; the birth numbers are those of the official test numbers."""
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    day = born.day + (60 if coordination else 0)
    nine = f"{born:%y%m}{day:02}{draw(st.sampled_from(['238', '239']))}"
    return f"{born.year // 100}{nine}{luhn.calc_check_digit(nine)}"


anyone = st.one_of(person_numbers(), person_numbers(coordination=True))


def sign(twelve: str) -> str:
    return "+" if TODAY.year - int(twelve[:4]) >= 100 else "-"


@given(number=anyone)
def test_a_right_number_is_its_own_canonical_form(number: str) -> None:
    found = check(number, today=TODAY)

    assert found.valid and found.canonical == number and found.is_person_number
    assert (found.kind is Kind.SAMORDNINGSNUMMER) == (int(number[6:8]) > 60)


@given(number=anyone)
def test_the_ten_digit_form_with_its_sign_names_the_same_person(number: str) -> None:
    short = number[2:8] + sign(number) + number[8:]

    assert normalise("personnummer", short, today=TODAY) == number


@given(number=anyone)
def test_ten_digits_without_a_sign_are_never_guessed(number: str) -> None:
    for value in (number[2:], f"{number[2:8]} {number[8:]}"):
        assert check(value, today=TODAY, kind="personnummer").canonical is None


@given(number=anyone, place=st.integers(2, 11), digit=st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, digit: int) -> None:
    wrong = str((int(number[place]) + digit) % 10)
    changed = number[:place] + wrong + number[place + 1 :]

    assert not check(changed, today=TODAY).valid


@given(number=anyone)
def test_a_mask_shows_the_birth_date_and_nothing_of_the_rest(number: str) -> None:
    assert mask(number) == f"{number[:8]}-••••"


@given(number=anyone)
def test_as_an_organisation_a_person_is_always_a_marked_sole_trader(number: str) -> None:
    found = check(number[2:], today=TODAY, kind="organisationsnummer")

    assert found.valid and found.reason == "sole_trader" and found.canonical == number[2:]


@given(number=anyone, today=st.dates(date(1900, 1, 1), date(2199, 1, 1)))
def test_twelve_digits_are_right_from_the_day_of_birth_on(number: str, today: date) -> None:
    day = int(number[6:8]) % 60
    born = date(int(number[:4]), int(number[4:6]), day)

    assert check(number, today=today).valid == (born <= today)


@given(value=st.text(max_size=40), kind=st.sampled_from([None, *KINDS]))
@example(value="@", kind=None)
@example(value="SE", kind=Kind.IBAN)
@example(value="+", kind=Kind.PHONE)
def test_any_text_gets_an_answer_that_agrees_with_itself(value: str, kind: Kind | None) -> None:
    found = check(value, today=TODAY, kind=kind)

    assert found.valid == (found.canonical is not None)
    assert found.valid or found.reason is not None
    assert kind is None or found.kind is kind


@given(
    value=st.one_of(
        st.emails(),
        st.from_regex(r"[ßéåÅÄÖİǅ\w.]{1,12}@[a-zåäöß]{1,8}\.se", fullmatch=True),
        st.from_regex(r"(0|\+46 ?)[1-9][0-9 -]{6,12}", fullmatch=True),
        st.from_regex(r"[1-9][0-9]{2,3}-[0-9]{4}", fullmatch=True),
        st.from_regex(r"SE[0-9]{10}-[A-Za-z0-9]{1,9}", fullmatch=True),
        anyone,
    )
)
def test_a_canonical_form_is_a_fixed_point(value: str) -> None:
    found = check(value, today=TODAY)

    if found.canonical is not None:
        again = check(found.canonical, today=TODAY, kind=found.kind)
        assert again.valid and again.canonical == found.canonical


@given(value=st.text(max_size=40), kind=st.sampled_from(KINDS))
def test_normalising_twice_is_normalising_once(value: str, kind: Kind) -> None:
    once = normalise(kind, value, today=TODAY)

    if once is not None and kind is not Kind.HSA_ID:
        assert normalise(kind, once, today=TODAY) == once
