"""What a visitor and a customer do."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

from lofte.demo.browser import Page
from lofte.demo.check.frame import Demo, expect, until
from lofte.demo.guide import SIGNE
from lofte.demo.outbox import letters

ORG = "silverek"
NAME, EMAIL = SIGNE
_CODE = re.compile(r"^\s*(\d{6})\s*$|\b(\d{3} ?\d{3})\b", re.MULTILINE)
# Where the people of the booking have their mail, and how their personal numbers look.
_ADDRESS = re.compile(r"[\w.+-]+@(?:post|brev|mejl|epost|bud)\.example")
_NUMBER = re.compile(r"\b(?:19|20)\d{6}-23[89]\d\b")
_MOST_POLLS = 60.0


def the_policy_is_read_in_both_languages(demo: Demo) -> dict[str, Any]:
    lines = {}
    for language in ("sv", "en"):
        page = demo.person.open(f"/o/{ORG}/?lang={language}")
        expect(page.status == 200, f"The policy answers in {language}")
        expect(page.tree.get("lang") == language, f"The page is in {language}")
        lines[language] = len(_lined(page))
        expect(lines[language] >= 10, f"Its promises have lines in {language}")
    expect(lines["sv"] == lines["en"], "Both languages make the same promises")
    return {"lines": lines}


def a_sentence_shows_its_proof(demo: Demo) -> dict[str, Any]:
    page = demo.person.open(f"/o/{ORG}/?lang=en")
    kept = page.all("//a[@data-proof][contains(@class, 's--kept')]")
    expect(kept, "Some promise is kept")
    shown = demo.person.open(f"/o/{ORG}/" + kept[0].get("href", ""))
    proof = shown.all("//*[contains(@class, 'proof')]")
    expect(proof, "A chosen sentence shows its proof beside it")
    return {"kept": len(kept)}


def signe_asks_for_her_data(demo: Demo) -> dict[str, Any]:
    page = demo.person.open(f"/o/{ORG}/request/?lang=en")
    sent = demo.person.send(page, "/request/", name=NAME, email=EMAIL)
    expect(sent.url.endswith("/code/"), "Whoever asks is asked for the code from the mail")
    demo.reference = sent.url.split("/")[-3]
    return {"reference": demo.reference}


def the_code_from_the_mail_opens_the_request(demo: Demo) -> dict[str, Any]:
    letter = until(lambda: _letter(demo), "A letter with the code comes to her")
    found = _CODE.search(letter)
    expect(found, "The letter has six digits in it")
    code = "".join(part or "" for part in found.groups()) if found else ""
    page = demo.person.open(f"/o/{ORG}/requests/{demo.reference}/code/")
    opened = demo.person.send(page, "/code/", digits=code)
    expect(opened.url.endswith(f"/requests/{demo.reference}/"), "The code opens the request")
    return {}


def the_search_ends_and_a_person_is_to_read(demo: Demo) -> dict[str, Any]:
    def reading() -> bool:
        demo.status = demo.person.open(f"/o/{ORG}/requests/{demo.reference}/")
        return "A person is reading" in demo.status.text

    until(reading, "Her page says that a person reads it through", patience=_MOST_POLLS)
    return {}


def the_package_holds_her_rows_and_nobody_elses(demo: Demo) -> dict[str, Any]:
    page = demo.person.open(f"/o/{ORG}/requests/{demo.reference}/")
    expect("Your answer is here" in page.text, "Her page says that the answer is here")
    fetched = demo.person.send(page, "/package/")
    with zipfile.ZipFile(io.BytesIO(fetched.body)) as package:
        expect(package.testzip() is None, "The package is whole")
        expect("report.html" in package.namelist(), "It has a report to read")
        rows, named = _tables(package)
        theirs = "\n".join(_csv(package, table) for table in rows if table not in named)
    expect(rows.get("public.customers") == 1, "She is one customer of the salon")
    expect(rows.get("public.bookings", 0) > 0, "Her bookings are there")
    strangers = set(_ADDRESS.findall(theirs)) - {EMAIL}
    expect(not strangers, f"No other customer's address is in it, as {sorted(strangers)}")
    expect(len(set(_NUMBER.findall(theirs))) <= 1, "Nobody else's personal number is in it")
    return {"bytes": len(fetched.body), "rows": sum(rows.values()), "tables": len(rows)}


def _tables(package: zipfile.ZipFile) -> tuple[dict[str, int], set[str]]:
    """Rows by table as the manifest tells them, if the files tell the same; and the tables
    that are about her among others, such as a gift card with a friend's name on it."""
    manifest = json.loads(package.read("manifest.json"))
    told = [table for system in manifest["systems"] for table in system["tables"]]
    for table in told:
        written = list(csv.reader(io.StringIO(_csv(package, table["table"]))))
        expect(len(written) - 1 == table["rows"], f"{table['table']} holds what is told of it")
    named = {table["table"] for table in told if table["relation"] == "mentions"}
    return {table["table"]: table["rows"] for table in told}, named


def _csv(package: zipfile.ZipFile, table: str) -> str:
    (name,) = (name for name in package.namelist() if name.endswith(f"/{table}.csv"))
    return package.read(name).decode("utf-8-sig")


def _lined(page: Page) -> list[Any]:
    return page.all("//a[@data-proof][contains(@class, 's--')]")


def _letter(demo: Demo) -> str | None:
    outbox = demo.home / "outbox"
    hers = [one for one in letters(outbox) if EMAIL in one.to]
    found = [one.text for one in hers if demo.reference in one.text]
    return found[0] if found else None
