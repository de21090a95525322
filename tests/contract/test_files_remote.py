"""Files behind an address, and in an object store: a small server of either kind, on this
machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lofte.connectors.files.source import FileNotRead
from lofte.connectors.finding import source_of
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample
from lofte.discovery.sources import Source
from lofte.infra.outbound import NOTHING, AddressNotAllowed

CSV = b"namn;epost\nAnna;anna@example.se\nBo;bo@example.se\n"


def parquet() -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"id": range(1000)}), sink)
    held: bytes = sink.getvalue().to_pybytes()
    return held


OBJECTS = {
    "bucket/data/people.csv": CSV,
    "bucket/data/2024/visits.csv.gz": gzip.compress(CSV),
    "bucket/data/t.parquet": parquet(),
}


class Store(BaseHTTPRequestHandler):
    """What reading needs of the API of S3: objects, stretches of them, and lists. As a server
    of the web it also breaks off, sends elsewhere, and asks for a password."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._object(body=False)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if "list-type" in parts.query:
            self._list(parse_qs(parts.query).get("prefix", [""])[0])
        elif parts.path == "/moved.csv":
            self._answer(302, b"", {"Location": "http://169.254.169.254/"})
        elif parts.path == "/short.csv":
            self._answer(200, CSV, {"Content-Length": str(len(CSV) + 100)})
            self.close_connection = True
        elif parts.path == "/private.csv":
            self._answer(401, b"")
        else:
            self._object(body=True)

    def _object(self, *, body: bool) -> None:
        held = OBJECTS.get(unquote(urlsplit(self.path).path).strip("/"))
        if held is None:
            self._answer(404, b"")
            return
        first, last = 0, len(held) - 1
        if asked := self.headers.get("Range"):
            begin, _, end = asked.removeprefix("bytes=").partition("-")
            first, last = int(begin), min(int(end or last), last)
        part = held[first : last + 1]
        more = {"Content-Length": str(len(part)), "ETag": '"x"', "Last-Modified": _DATE}
        if asked:
            more["Content-Range"] = f"bytes {first}-{last}/{len(held)}"
        self._answer(206 if asked else 200, part if body else b"", more)

    def _list(self, prefix: str) -> None:
        found = [
            (key.removeprefix("bucket/"), held)
            for key, held in OBJECTS.items()
            if key.startswith(f"bucket/{prefix}")
        ]
        listed = "".join(
            f"<Contents><Key>{key}</Key><Size>{len(held)}</Size>"
            "<LastModified>2024-01-01T00:00:00.000Z</LastModified></Contents>"
            for key, held in found
        )
        text = (
            '<?xml version="1.0"?><ListBucketResult '
            'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name>'
            f"<KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>{listed}"
            "</ListBucketResult>"
        )
        self._answer(200, text.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Length": str(len(body))} | (more or {})
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Says nothing."""


_DATE = "Mon, 01 Jan 2024 00:00:00 GMT"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{serving.server_port}"
        serving.shutdown()


def read(source: Source) -> tuple[dict[str, TableSample], list[NotScanned]]:
    found = [one for part in source.partitions() for one in part.samples(rows=100, seed=0)]
    return (
        {one.table.name: one for one in found if isinstance(one, TableSample)},
        [one for one in found if isinstance(one, NotScanned)],
    )


def stored(server: str, key: str) -> str:
    return f"s3://key:secret@{key}?endpoint_override={server}&scheme=http&region=eu-north-1"


def test_an_object_is_read_like_a_file(server: str) -> None:
    source = source_of(stored(server, "bucket/data/people.csv"))
    samples, missed = read(source)

    assert source.system == "s3://bucket/data/people.csv"
    assert samples["people"].columns[0].values.to_pylist() == ["Anna", "Bo"]
    assert missed == []


def test_objects_below_a_key_are_read_like_a_folder(server: str) -> None:
    samples, missed = read(source_of(stored(server, "bucket/data")))

    assert sorted(samples) == ["2024/visits", "people", "t"]
    assert samples["t"].rows == 1000
    assert missed == []


def test_an_object_that_is_not_there_is_refused(server: str) -> None:
    with pytest.raises(FileNotRead):
        source_of(stored(server, "bucket/nothing")).partitions()


def test_a_store_is_not_for_users_of_an_installation(server: str) -> None:
    with pytest.raises(AddressNotAllowed):
        source_of(stored(server, "bucket/data"), allowed=NOTHING)


def test_a_file_behind_an_address_is_read(server: str) -> None:
    samples, missed = read(source_of(f"http://{server}/bucket/data/2024/visits.csv.gz"))
    parquet, _ = read(source_of(f"http://{server}/bucket/data/t.parquet"))

    assert samples["visits"].rows == 2
    assert parquet["t"].rows == 1000
    assert missed == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [("nothing.csv", "not_found"), ("moved.csv", "refused"), ("private.csv", "refused"),
     ("short.csv", "unreadable")],
)  # fmt: skip
def test_an_answer_that_is_no_file_is_told(server: str, path: str, reason: str) -> None:
    _, missed = read(source_of(f"http://{server}/{path}"))

    assert [one.reason for one in missed] == [reason]


def test_an_address_that_may_not_be_dialled_is_refused(server: str) -> None:
    source = source_of(f"http://{server}/people.csv", allowed=NOTHING)

    with pytest.raises(AddressNotAllowed):
        read(source)


def test_nothing_that_listens_is_unreachable() -> None:
    _, missed = read(source_of("http://127.0.0.1:9/people.csv"))

    assert [one.reason for one in missed] == ["unreachable"]
