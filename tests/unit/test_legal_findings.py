from __future__ import annotations

import pytest

from lofte.areas.notices.rules import UnknownLanguage
from lofte.areas.promises.rules import Severity, legal_findings

VOID = [
    ("sv", "Genom att använda appen samtycker du till allt.", "consent_by_use"),
    ("sv", "Fortsatt användning räknas som godkännande.", "consent_by_use"),
    ("en", "By browsing our shop, you agree to this.", "consent_by_use"),
    ("en", "Your continued use means acceptance of the new terms.", "consent_by_use"),
    ("en", "Use of the app constitutes consent.", "consent_by_use"),
    ("sv", "Det är ditt ansvar att läsa om policyn varje månad.", "duty_to_reread"),
    ("en", "You must check this page for changes yourself.", "duty_to_reread"),
    ("sv", "Genom att teckna avtal accepterar du denna policy.", "bundled_acceptance"),
    ("en", "By signing the contract you also accept our policy.", "bundled_acceptance"),
    ("sv", "Ditt samtycke ges genom din anställning.", "approval_from_role"),
    ("en", "Consent is given through your job.", "approval_from_role"),
    ("sv", "Du kan ställa in webbläsaren om du ogillar kakor.", "browser_settings_as_consent"),
    ("en", "You opt out in your browser’s settings.", "browser_settings_as_consent"),
    ("en", "Simply adjust your browser.", "browser_settings_as_consent"),
    ("sv", "Vi får ändra dessa villkor när som helst.", "unilateral_change"),
    ("en", "We may amend this notice without notice.", "unilateral_change"),
    ("sv", "Vi friskriver oss från allt ansvar.", "disclaims_liability"),
    ("en", "We accept no liability for leaks.", "disclaims_liability"),
    ("sv", "Det är inte vår skyldighet att lämna ut data.", "disclaims_assistance"),
    ("en", "It is not our duty to export anything.", "disclaims_assistance"),
    ("sv", "Det är kundens ansvar att anmäla läckor till IMY.", "breach_left_to_customer"),
    ("en", "The customer is responsible and must notify the supervisory authority.",
     "breach_left_to_customer"),
    ("sv", "Vi hanterar allt i strid med denna policy.", "reversed_promise"),
    ("en", "We handle it in breach of this policy.", "reversed_promise"),
    ("sv", "Vid frågor, kontakta oss via", "empty_contact"),
    ("en", "For more, call us on .", "empty_contact"),
    ("sv", "Vi samlar icke-personliga uppgifter, som IP-adress.", "called_not_personal"),
    ("en", "We gather non-personal technical data.", "called_not_personal"),
]  # fmt: skip

WARNINGS = [
    ("sv", "Vi uppmanar dig att läsa sidan regelbundet.", "asked_to_reread"),
    ("en", "We advise you to check back often and read it.", "asked_to_reread"),
    ("sv", "Om du inte accepterar detta får du sluta.", "leave_if_not_accepted"),
    ("en", "If you do not agree, stop visiting.", "leave_if_not_accepted"),
    ("sv", "Samtycke kan ges muntligen.", "oral_consent"),
    ("en", "Consent may be oral.", "oral_consent"),
    ("sv", "Utskick kräver muntligt godkännande.", "oral_approval"),
    ("en", "You approve mailings verbally.", "oral_approval"),
    ("sv", "Delar av webbplatsen kan då inte fungera.", "refusal_costs_function"),
    ("en", "Some pages may then not work.", "refusal_costs_function"),
    ("sv", "Policyn kan komma att ändras.", "may_change"),
    ("en", "This policy may change.", "may_change"),
    ("sv", "Då upphör biträdesavtalet, men vi får spara data.", "contract_ends_before_data"),
    ("en", "The processing agreement ends but we keep data.", "contract_ends_before_data"),
    ("sv", "Vi tillhandahåller endast licenser.", "denies_role"),
    ("en", "We merely provide licences.", "denies_role"),
    ("sv", "Vi är underbiträde åt dig.", "wrong_role"),
    ("en", "We act as a sub-processor to you.", "wrong_role"),
    ("sv", "Mot ersättning hjälper vi till att återställa.", "paid_assistance"),
    ("en", "For a fee we restore your files.", "paid_assistance"),
    ("sv", "Vi har rätt att spärra konton.", "suspends_without_process"),
    ("en", "We may suspend your account.", "suspends_without_process"),
    ("sv", "Klaga hos Datainspektionen.", "old_authority"),
    ("en", "Complain to the Swedish Data Inspection Board.", "old_authority"),
    ("sv", "Icke-personliga uppgifter är webbläsare.", "called_not_personal_list"),
    ("en", "Non-personal data include your browser.", "called_not_personal_list"),
    ("sv", "Vi följer lagen om GDPR.", "wrong_term"),
    ("en", "We follow the GDPR law.", "wrong_term"),
    ("sv", "Vi garanterar att inget läcker.", "assurance"),
    ("en", "Your data are completely safe.", "assurance"),
    ("sv", "Vi svarar alltid.", "absolute_claim"),
    ("en", "We never forget.", "absolute_claim"),
    ("sv", "Vi säljer aldrig och delar aldrig data med andra.", "denies_recipients"),
    ("en", "We do not share anything with third parties.", "denies_recipients"),
    ("sv", "Vi gör det för bättre förutsättningar.", "vague_purpose"),
    ("en", "It adds to better conditions.", "vague_purpose"),
    ("sv", "Namn, men inte begränsat till det.", "open_ended_list"),
    ("en", "Names and other relevant data.", "open_ended_list"),
]  # fmt: skip

