"""How fast texts are read: dense and sparse, whole and by two processes, beside the slow engine
and beside Presidio where it is installed.

    python -m bench.discovery.text [--mb 20] [--rounds 3]

Dense is tickets, logs, SQL, JSON and letters with a finding every hundred bytes or so; sparse
is prose with one personnummer in 14 kB. What it must reach, with twelve types on one core:
25 MB/s dense and 200 MB/s sparse, 200 and 900 times Presidio's patterns in the same run; and
two processes at least 1.7 times one. Rounds are interleaved and the median counts. Rates of
one core are of its own CPU time, for a busy machine gives it only some of the clock's; two
processes are compared by the clock, which says something on a quiet machine alone.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.ground import Goal

from lofte.discovery.text import count, find
from lofte.discovery.text.literals import Search, Vectorscan
from lofte.discovery.types import Type

TWELVE = frozenset(
    {
        Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER, Type.EMAIL, Type.IP_ADDRESS, Type.IBAN,
        Type.BANKGIRO, Type.PLUSGIRO, Type.ORGANISATIONSNUMMER, Type.HSA_ID, Type.POSTCODE,
        Type.LICENCE_PLATE, Type.PAYMENT_CARD, Type.PHONE,
    }
)  # fmt: skip
SLOW_SHARE = 0.05
"""The slow ones read so much of the corpus: they would take minutes for all of it."""

SENTENCES = (
    "Paketet installeras med kommandot och startar sedan om tjänsten av sig självt.",
    "Om filen redan finns frågar programmet om den ska skrivas över eller behållas.",
    "Den som vill veta mer läser handboken, som finns på flera språk och är lätt att följa.",
    "Vintern kom tidigt det året, och sjön låg blank och stilla under den första isen.",
    "Vi beslutade att skjuta upp frågan till nästa möte, eftersom flera var sjuka.",
    "Alla inställningar sparas i en katalog som bara ägaren får läsa och skriva i.",
    "Tåget var försenat, men vi hann ändå fram innan butiken stängde för dagen.",
    "Det är viktigt att läsa igenom texten noga innan man svarar på frågorna.",
    "Nätverket konfigureras automatiskt, och tangentbordet väljs i nästa steg.",
    "Barnen lekte på gården medan de vuxna dukade långbordet under äppelträden.",
    "I avsnitt 4.2 beskrivs hur diskar delas in, och i kapitel 7 hur man felsöker.",
    "Kommunen har tagit fram en ny plan för området, som ska stå klar om några år.",
)


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--mb", type=int, default=20)
    words.add_argument("--rounds", type=int, default=3)
    asked = words.parse_args()
    size = asked.mb * 1_000_000
    goals: list[Goal] = []
    for name, corpus, rate, times in (
        ("dense", dense(size), 25, 200),
        ("sparse", sparse(size), 200, 900),
    ):
        goals += measured(name, corpus, asked.rounds, (rate, times))
    print(*(goal.line() for goal in goals), sep="\n")


def measured(
    name: str, corpus: bytes, rounds: int, wanted: tuple[float, float]
) -> Iterator[Goal]:
    part = corpus[: int(len(corpus) * SLOW_SHARE)]
    middle = len(corpus) // 2
    halves = [(0, middle), (middle, len(corpus))]
    find(part, types=TWELVE)
    with ProcessPoolExecutor(2) as pool, tempfile.NamedTemporaryFile() as file:
        file.write(corpus)
        file.flush()
        of_half = partial(_of_twelve, Path(file.name))
        list(pool.map(of_half, [(0, len(part)), (0, len(part))]))
        ways: dict[str, Callable[[], int]] = {
            "twelve types": partial(_read, corpus),
            "two processes": lambda: len(list(pool.map(of_half, halves))) and len(corpus),
            "all types": lambda: len(find(corpus)) and len(corpus),
            "slow engine": lambda: len(find(part, types=TWELVE, engine=Search)) and len(part),
        }
        if presidio := _presidio():
            ways["Presidio"] = lambda: presidio(part[: len(part) // 4])
        rates, clock = _rates(ways, rounds)
    for way, rate in rates.items():
        faster = rates["twelve types"] / rate
        print(
            f"  {name} {way:<14} {clock[way]:9.2f} MB/s {rate:9.2f} per CPU s {faster:8.1f} x"
        )
    yield Goal(f"{name} text, twelve types, one core", rates["twelve types"], wanted[0], "MB/s")
    together = clock["two processes"] / clock["twelve types"]
    yield Goal(f"{name} text, two processes beside one", together, 1.7, "x")
    if "Presidio" in rates:
        ratio = rates["twelve types"] / rates["Presidio"]
        yield Goal(f"{name} text, beside Presidio's patterns", ratio, wanted[1], "x")


def _rates(
    ways: dict[str, Callable[[], int]], rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """MB by second of this process's CPU and of the clock, each the median of rounds in which
    all take turns."""
    cpu: dict[str, list[float]] = {way: [] for way in ways}
    clock: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, read in ways.items():
            began, used = time.perf_counter(), time.process_time()
            size = read() / 1e6
            cpu[way].append(size / (time.process_time() - used))
            clock[way].append(size / (time.perf_counter() - began))
    return _medians(cpu), _medians(clock)


def _medians(rates: dict[str, list[float]]) -> dict[str, float]:
    return {way: statistics.median(seen) for way, seen in rates.items()}


def _read(corpus: bytes) -> int:
    find(corpus, types=TWELVE, engine=Vectorscan)
    return len(corpus)


def _of_twelve(path: Path, part: tuple[int, int]) -> dict[Type, int]:
    """Each process reads its own half, as a scan has it."""
    with path.open("rb") as file:
        file.seek(part[0])
        return count(file.read(part[1] - part[0]), types=TWELVE)


def _presidio() -> Callable[[bytes], int] | None:
    """Its patterns for the same kinds of things, without a model of language."""
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer import predefined_recognizers as known
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ImportError:
        return None
    wanted = (
        "SePersonnummerRecognizer", "SeOrganisationsnummerRecognizer", "EmailRecognizer",
        "IpRecognizer", "IbanRecognizer", "CreditCardRecognizer", "PhoneRecognizer",
        "UrlRecognizer", "DateRecognizer", "CryptoRecognizer",
    )  # fmt: skip
    registry = RecognizerRegistry(supported_languages=["sv"])
    for name in wanted:
        if hasattr(known, name):
            registry.add_recognizer(getattr(known, name)(supported_language="sv"))
    engine = SpacyNlpEngine(models=[{"lang_code": "sv", "model_name": "blank"}])
    engine.nlp = {"sv": spacy.blank("sv")}
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["sv"])

    def read(part: bytes) -> int:
        for line in part.decode(errors="replace").splitlines():
            analyzer.analyze(line, language="sv")
        return len(part)

    return read


def sparse(size: int) -> bytes:
    """Prose, with a personnummer in every 14 kB."""
    draw = random.Random(2)
    parts, length, due = [], 0, 14_000
    while length < size:
        sentence = draw.choice(SENTENCES)
        if length > due:
            sentence, due = f"Patienten har personnummer {person(draw)}.", due + 14_000
        parts.append(sentence)
        length += len(sentence.encode()) + 1
    return " ".join(parts).encode()[:size]


def dense(size: int) -> bytes:
    """Documents of all kinds, one after another."""
    draw = random.Random(1)
    parts, length = [], 0
    while length < size:
        document = DOCUMENTS[len(parts) % len(DOCUMENTS)](draw)
        parts.append(document)
        length += len(document.encode()) + 1
    return "\n".join(parts).encode()[:size]


def digits(draw: random.Random, many: int) -> str:
    return "".join(draw.choices("0123456789", k=many))


def checked(head: str) -> str:
    """With Luhn's check digit behind it."""
    doubled = [int(sign) * (2 - at % 2) for at, sign in enumerate(reversed(head))]
    return head + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def person(draw: random.Random) -> str:
    born = f"{draw.randint(40, 99)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    number = checked(f"{born}{draw.randint(1, 999):03}")
    return draw.choice(
        [f"{number[:6]}-{number[6:]}", f"19{number}", f"19{number[:6]}-{number[6:]}"]
    )


