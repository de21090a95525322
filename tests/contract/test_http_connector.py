"""Services that speak HTTP and JSON, read and changed over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain

import pytest

from fakes.json_service import TOKEN, Crm
from lofte.connectors.http.client import Client, Limits
from lofte.connectors.http.connector import HttpConnector
from lofte.connectors.http.description import read_description
from lofte.connectors.http.opening import HttpService, open_service
from lofte.connectors.http.scanning import ServiceSource
from lofte.connectors.http.writing import HttpWriter
from lofte.discovery.ports import (
    LoginRefused,
    Match,
    NotAsExpected,
    SourceUnavailable,
    SourceUrlInvalid,
    TableNotRead,
    TableNotWritten,
)
from lofte.discovery.samples import NotScanned, TableSample
from lofte.discovery.schema import ColumnName, ForeignKey, TableName
from lofte.infra.outbound import NOTHING, AddressNotAllowed, parse_allowed
from lofte.kernel.errors import Refused

HERE = parse_allowed("127.0.0.0/8")
CUSTOMERS = TableName("", "customers")
SOON = Limits(connect=1, silence=0.5, answer=0.5)
PAGINGS = {
    "page": "{path: /paged, items: data, paging: {by: page, parameter: page, size: 10}}",
    "page of unknown size": "{path: /paged, items: data, paging: {by: page}}",
    "offset": "{path: /offset, paging: {by: offset, parameter: from, size: 10,"
    " size_parameter: limit}}",
    "cursor": "{path: /cursor, items: rows.all, paging: {by: cursor, parameter: after,"
    " next: next}}",
    "link": "{path: /linked, paging: {by: link}}",
}


def described(base: str, listing: str = PAGINGS["page"], secret: str = TOKEN) -> str:
    return f"""
service: {base}/api
auth: {{kind: bearer, secret: {secret}}}
resources:
  customers:
    key: id
    list: {listing}
    find:
      id: {{path: "/customers/{{value}}"}}
      kontakt.epost: {{path: /search, query: {{q: "{{value}}"}}}}
    update: {{method: PATCH, path: "/customers/{{key}}"}}
    delete: {{method: DELETE, path: "/customers/{{key}}"}}
  orders:
    key: id
    list: {{path: /orders}}
    references: {{customer_id: customers.id}}
