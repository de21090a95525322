"""Files that lie elsewhere: in an object store, or behind an address of the web."""

from __future__ import annotations

import io
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from lofte.connectors.files.names import stem
from lofte.connectors.files.source import FileNotRead, FilePart, Part, parts_of
from lofte.connectors.files.tasks import Unreadable
from lofte.discovery.ports import EncryptionRefused, SourceUrlInvalid
from lofte.infra.outbound import EVERYTHING, AddressNotAllowed, Allowed, resolve

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

STORES = ("s3", "gs")
_PATIENCE = Timeout(connect=10, read=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """An object of a store. `url` may hold a secret; `name` is its key below what was asked
    for."""

    url: str = field(repr=False)
    key: str
    name: str
    size: int

    def open(self) -> BinaryIO:
        """Raises `Unreadable`."""
        try:
            store, _ = _store(self.url)
            return cast(BinaryIO, store.open_input_file(self.key))
        except OSError:
            raise _UNREACHED from None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSource:
    """One object, or all objects whose keys begin like a folder."""

    url: str = field(repr=False)
    system: str

    def partitions(self) -> Sequence[Part]:
        """One for each object. Raises `FileNotRead`."""
        try:
            store, key = _store(self.url)
            found = _objects(store, key, self.url)
        except OSError:
            raise FileNotRead(_UNREACHED.said) from None
        if len(found) == 1 and found[0].key == key:
            return [FilePart(system=self.system, origin=found[0], table=stem(found[0].name))]
        if not found:
            raise FileNotRead("There is nothing under this name. Check the spelling.")
        return parts_of(self.system, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFile:
    """A file behind an address, which is judged and dialled as it was judged. `url` may hold
    a secret. The size is not known before it is asked for."""

    url: str = field(repr=False)
    name: str
    allowed: Allowed
    size: int = 1

    def open(self) -> BinaryIO:
        """Raises `Unreadable`, and the refusals of `outbound`."""
        parts = urlsplit(self.url)
        pool = _pool(self.url, self.allowed)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        try:
            answer = pool.request(
                "GET", path, headers={"Host": parts.netloc.rpartition("@")[2]},
                redirect=False, retries=Retry(0), preload_content=False, decode_content=False,
            )  # fmt: skip
        except HTTPError:
            raise _UNREACHED from None
        if answer.status != 200:
            said = f"The server answered {answer.status}. Name the file's own address."
            raise Unreadable("not_found" if answer.status == 404 else "refused", said)
        return cast(BinaryIO, _Answer(answer))


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSource:
    """One file behind an address."""

    origin: WebFile
    system: str

    def partitions(self) -> Sequence[FilePart]:
        return [FilePart(system=self.system, origin=self.origin, table=stem(self.origin.name))]


def source_of(given: str, *, allowed: Allowed) -> StoreSource | WebSource:
    """By the URL's scheme. Raises `SourceUrlInvalid` and `AddressNotAllowed`."""
    try:
        parts = urlsplit(given.strip())
    except ValueError:
        raise SourceUrlInvalid("The URL cannot be read. Check its brackets.") from None
    system = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if not parts.netloc or parts.fragment:
        raise SourceUrlInvalid("Write scheme://place/path, and nothing after it.")
    if parts.scheme not in STORES:
        name = PurePosixPath(parts.path).name or parts.hostname or ""
        return WebSource(origin=WebFile(url=given, name=name, allowed=allowed), system=system)
    if allowed != EVERYTHING:
        # The library of the store resolves names by itself, so no address can be judged.
        raise AddressNotAllowed(
            "Object stores are read by the operator's own commands only.",
            host="",
            reason="store",
        )
    return StoreSource(url=given, system=system)


def _store(url: str) -> tuple[FileSystem, str]:
    """The library's own reading of a URL: keys, region and endpoint may stand in it. Raises
    `OSError`."""
    from pyarrow import ArrowInvalid
    from pyarrow.fs import FileSystem

    try:
        store, key = FileSystem.from_uri(url)
    except ArrowInvalid as error:
        raise OSError from error
    return store, str(key)


def _objects(store: FileSystem, key: str, url: str) -> list[StoredFile]:
    from pyarrow.fs import FileSelector, FileType

    about = store.get_file_info(key)
    if about.type == FileType.File:
        name = PurePosixPath(key).name
        return [StoredFile(url=url, key=key, name=name, size=about.size or 0)]
    chosen = FileSelector(key, recursive=True, allow_not_found=True)
    return [
        StoredFile(
            url=url,
            key=one.path,
            name=one.path.removeprefix(key).lstrip("/"),
            size=one.size or 0,
        )
        for one in sorted(store.get_file_info(chosen), key=lambda one: one.path)
        if one.type == FileType.File
    ]


def _pool(url: str, allowed: Allowed) -> urllib3.HTTPConnectionPool:
    parts = urlsplit(url)
    secure, host = parts.scheme == "https", parts.hostname or ""
    target = resolve(host, parts.port or (443 if secure else 80), allowed=allowed)
    if not secure and target.public:
        raise EncryptionRefused(host=host)
    address = target.address or host
    if not secure:
        return urllib3.HTTPConnectionPool(address, target.port, timeout=_PATIENCE)
    return urllib3.HTTPSConnectionPool(
        address,
        target.port,
        timeout=_PATIENCE,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


class _Answer(io.RawIOBase):
    """What a server sends, from front to back. It ends early without an error where the
    server says no length; with one where it does."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._answer.read(len(buffer))
        except HTTPError as error:
            raise OSError(0, "the connection was lost") from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._answer.release_conn()
        self._answer.close()
        super().close()


_UNREACHED = Unreadable(
    "unreachable", "It cannot be reached, or does not let us in. Check the address and keys."
)
