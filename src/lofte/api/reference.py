"""The API's reference, written from the API itself: `python -m lofte.api.reference`."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from lofte.kernel.errors import Refused

PREFIX = "/api/v1"
HEAD = """\
# HTTP API

Written by `python -m lofte.api.reference`; do not edit. The full description, with the shape
of every body and answer, is OpenAPI 3.1 at `{prefix}/openapi.json`.

```
curl -H "Authorization: Bearer $TOKEN" https://privacy.example{prefix}/promises
```

- **Tokens** are made with `lofte organisations token` or at the desk. Each operation takes
  one scope. A token never does more than the person who made it may do now.
- **Pages**: `limit` (1 to 200, else 50) and `after`, which is `next` of the page before.
- **Once**: a POST with an `Idempotency-Key` (1 to {key} printable characters) is done once.
  For {hours} hours the same key and body get the same answer again, marked
  `Idempotency-Replayed: true`. A refusal is not remembered, for nothing was done.
- **How often**: {calls} calls a minute for each token; after that 429 and `Retry-After`.
- **What goes wrong** is `application/problem+json` (RFC 9457) with `type`, `title`, `status`,
  `code`, `detail`, `facts` and `errors`. What belongs to somebody else is not found.
"""


def reference() -> str:
    """The whole page, in the order the API describes itself."""
    return "\n".join([_head(), *_operations(), *_problems()])


def _head() -> str:
    from lofte.api.context import CALLS_A_MINUTE
    from lofte.api.routes import LONGEST_KEY
    from lofte.areas.access.actions import KEY_LIVES

    hours = int(KEY_LIVES.total_seconds() // 3600)
    return HEAD.format(prefix=PREFIX, key=LONGEST_KEY, hours=hours, calls=CALLS_A_MINUTE)


def _operations() -> Iterator[str]:
    yield "## Operations\n"
    yield "| Operation | Scope | What it does |"
    yield "|---|---|---|"
    for method, path, details in operations():
        said = " ".join(details["description"].split())
        yield f"| `{method} {path}` | `{details['x-scope']}` | {said} |"


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: its method, its path, and what the API says of it."""
    from lofte.api.app import api

    for path, methods in api.get_openapi_schema(path_prefix=f"{PREFIX}/")["paths"].items():
        for method, details in methods.items():
            yield method.upper(), path, details


def _problems() -> Iterator[str]:
    yield "\n## Problems\n"
    yield "| Status | Code | What it says |"
    yield "|---|---|---|"
    for status, code, said in sorted(set(problems())):
        yield f"| {status} | `{code}` | {' '.join(said.split())} |"
    yield ""


def problems() -> Iterator[tuple[int, str, str]]:
    """Every problem there is: its status, its code and its sentence."""
    import lofte.areas
    import lofte.infra
    import lofte.kernel
    from lofte.api.errors import OTHERS, STATUS, status_of

    for status, (code, said) in OTHERS.items():
        yield status, code, said
    # A refusal stands beside the function that raises it: load them all to know them all.
    for package in (lofte.kernel, lofte.infra, lofte.areas):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for base in STATUS:
        for refusal in (base, *_below(base)):
            if "code" in vars(refusal) and _told(refusal.__module__):
                yield status_of(refusal), refusal.code, refusal.__doc__ or ""


def _told(module: str) -> bool:
    return module.startswith(("lofte.kernel.", "lofte.infra.", "lofte.areas.", "lofte.api."))


def _below(refusal: type[Refused]) -> Iterator[type[Refused]]:
    for kind in refusal.__subclasses__():
        yield kind
        yield from _below(kind)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.config.settings")
    import django

    django.setup()
    print(reference(), end="")


if __name__ == "__main__":
    main()
