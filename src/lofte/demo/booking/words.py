"""What the booking says: services, messages, notes. Swedish mostly, as such tables are."""

from __future__ import annotations

from typing import Final

BUSINESSES: Final = (
    (1, "silverek", "Salong Silverek", "559999-0016", "Frisör", "(58.911,14.204)"),
    (2, "ronnbacken", "Kliniken Rönnbacken", "559999-0024", "Vård", "(58.936,14.181)"),
)

CANCEL_REASONS: Final = (
    ("sick", "Sjuk", "Ill"),
    ("late", "Avbokat för sent", "Cancelled too late"),
    ("moved", "Ombokad", "Moved"),
    ("staff", "Personalen frånvarande", "Staff absent"),
)

STAFF: Final = (
    (1, "Greta Silverek", "greta@silverek.example", "Salongschef"),
    (1, "Ludvig Arnesson", "ludvig@silverek.example", "Frisör"),
    (1, "Saga Hedenby", "saga@silverek.example", "Frisör"),
    (1, "Amina Karim", "amina@silverek.example", "Frisör"),
    (1, "Klas Öhrnell", "klas@silverek.example", "Barberare"),
    (1, "Tove Blixth", "tove@silverek.example", "Frisörlärling"),
    (2, "Ragnhild Torstensdotter", "ragnhild@ronnbacken.example", "Läkare"),
    (2, "Bertil Åsander", "bertil@ronnbacken.example", "Fysioterapeut"),
    (2, "Esra Demirel", "esra@ronnbacken.example", "Sjuksköterska"),
    (2, "Måns Wikander", "mans@ronnbacken.example", "Psykolog"),
)

RESOURCES: Final = (
    *((1, f"Stol {n}", "chair") for n in range(1, 7)),
    *((2, f"Rum {letter}", "room") for letter in "ABCD"),
)

# Business, name, minutes, price.
SERVICES: Final = (
    (1, "Klippning kort hår", 30, 420),
    (1, "Klippning långt hår", 60, 620),
    (1, "Barnklippning", 30, 320),
    (1, "Färg hel längd", 90, 1_450),
    (1, "Slingor", 90, 1_650),
    (1, "Skäggtrimning", 30, 290),
    (1, "Brudfrisyr", 90, 2_200),
    (1, "Inpackning", 30, 350),
    (2, "Läkarbesök", 30, 1_200),
    (2, "Fysioterapi återbesök", 30, 690),
    (2, "Fysioterapi nybesök", 45, 890),
    (2, "Vaccination", 15, 450),
    (2, "Samtal psykolog", 45, 1_350),
    (2, "Provtagning", 15, 280),
)

CUSTOMER_REMARKS: Final = (
    "Allergisk mot ammoniak, använd den milda färgen.",
    "Vill helst ha tid efter kl 16.",
    "Ringer mamman på {phone} om något ändras.",
    "Vill inte ha kaffe, gärna te.",
    "Ny adress från i höst: {street}.",
    "Hör dåligt på vänster öra.",
    "Kommer ofta tio minuter sent.",
    "Speaks English, prefers e-mail ({email}).",
    "Betalar alltid med kort.",
    "Har skyddade personuppgifter, fråga Greta.",
)

BOOKING_MESSAGES: Final = (
    "Kan jag ta med min son {first}?",
    "Jag har ont i axeln sedan i somras.",
    "Samma som sist, tack.",
    "Ring mig på {phone} om det blir en tid tidigare.",
    "Jag är gravid, går det bra att färga?",
    "Parkerar på baksidan.",
    "I would like the same person as last time.",
    "Min nya mejl är {email}.",
    "Jag kommer direkt från jobbet.",
)

SMS_BODIES: Final = (
    "Hej {first}! Påminnelse: {service} {day} kl {time}. Avboka senast dagen före. {business}",
    "Din tid {day} kl {time} är bekräftad. Välkommen! {business}",
    "Hej {first}, tack för besöket. Hur blev det? Svara gärna här. {business}",
    "Vi har fått en lucka {day} kl {time}. Svara JA om du vill ha den, {first}. {business}",
    "Hi {first}, a reminder of {service} on {day} at {time}. {business}",
)

EMAIL_SUBJECTS: Final = (
    ("Bekräftelse på din tid", "Hej {name}!\n\n{service} {day} kl {time}.\n\n{business}"),
    ("Din tid är ändrad", "Hej {first}!\n\nNy tid: {day} kl {time}.\n\n{business}"),
    (
        "Kvitto",
        "Tack {name}. {service}, {price} kr. Kvittot har gått till {email}.\n{business}",
    ),
    ("Your booking", "Dear {name},\n\n{service}, {day} at {time}.\n\n{business}"),
    ("Nyheter från {business}", "Hej {first}! Den här månaden har vi fler kvällstider."),
)

VISIT_REASONS: Final = (
    "Smärta i axel",
    "Hosta sedan två veckor",
    "Ryggont",
    "Sömnsvårigheter",
    "Vaccination inför resa",
    "Blodtryckskontroll",
    "Stukad fot",
    "Oro och nedstämdhet",
)

JOURNAL_NOTES: Final = (
    "Patienten söker för {reason}. Status utan anmärkning. Återbesök vid behov.",
    "Uppföljning. {first} mår bättre och tränar hemma enligt program.",
    "Blodtryck 132/84. Ordination oförändrad. Ny kontroll om sex månader.",
    "Anhörig med vid besöket. Nås på {phone}.",
    "Lungor ua. Råd om egenvård, hör av sig om feber.",
    "{name}, personnummer {pnr}, får intyg till arbetsgivaren.",
)

GREETINGS: Final = (
    "Grattis på födelsedagen {first}! Kram från oss alla.",
    "Tack för hjälpen med flytten.",
    "God jul {first}!",
    "Happy birthday, see you soon.",
)

WAITING_NOTES: Final = (
    "Kan komma med en timmes varsel.",
    "Helst hos Saga.",
    "Bara fredagar.",
    "Mejla {email} om det blir något.",
)

IMPORT_NOTES: Final = (
    "stamkund",
    "flyttat till {town}",
    "betalar kontant",
    "syster till {name}",
    "ring EJ före 10",
)

USER_AGENTS: Final = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    "Mozilla/5.0 (Linux; Android 15)",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101",
)
