"""The API does what its own description says, whatever it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cast import enter
from lofte.api.app import api
from programs import API, ask, token_of

# Rules that no JSON schema can tell: a URL that no connector reads, a day before the GDPR.
BEYOND_SCHEMA = [positive_data_acceptance]


description = api.get_openapi_schema(path_prefix=f"{API}/")
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(description)))


@cache
def handler() -> WSGIHandler:
    # Made at the first call, when the database and the static files are there.
    return WSGIHandler()


schema.app = lambda environ, start_response: handler()(environ, start_response)


@pytest.fixture(scope="module")
def tokens(database: None) -> Callable[[str], str]:
    """A token for each operation, since a token may call only so often."""
    cast = enter(now=datetime.now(UTC))
    ask(cast)
    return cache(lambda operation: token_of(cast.bob))


@schema.parametrize()
@settings(
    max_examples=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_its_description(
    case: schemathesis.Case, tokens: Callable[[str], str]
) -> None:
    token = tokens(case.operation.label)
    case.call_and_validate(
        headers={"Authorization": f"Bearer {token}"}, excluded_checks=BEYOND_SCHEMA
    )
