-- What is in the inbox now.
SELECT id, tenant_id, event_id, kind, subject, envelope, mac FROM ledger_inbox ORDER BY id
