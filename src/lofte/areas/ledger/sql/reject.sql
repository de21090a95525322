-- Keep, as evidence, a row of the inbox that none of our processes wrote.
INSERT INTO ledger_rejected (tenant_id, event_id, kind, subject, envelope, mac, reason)
VALUES (%(tenant)s, %(event)s, %(kind)s, %(subject)s, %(envelope)s, %(mac)s, %(reason)s)
