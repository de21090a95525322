from __future__ import annotations

import pytest

from lofte.areas.notices.rules import UnknownLanguage, split

SWEDISH = [
    pytest.param("Vi delar data med t.ex. Banken. Det är allt.", 2, id="t.ex."),
    pytest.param("Vi delar data med t ex. Banken. Det är allt.", 2, id="t ex. with a space"),
    pytest.param("Vi delar, t. ex. Namn, med andra.", 1, id="t. ex. with stop and space"),
    pytest.param("Det gäller bl.a. Stockholm, dvs. Sverige.", 1, id="bl.a. and dvs."),
    pytest.param("Bolaget, org. nr. 556000-0000, svarar.", 1, id="org. nr."),
    pytest.param("Vi sparar namn m.m. Vi raderar dem sedan.", 2, id="m.m. may end"),
    pytest.param("Bokning, butik m fl.  kan samla in uppgifter.", 1, id="m fl. before small"),
    pytest.param("Vi rättar ev. fel i uppgifterna.", 1, id="ev."),
    pytest.param("Se 3 kap. 2 § i lagen. Den gäller.", 2, id="kap. before a number"),
    pytest.param("Vi svarar inom 30 dagar. 2024 införde vi detta.", 2, id="a year begins"),
    pytest.param("Vi sparar i 1.5 år och 3.000 dagar. Sen inte.", 2, id="decimals"),
    pytest.param("Uppdaterad den 1. 2 personer läste.", 1, id="number stop number"),
    pytest.param("Läs på www.example.se/om.html. Där står allt.", 2, id="an address"),
    pytest.param("Skriv till a.b@example.se. Vi svarar.", 2, id="an e-mail address"),
    pytest.param(
        "Vi lagrar. ”Kunden” raderar. (Det tar tid.) Sedan är det klart.", 4, id="quotes"
    ),
    pytest.param("Vi lovar detta . Innehållet kan ändras.", 2, id="a space before the stop"),
    pytest.param("Vi sparar inget.Vi raderar allt.", 2, id="a forgotten space"),
    pytest.param("Vi sparar. vi raderar.", 1, id="small letter after a stop"),
    pytest.param("För 100 kr. Vi tar inte mer.", 2, id="kr. may end"),
]
ENGLISH = [
    pytest.param("We share it with, e.g. Google, i.e. Others. Done.", 2, id="e.g. and i.e."),
    pytest.param("Ask Mr. Smith or J. Doe. They know.", 2, id="titles and initials"),
    pytest.param("We act under U.S. Law. The rest is ours.", 2, id="U.S."),
    pytest.param("We sell in the U.S. We store there.", 2, id="U.S. before a starter"),
    pytest.param("See Art. 13 and p. 4. That is it.", 2, id="Art. and p."),
    pytest.param("May we share it? No. May we sell it? No!", 4, id="short answers"),
    pytest.param("We said no. We meant it.", 2, id="no. is a word"),
    pytest.param("See no. 4 of the list.", 1, id="no. is number"),
    pytest.param("Well… We store it... And erase it... later.", 3, id="ellipses"),
    pytest.param('"We do." She meant it. ("Do you?" He asked.) End.', 4, id="nested quotes"),
    pytest.param("We store (see 3. It is short) names. Done.", 2, id="inside parentheses"),
    pytest.param("We store names :( and more. Done.", 2, id="an unclosed parenthesis"),
    pytest.param("1. We store names. 2. We erase them.", 2, id="a number in front"),
    pytest.param(
        "Updated 2024-01-31. Next on 31.12.2025. Then none", 3, id="dates, no last stop"
    ),
    pytest.param("It matters; names: all of them. Really?! Yes.", 3, id="semicolon and colon"),
    pytest.param("...", 1, id="only stops"),
    pytest.param("", 0, id="nothing"),
]


@pytest.mark.parametrize(("text", "count"), SWEDISH)
def test_swedish_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split(text, lang="sv")) == count, split(text, lang="sv")


@pytest.mark.parametrize(("text", "count"), ENGLISH)
def test_english_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split(text, lang="en")) == count, split(text, lang="en")


def test_closing_quotes_and_brackets_stay_with_their_sentence() -> None:
    assert split("He said “no.” She left. (All did.) End.", lang="en") == (
        "He said “no.”",
        "She left.",
        "(All did.)",
        "End.",
    )


def test_untidy_text_is_split_but_never_tidied() -> None:
    assert split("Vi  lovar\xa0allt , alltid . Men ,inte gratis", lang="sv") == (
        "Vi  lovar\xa0allt , alltid .",
        "Men ,inte gratis",
    )


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguage, match="'fi'"):
        split("Moi.", lang="fi")
