"""Django-facing plumbing: database, tenancy, background work, mail, secrets."""
