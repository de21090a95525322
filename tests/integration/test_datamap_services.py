"""A service that speaks HTTP and JSON is a system of an organisation like any other."""

from __future__ import annotations

from cast import Cast, enter
from fakes.json_service import TOKEN, Crm
from lofte.areas.datamap import actions, queries, reading

DESCRIPTION = """
service: {base}/api
auth: {{kind: bearer, secret: {token}}}
resources:
  customers:
    key: id
    list: {{path: /paged, items: data, paging: {{by: page, size: 10}}}}
    find: {{kontakt.epost: {{path: /search, query: {{q: "{{value}}"}}}}}}
  orders:
    key: id
    list: {{path: /orders}}
    references: {{customer_id: customers.id}}
"""


def test_a_service_is_scanned_and_its_person_found(database: None) -> None:
    cast: Cast = enter()
    with Crm().running() as base:
        system = actions.register_system(
            cast.system,
            name="CRM",
            url=DESCRIPTION.format(base=base, token=TOKEN),
            kind="http",
        )
        reading.scan_system(cast.system, system_id=system)
        actions.accept_identity(
            cast.system, system_id=system, schema="", table="customers",
            column="kontakt.epost", kind="email",
        )  # fmt: skip
        rows = list(
            reading.person_rows(cast.system, system_id=system, email="kund3@example.org")
        )

    found = {row.column: row for row in queries.fields(cast.system, system_id=system)}
    verdict = found["kontakt.epost"].verdict
    assert verdict is not None and verdict.type == "email"
    assert TOKEN not in queries.system(cast.system, system_id=system).system.description
    assert any("kund3@example.org" in str(row) for row in rows)
