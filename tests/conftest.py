"""Django set up once, on a data directory of the tests' own. No server starts until a
test asks for `database`.

LOFTE_TEST_SERVER names an administrator's URL of a running PostgreSQL to test on (CI
does so for version 15); without it the embedded one is started.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_home = Path(tempfile.mkdtemp(prefix="lofte-test-", dir="/var/tmp"))
_home.chmod(0o711)
atexit.register(shutil.rmtree, _home, ignore_errors=True)
_server = os.environ.get("LOFTE_TEST_SERVER", "")
_name = f"lofte_test_{os.getpid()}"

os.environ.update(
    LOFTE_HOME=str(_home),
    LOFTE_ROLE="app",
    LOFTE_ALLOW_PRIVATE=f"127.0.0.1/32,localhost,{_home},file:{_home}/sources",
    LOFTE_ALLOWED_HOSTS="127.0.0.1,localhost,testserver",
    LOFTE_DEMO="1",
    DJANGO_SETTINGS_MODULE="lofte.config.settings",
)
os.environ.pop("LOFTE_DATABASE_URL", None)
if _server:
    os.environ["LOFTE_DATABASE_URL"] = _server.rpartition("/")[0] + "/" + _name

import django  # noqa: E402

django.setup()


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    """The database, migrated; this process is signed in to it as the app role."""
    from databases import prepared

    with prepared(home=_home, server=_server, name=_name):
        yield
