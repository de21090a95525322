-- Put one envelope in the inbox. Nothing is returned: areas may add here, but not look.
INSERT INTO ledger_inbox (tenant_id, event_id, kind, subject, envelope, mac)
VALUES (%(tenant)s, %(event)s, %(kind)s, %(subject)s, %(envelope)s, %(mac)s)
