"""How this process reaches the database, and proof that the fences stand.

`assert_fenced` is called before anything is served: a process that could read across
tenants does not start.
"""

from __future__ import annotations

from django.db import connection

from lofte.infra.env import BadSetting, Env
from lofte.infra.postgres.roles import parameters

_UNFENCED = """
SELECT c.relname FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
ORDER BY c.relname
"""
_RIGHTS = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) AS owns
FROM pg_roles r WHERE rolname = current_user
"""


def django_database(env: Env) -> dict[str, object]:
    """Django's DATABASES entry for this process's role."""
    found = parameters(env, env.role)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    settings: dict[str, object] = {known[k]: v for k, v in found.items() if k in known}
    settings["PORT"] = found.get("port", "")
    rest = {k: v for k, v in found.items() if k not in known and k != "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **rest,
            "application_name": f"lofte {env.role}",
            **(
                {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}} if _pooled(env) else {}
            ),
        },
    }


def _pooled(env: Env) -> bool:
    # Only the web server has threads that come and go; the others keep their connection.
    return env.role == "app"


def assert_fenced() -> None:
    """Refuse to run as a role that could see past a tenant, or over an unfenced table."""
    with connection.cursor() as cursor:
        cursor.execute(_RIGHTS)
        is_super, bypasses, owns = cursor.fetchone() or (True, True, True)
        if is_super or bypasses or owns:
            raise BadSetting(
                "This process is signed in to the database as a role that row security does "
                "not bind. Run `lofte migrate`, and let it choose the role."
            )
        cursor.execute(_UNFENCED)
        if open_tables := [row[0] for row in cursor.fetchall()]:
            raise BadSetting(f"Tables without row security: {', '.join(open_tables)}.")