"""


@pytest.fixture
def crm() -> Iterator[tuple[Crm, str]]:
    service = Crm()
    with service.running() as base:
        yield service, base


def opened(text: str, limits: Limits | None = None) -> closing[HttpConnector]:
    return closing(open_service(text, allowed=HERE, limits=limits))


def writing(base: str) -> HttpWriter:
    description = read_description(described(base))
    return HttpWriter(description, Client(description, allowed=HERE))


@pytest.mark.parametrize("listing", PAGINGS.values(), ids=PAGINGS.keys())
def test_every_row_comes_once_however_the_service_turns_pages(
    crm: tuple[Crm, str], listing: str
) -> None:
    with opened(described(crm[1], listing)) as service:
        found = chain.from_iterable(service.stream(CUSTOMERS, carry=("id",)))
        assert [row.texts["id"] for row in found] == [str(n) for n in range(1, 26)]
        assert service.count(CUSTOMERS) == 25


def test_objects_become_tables_with_dotted_columns_and_told_references(
    crm: tuple[Crm, str],
) -> None:
    with opened(described(crm[1])) as service:
        schema = service.reflect()
    customers, orders = (schema.table(TableName("", name)) for name in ("customers", "orders"))
    assert customers and orders
    types = {column.name: column.type for column in customers.columns}
    assert types == {
        "id": "integer", "namn": "string", "kontakt.epost": "string", "kontakt.telefon": "",
        "aktiv": "boolean", "taggar": "json",
    }  # fmt: skip
    assert customers.primary_key == ("id",)
    assert orders.foreign_keys == (
        ForeignKey(columns=("customer_id",), table=CUSTOMERS, ref_columns=("id",)),
    )


def test_a_person_is_found_by_the_services_search_and_its_generosity_is_corrected(
    crm: tuple[Crm, str],
) -> None:
    with opened(described(crm[1])) as service:
        found = service.find(
            CUSTOMERS, column="kontakt.epost", values=["KUND2@example.org"],
            match=Match.IGNORING_CASE, carry=("id",),
        )  # fmt: skip
        assert [row.texts["id"] for row in chain.from_iterable(found)] == ["2"]


def test_one_that_is_not_there_is_nothing_and_no_error(crm: tuple[Crm, str]) -> None:
    with opened(described(crm[1])) as service:
        found = service.find(
            CUSTOMERS, column="id", values=["3", "999"], match=Match.EXACT, carry=()
        )
        assert [row.values["namn"] for row in chain.from_iterable(found)] == ["Kund 3"]
        assert service.known(ColumnName(CUSTOMERS, "id"), ["3", "4", "999"]) == 2
        assert service.known(ColumnName(CUSTOMERS, "namn"), ["Kund 3", "Ingen"]) == 1


def test_a_column_without_a_search_is_said_to_have_none(crm: tuple[Crm, str]) -> None:
    with opened(described(crm[1])) as service, pytest.raises(TableNotRead, match="search"):
        list(service.find(CUSTOMERS, column="namn", values=["x"], match=Match.EXACT, carry=()))


def test_a_sample_is_drawn_by_its_seed_from_all_pages(crm: tuple[Crm, str]) -> None:
    def ids(seed: int) -> list[str]:
        with opened(described(crm[1])) as service:
            sample = service.sample(CUSTOMERS, rows=8, seed=seed)
        assert (sample.rows, sample.counted, sample.complete) == (25, True, False)
        column = next(one for one in sample.columns if one.name == "id")
        return list(column.values.to_pylist())

    assert ids(1) == ids(1) != ids(2)
    assert len(ids(1)) == 8


def test_a_scan_takes_each_resource_for_itself_and_goes_on(crm: tuple[Crm, str]) -> None:
    text = described(crm[1]).replace("/orders", "/secret")
    parts = ServiceSource(text, allowed=HERE).partitions()
    told = list(chain.from_iterable(part.samples(rows=100, seed=0) for part in parts))
    assert isinstance(told[0], TableSample) and told[0].complete
    values = {column.name: column.values.to_pylist() for column in told[0].columns}
    assert values["aktiv"][:2] == ["false", "true"] and values["taggar"][0] == '["a", "b"]'
    assert isinstance(told[1], NotScanned) and told[1].place == "orders"
    assert all(TOKEN not in repr(part) for part in parts)


def test_a_row_is_changed_deleted_and_looked_for_again(crm: tuple[Crm, str]) -> None:
    service, base = crm
    with closing(writing(base)) as writer:
        assert writer.update(CUSTOMERS, key=("4",), changes={"namn": None}) == 1
        assert service.customers["4"]["namn"] is None
        assert writer.verify(CUSTOMERS, keys=[("4",), ("5",)]) == 2
        assert writer.delete(CUSTOMERS, keys=[("4",), ("999",)]) == 1
        assert writer.verify(CUSTOMERS, keys=[("4",), ("5",)]) == 1


def test_nothing_is_changed_where_no_way_was_described_or_no_row_is_there(
    crm: tuple[Crm, str],
) -> None:
    service, base = crm
    with closing(writing(base)) as writer:
        with pytest.raises(TableNotWritten):
            writer.delete(TableName("", "orders"), keys=[("1",)])
        with pytest.raises(NotAsExpected):
            writer.update(CUSTOMERS, key=("999",), changes={"namn": "x"})
    assert not [asked for asked in service.asked if not asked.startswith("GET")]


def test_a_busy_service_is_asked_again(crm: tuple[Crm, str]) -> None:
    crm[0].busy = 2
    with opened(described(crm[1])) as service:
        assert service.count(CUSTOMERS) == 25


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/elsewhere", SourceUnavailable),
        ("/moved", SourceUnavailable),
        ("/page", SourceUnavailable),
        ("/huge", SourceUnavailable),
        ("/slow", SourceUnavailable),
        ("/secret", LoginRefused),
        ("/nowhere", TableNotRead),
    ],
)
def test_a_service_that_misbehaves_is_refused_by_name_and_in_time(
    crm: tuple[Crm, str], path: str, refusal: type[Refused]
) -> None:
    listing = f"{{path: {path}, paging: {{by: link}}}}"
    limits = SOON if path == "/slow" else None
    with opened(described(crm[1], listing), limits) as service, pytest.raises(refusal):
        service.count(CUSTOMERS)


def test_pages_that_never_end_are_noticed(crm: tuple[Crm, str]) -> None:
    listing = "{path: /again, paging: {by: page}}"
    with opened(described(crm[1], listing)) as one, pytest.raises(SourceUnavailable) as told:
        one.count(CUSTOMERS)
    assert "again and again" in told.value.message


def test_a_wrong_secret_is_said_without_repeating_it(crm: tuple[Crm, str]) -> None:
    with opened(described(crm[1], secret="guess")) as one, pytest.raises(LoginRefused) as told:
        one.reflect()
    assert "guess" not in str(told.value)


def test_a_service_inside_our_network_is_not_asked_on_a_users_word(
    crm: tuple[Crm, str],
) -> None:
    with pytest.raises(AddressNotAllowed):
        open_service(described(crm[1]), allowed=NOTHING)
    assert crm[0].asked == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("service: http", "service: ftp"), "https://"),
        (("key: id", "kee: id"), "customers.key"),
        (("/customers/{key}", "/customers/{id}"), "{key}"),
        (("customers.id", "people.id"), "not described"),
        (("by: page", "by: guess"), "by"),
        (("key: id", "key: ["), "is not YAML"),
        ((f"secret: {TOKEN}", "secret_env: NOT_SET"), "NOT_SET"),
    ],
)
def test_a_faulty_description_says_where_and_what(change: tuple[str, str], said: str) -> None:
    text = described("https://crm.example").replace(*change, 1)
    with pytest.raises(SourceUrlInvalid) as refusal:
        open_service(text, allowed=parse_allowed("crm.example"))
    assert said in str(refusal.value.message) and TOKEN not in str(refusal.value.message)


def test_what_anybody_may_see_of_a_service_is_its_address() -> None:
    assert HttpService().describe(described("https://crm.example")) == "https://crm.example/api"