LAWFUL = [
    ("sv", "När du använder appen kan du ta tillbaka ditt samtycke."),
    ("sv", "Genom att använda appen samtycker du inte till något."),
    ("sv", "Du kan blockera kakor från din dator i vår samtyckesruta."),
    ("sv", "Vi ansvarar inte för länkade webbplatser."),
    ("sv", "Du kan när som helst uppdatera dina uppgifter."),
    ("sv", "Vi meddelar dig innan policyn ändras."),
    ("sv", "Vid frågor, kontakta oss via info@example.se."),
    ("sv", "Vi kan inte garantera leveransen."),
    ("en", "When visiting our shop we ask for your consent."),
    ("en", "By using the app you do not agree to anything."),
    ("en", "You can block cookies on your device in our consent panel."),
    ("en", "We store your browser settings for a day."),
    ("en", "We are not responsible for linked pages."),
    ("en", "You may change your consent and this policy choice at any time."),
    ("en", "We notify you before this policy may change."),
    ("en", "Contact us at privacy@example.org."),
    ("en", "We are the controller, and you decide whom you want to write to."),
    ("en", "We restore your files free of charge."),
    ("en", "We erase your address after two years."),
]


@pytest.mark.parametrize(("lang", "text", "code"), VOID)
def test_a_void_sentence_is_found_and_is_a_stance(lang: str, text: str, code: str) -> None:
    found = {finding.code: finding for finding in legal_findings(text, lang=lang)}

    assert code in found, found
    assert found[code].severity is Severity.VOID
    assert found[code].stance


@pytest.mark.parametrize(("lang", "text", "code"), WARNINGS)
def test_a_doubtful_sentence_is_warned_of(lang: str, text: str, code: str) -> None:
    found = {finding.code: finding for finding in legal_findings(text, lang=lang)}

    assert code in found, found
    assert found[code].severity is Severity.WARNING


@pytest.mark.parametrize(("lang", "text"), LAWFUL)
def test_a_lawful_sentence_is_left_alone(lang: str, text: str) -> None:
    assert legal_findings(text, lang=lang) == ()


def test_every_finding_names_its_law_and_no_law_we_are_unsure_of() -> None:
    for lang, text, _ in VOID + WARNINGS:
        for finding in legal_findings(text, lang=lang):
            assert finding.law.startswith(("GDPR Art.", "LEK (2022:482) 9 kap. 28 §"))
            assert "MFL" not in finding.law


def test_the_span_points_at_the_words_through_quotes_and_line_breaks() -> None:
    text = "Ring ”oss”\nhos\xa0Datainspektionen."
    (finding,) = legal_findings(text, lang="sv")

    start, end = finding.span
    assert text[start:end] == "Datainspektionen"


def test_findings_come_in_the_order_of_the_words() -> None:
    text = "We never err, your data are completely safe and we accept no liability."

    codes = [finding.code for finding in legal_findings(text, lang="en")]

    assert codes == ["absolute_claim", "assurance", "disclaims_liability"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        legal_findings("Durch die Nutzung stimmen Sie zu.", lang="de")
