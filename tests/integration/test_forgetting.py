"""What nobody asks for goes away by itself."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from cast import enter
from lofte.areas.access import jobs, steps, workers


def test_ended_sessions_and_old_tries_are_forgotten_and_the_rest_stays() -> None:
    cast = enter()
    ended, going = SessionStore(), SessionStore()
    ended.create()
    going.create()
    Session.objects.filter(session_key=ended.session_key).update(
        expire_date=cast.system.now - timedelta(seconds=1)
    )
    Session.objects.filter(session_key=going.session_key).update(
        expire_date=cast.system.now + timedelta(hours=1)
    )
    old = cast.system.now - timedelta(days=2)
    steps.take(what="forgetting", who=cast.slug, most=5, seconds=60, now=old)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_ratebucket WHERE seen_at = %s", [old])
        assert cursor.fetchone() == (1,)

    workers.forget_old(cast.system, jobs.ForgetOld())

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert going.session_key in keys and ended.session_key not in keys
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_ratebucket WHERE seen_at = %s", [old])
        assert cursor.fetchone() == (0,)
