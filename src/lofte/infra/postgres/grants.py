"""Rights on the tables of the libraries we stand on; ours are granted in their migrations."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

# Tables without a tenant, each with why that may be.
THIRD_PARTY = {
    "django_session": "sessions belong to accounts, which serve several organisations",
    "django_content_type": "names of models",
    "lofte_cache": "counters of sign-in attempts, by hash",
    "account_emailaddress": "addresses of accounts, which serve several organisations",
    "account_emailconfirmation": "codes for addresses of accounts",
    "mfa_authenticator": "second factors of accounts",
    "usersessions_usersession": "sessions of accounts",
    "procrastinate_jobs": "ids of work to do, each job naming its tenant",
    "procrastinate_events": "what became of jobs",
    "procrastinate_periodic_defers": "when the schedule last ran",
    "procrastinate_workers": "which workers are alive",
    "auth_group": "unused; Django's own",
    "auth_permission": "unused; Django's own",
    "auth_group_permissions": "unused; Django's own",
}
_READ_ONLY = ("django_migrations",)


def grant_third_party(connection: BaseDatabaseWrapper) -> None:
    """Give app and worker what they need on library tables and all sequences. Repeatable."""
    database = str(connection.settings_dict["NAME"])
    both = f'"{database}_app", "{database}_worker"'
    with connection.cursor() as cursor:
        for table in THIRD_PARTY:
            if table in connection.introspection.table_names(cursor):
                cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {both}')
        for table in _READ_ONLY:
            cursor.execute(f'GRANT SELECT ON "{table}" TO {both}')
        cursor.execute(
            f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {both}, "{database}_sequencer"'
        )