def organisation(draw: random.Random) -> str:
    number = checked(f"55{draw.randint(2, 9)}{digits(draw, 6)}")
    return f"{number[:6]}-{number[6:]}"


def phone(draw: random.Random) -> str:
    return f"07{draw.choice('0236')}-{digits(draw, 3)} {digits(draw, 2)} {digits(draw, 2)}"


def email(draw: random.Random) -> str:
    return f"{draw.choice(['elsa', 'nils', 'siv'])}.{digits(draw, 3)}@example.se"


def address(draw: random.Random) -> str:
    return ".".join(str(draw.randint(11, 223)) for _ in range(4))


def giro(draw: random.Random) -> str:
    number = checked(f"5{digits(draw, 6)}")
    return f"{number[:4]}-{number[4:]}"


def moment(draw: random.Random) -> str:
    day = f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return f"{day} 1{digits(draw, 1)}:2{digits(draw, 1)}:07"


def iban(draw: random.Random) -> str:
    body = digits(draw, 20)
    return f"SE{98 - int(body + '281400') % 97:02}{body}"


def ticket(draw: random.Random) -> str:
    return (
        f"Ärende {digits(draw, 8)}: Elsa Ek ({person(draw)}) ringde från {phone(draw)} om "
        f"faktura {checked(digits(draw, 9))}. Svara till {email(draw)}, bankgiro {giro(draw)}."
    )


def log(draw: random.Random) -> str:
    return (
        f"{moment(draw)} INFO order={digits(draw, 10)} ip={address(draw)} "
        f"took={digits(draw, 2)}ms user={email(draw)} version=1.{digits(draw, 1)}.0"
    )


def record(draw: random.Random) -> str:
    return (
        f'{{"id": {digits(draw, 5)}, "personnummer": "{person(draw)}", '
        f'"phone": "{phone(draw)}", '
        f'"orderNumber": "{digits(draw, 10)}", "created": "{moment(draw)}"}}'
    )


def statement(draw: random.Random) -> str:
    rows = ",\n".join(
        f"({digits(draw, 4)}, '{person(draw)}', '{email(draw)}', '{moment(draw)}')"
        for _ in range(8)
    )
    return f"INSERT INTO customers (id, pnr, email, created) VALUES\n{rows};"


def letter(draw: random.Random) -> str:
    card = checked(f"4{digits(draw, 14)}")
    return (
        f"Hej! Vi har dragit beloppet från kort {card}. Vårt organisationsnummer är "
        f"{organisation(draw)} och IBAN {iban(draw)}. {draw.choice(SENTENCES)} Adressen "
        f"är Storgatan {draw.randint(1, 90)}, "
        f"{draw.randint(100, 980)} {draw.randint(10, 99)} Lund."
    )


DOCUMENTS = (ticket, log, record, statement, letter, log, ticket)

if __name__ == "__main__":
    main()
