"""Values that are nobody's, and look as if they were somebody's."""

from __future__ import annotations

from fakes.judged_columns import checked
from fakes.labelled_values import Draw, Value, digits, hexadecimal, identifier


def of(*choices: str) -> Value:
    return lambda draw: draw.choice(choices)


def order(draw: Draw) -> str:
    return f"{minute(draw)[2:8]}-{digits(draw, 4)}"


def minute(draw: Draw) -> str:
    return (
        f"20{draw.randint(18, 26)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
        f"{draw.randint(0, 23):02}{draw.randint(0, 59):02}"
    )


def moment(draw: Draw) -> str:
    text = minute(draw)
    return f"{text[:4]}-{text[4:6]}-{text[6:8]} {text[8:10]}:{text[10:]}:{digits(draw, 1)}7"


def day(draw: Draw) -> str:
    return moment(draw)[:10]


def ean(draw: Draw) -> str:
    body = "73" + digits(draw, 10)
    total = sum(int(sign) * (1, 3)[at % 2] for at, sign in enumerate(body))
    return body + str(-total % 10)


def reference(draw: Draw) -> str:
    return checked(digits(draw, draw.choice((9, 11, 13, 15))))


def company_name(draw: Draw) -> str:
    return draw.choice(("Norrlands", "Kalles", "Fjäll", "Syd", "Blå", "Nya")) + draw.choice(
        (" Bygg AB", " Redovisning AB", "data HB", " El & Rör AB", " Media Ltd", " Konsult KB")
    )


def product(draw: Draw) -> str:
    return draw.choice(
        ("Stol", "Lampa", "Blue Mug", "Kaffebryggare", "Hylla", "T-shirt", "Desk")
    ) + draw.choice((" vit", " XL", " 2.0", " Pro", " mini", " 40x60", ""))


def prose(draw: Draw) -> str:
    parts = (
        "Kunden ringde om leveransen.",
        "Ärendet är avslutat.",
        "Vi skickar en ny faktura.",
        "The order was delayed by a week.",
        "Återkommer i morgon.",
        "Printer did not start.",
    )
    return " ".join(draw.choice(parts) for _ in range(draw.randint(2, 5)))  # fmt: skip


def version(draw: Draw) -> str:
    return f"{draw.randint(1, 9)}.{draw.randint(0, 20)}.{digits(draw, 1)}.{draw.randint(0, 60)}"


OTHERS: dict[str, tuple[tuple[str, ...], Value]] = {
    "order number": (("order_no", "ordernummer", "ref"), order),
    "minute": (("batch", "run_id", "löpnr"), minute),
    "moment": (("created_at", "skapad", "updated"), moment),
    "day": (("order_date", "leveransdatum", "valid_from"), day),
    "epoch": (("ts", "timestamp"), lambda draw: f"1{draw.randint(5, 7)}{digits(draw, 8)}"),
    "ean": (("ean", "streckkod", "gtin"), ean),
    "ocr": (("ocr", "ocr_nummer", "payment_ref"), reference),
    "amount": (("amount", "belopp", "price"), lambda draw: f"{draw.uniform(1, 9999):.2f}"),
    "whole amount": (("total", "summa", "salary"), lambda draw: str(draw.randint(10, 90_000))),
    "uuid": (("id", "uuid", "order_id"), identifier),
    "company": (("company", "företag", "leverantör"), company_name),
    "product": (("product", "artikel", "title"), product),
    "prose": (("comment", "notering", "description"), prose),
    "city": (("city", "ort", "kommun"), of("Stockholm", "Göteborg", "Malmö", "Umeå", "Lund",
             "Visby", "Kiruna", "London", "Paris", "Florence", "Charlotte", "Victoria")),
    "country": (("country", "land"), of("Sverige", "Norge", "Danmark", "Finland", "Germany",
                "Jordan", "Georgia", "Chad", "France")),
    "country code": (("country_code", "landkod"), of("SE", "NO", "DK", "FI", "DE", "GB")),
    "weekday": (("weekday", "veckodag"), of("måndag", "tisdag", "onsdag", "torsdag", "fredag")),
    "month": (("month", "månad"), of("april", "may", "june", "august", "january", "march")),
    "browser": (("browser", "user_agent_family"), of("Safari", "Chrome", "Firefox", "Edge")),
    "status": (("status", "state", "order_status"), of("new", "paid", "shipped", "returned")),
    "flag": (("active", "email_verified", "is_admin"), of("true", "false")),
    "bit": (("har_telefon", "deleted", "phone_ok"), of("0", "1")),
    "colour": (("colour", "färg"), of("röd", "blå", "grön", "svart", "vit", "rose", "violet")),
    "sku": (("sku", "artnr"), lambda draw: draw.choice(("ABC", "KLM")) + digits(draw, 3)),
    "version": (("version", "build"), version),
    "year": (("year", "årsmodell"), lambda draw: str(draw.randint(1980, 2026))),
    "percent": (("discount", "moms"), of("0", "6", "12", "25")),
    "five digits": (("article_id", "qty"), lambda draw: str(draw.randint(10_000, 99_999))),
    "ten digits": (("serial", "tracking_no"), lambda draw: digits(draw, 10)),
    "checksum": (("sha256", "etag"), hexadecimal),
    "path": (("path", "url"), lambda draw: f"/shop/{draw.choice('abcdef')}/{digits(draw, 4)}"),
    "mime": (("content_type", "mime"), of("text/html", "image/png", "application/json")),
    "language": (("language", "språk"), of("sv", "en", "fi", "de", "Swedish", "English")),
    "currency": (("currency", "valuta"), of("SEK", "EUR", "USD", "NOK")),
    "time": (("start_time", "tid"), lambda draw: moment(draw)[11:16]),
    "gender": (("gender", "kön"), of("M", "K", "F")),
    "role": (("role", "roll"), of("admin", "läkare", "sjuksköterska", "user", "editor")),
    "department": (("department", "avdelning"), of("Ekonomi", "HR", "IT", "Sales")),
    "academic": (("academic_year_code", "scenario_code"), of("2024HT", "2025VT", "2023HT")),
    "money in words": (("net", "vat_amount"), lambda draw: digits(draw, 2) + " 000"),
    "constant": (("tenant", "source"), of("main")),
    "temperature": (("temp", "weight"), lambda draw: f"{draw.uniform(-20, 40):.1f}"),
}  # fmt: skip
