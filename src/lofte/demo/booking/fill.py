"""Put the booking's content in place, as often as one likes: same seed and day, same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

from lofte.demo.booking.people import SEED, people
from lofte.demo.booking.rows import Row, Tables, tables
from lofte.kernel.errors import Conflict

# Columns as COPY takes them; what the database works out itself is left out.
COLUMNS: dict[str, str] = {
    "businesses": "id slug namn orgnr bransch location time_zone",
    "postnummer": "postnr ort",
    "cancel_reasons": "code label_sv label_en",
    "staff": "id business_id name epost mobil titel started_on slutade",
    "resources": "id business_id name kind",
    "services": "id business_id benamning length price order",
    "customers": "id business_id kundnr fornamn efternamn personnr email phone phone2"
    " gatuadress postnr lang marketing_ok remark tags geo created_at",
    "login_accounts": "id customer_id username pw_hash last_login last_ip user_agent",
    "bookings": "id business_id customer_id staff_id service_id resource_id starts_at length"
    " status kalla meddelande cancel_code created_at created_ip",
    "sms_messages": "id business_id customer_id booking_id mottagare body sent_at status"
    " kostnad",
    "emails": "id business_id to_addr amne body headers sent_at opened_at",
    "invoices": "id business_id customer_id booking_id fakturanr invoice_date forfallodag"
    " bill_to bill_address email total ocr paid_at",
    "invoice_lines": "invoice_id line_no beskrivning antal price vat_percent",
    "journal_notes": "id business_id customer_id booking_id staff_id written_at sokorsak"
    " anteckning signed_at",
    "vantelista": "id business_id name telefon service_id wanted ovrigt created_at",
    "gift_cards": "code business_id bought_by till_namn till_epost greeting amount kvar"
    " bought_on valid_until",
    "newsletter_subscribers": "business_id email subscribed_at confirmed_ip source"
    " unsubscribed_at",
    "kundimport_gammal": "namn tel mejl ref ovrigt",
}


class NotTheBooking(Conflict):
    """This database holds other tables. Point at an empty one, or at an earlier booking."""

    code = "demo.not_the_booking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    people: int
    rows: dict[str, int]

    @property
    def acts(self) -> int:
        """Bookings, messages and invoices together."""
        return sum(
            self.rows[table] for table in ("bookings", "sms_messages", "emails", "invoices")
        )


def fill(dsn: str, *, today: date, seed: int = SEED) -> Counts:
    """Make the booking at `dsn` hold exactly its content as of `today`, in one transaction.

    The database must exist. Refuses (`NotTheBooking`) to touch one that holds other tables.
    Grants and views on the tables outlive a refill.
    """
    crowd = people(seed)
    content = tables(crowd, today=today, seed=seed)
    write(dsn, content)
    return Counts(people=len(crowd), rows={table: len(rows) for table, rows in content.items()})


def write(dsn: str, content: Tables) -> None:
    """Make the booking at `dsn` hold exactly `content`, which may be one business's share."""
    with psycopg.connect(dsn) as db:
        _prepare(db)
        for table, rows in content.items():
            _copy(db, table, rows)
        _catch_up_sequences(db)


def _prepare(db: psycopg.Connection[Any]) -> None:
    present = {
        row[0]
        for row in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }
    if not present:
        schema = files("lofte.demo.booking").joinpath("schema.sql").read_bytes()
        db.execute(schema)
        return
    if present != set(COLUMNS):
        raise NotTheBooking(tables=sorted(present ^ set(COLUMNS)))
    every = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    db.execute(sql.SQL("TRUNCATE {}").format(every))


def _copy(db: psycopg.Connection[Any], table: str, rows: list[Row]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table].split()))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with db.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _catch_up_sequences(db: psycopg.Connection[Any]) -> None:
    """The booking keeps taking bookings: the next number follows the highest one filled in."""
    owned = db.execute(
        "SELECT table_name, pg_get_serial_sequence(table_name, 'id')"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_default LIKE 'nextval%' ORDER BY table_name"
    ).fetchall()
    for table, sequence in owned:
        highest = sql.SQL("SELECT setval(%s, coalesce((SELECT max(id) FROM {}), 1))")
        db.execute(highest.format(sql.Identifier(table)), [sequence])
