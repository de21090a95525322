"""What the access area answers when it is asked whether its promises are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from cast import Cast, enter
from databases import superuser
from lofte.areas.access import actions, controls
from lofte.areas.access.models import Account
from lofte.kernel.context import Context
from lofte.kernel.evidence import Verdict


@pytest.fixture
def cast() -> Cast:
    return enter()


def gives_second_factor(ctx: Context, kind: str = Authenticator.Type.TOTP) -> None:
    Authenticator.objects.create(user_id=ctx.actor, type=kind, data={})


def signs_in(ctx: Context, *, days_ago: int) -> None:
    Account.objects.filter(id=ctx.actor).update(last_login=ctx.now - timedelta(days=days_ago))


def test_an_account_without_a_second_factor_breaks_the_promise_and_is_named(cast: Cast) -> None:
    for one in (cast.alice, cast.bob, cast.heidi):
        gives_second_factor(one)

    found = controls.second_factor(cast.system)

    assert found.verdict is Verdict.BROKEN
    assert found.violations == (f"account:{cast.victor.actor}",)
    assert found.facts == {"accounts": 4, "without": 1}


def test_the_promise_is_kept_once_everyone_has_a_passkey_or_an_app(cast: Cast) -> None:
    for one in (cast.alice, cast.bob, cast.heidi):
        gives_second_factor(one)
    gives_second_factor(cast.victor, Authenticator.Type.WEBAUTHN)

    assert controls.second_factor(cast.system).verdict is Verdict.KEPT


def test_recovery_codes_alone_are_no_second_factor(cast: Cast) -> None:
    for one in (cast.alice, cast.bob, cast.heidi):
        gives_second_factor(one)
    gives_second_factor(cast.victor, Authenticator.Type.RECOVERY_CODES)

    assert controls.second_factor(cast.system).verdict is Verdict.BROKEN


def test_who_has_stopped_serving_needs_no_second_factor(cast: Cast) -> None:
    for one in (cast.alice, cast.bob, cast.heidi):
        gives_second_factor(one)
    membership = next(
        row
        for row in controls.queries.members(cast.system)
        if row.account_id == cast.victor.actor
    )

    actions.end_membership(cast.system, membership_id=membership.membership_id)

    assert controls.second_factor(cast.system).verdict is Verdict.KEPT


@pytest.mark.parametrize(
    ("days", "verdict"), [(75, "kept"), (77, "at_risk"), (89, "at_risk"), (91, "broken")]
)
def test_an_account_left_unused_is_first_a_risk_and_then_a_breach(
    cast: Cast, days: int, verdict: str
) -> None:
    later = cast.at(cast.system.now + timedelta(days=400))
    for one in (later.alice, later.bob, later.heidi):
        signs_in(one, days_ago=1)
    signs_in(later.victor, days_ago=days)

    found = controls.no_dormant_access(later.system)

    assert found.verdict == verdict
    assert len(found.violations) == (0 if verdict == "kept" else 1)


def test_a_stranger_sees_no_row_of_any_table_with_tenants(cast: Cast) -> None:
    found = controls.no_stranger_reads(cast.system)

    assert found.verdict is Verdict.KEPT, found
    assert isinstance(found.facts["tables"], int)
    assert found.facts["tables"] >= 20


def test_a_table_whose_fence_is_down_is_found_and_named(cast: Cast) -> None:
    with superuser() as connection:
        connection.execute("ALTER TABLE access_membership DISABLE ROW LEVEL SECURITY")
        try:
            found = controls.no_stranger_reads(cast.system)
        finally:
            connection.execute("ALTER TABLE access_membership ENABLE ROW LEVEL SECURITY")

    assert found.verdict is Verdict.BROKEN
    assert found.violations == ("table:access_membership",)
    assert found.facts["leaking"] == found.facts["unfenced"] == 1


def test_a_policy_that_lets_everybody_in_is_found_though_the_fence_stands(cast: Cast) -> None:
    with superuser() as connection:
        connection.execute("CREATE POLICY hole ON access_membership FOR SELECT USING (true)")
        try:
            found = controls.no_stranger_reads(cast.system)
        finally:
            connection.execute("DROP POLICY hole ON access_membership")

    assert found.verdict is Verdict.BROKEN
    assert (found.facts["leaking"], found.facts["unfenced"]) == (1, 0)


def test_a_new_table_without_a_fence_is_found_without_being_listed_anywhere(cast: Cast) -> None:
    with superuser() as connection:
        connection.execute("CREATE TABLE forgotten (tenant_id uuid)")
        try:
            found = controls.no_stranger_reads(cast.system)
        finally:
            connection.execute("DROP TABLE forgotten")

    assert found.violations == ("table:forgotten",)
