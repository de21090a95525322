-- Every row that was refused.
SELECT id, tenant_id, event_id, envelope, mac FROM ledger_rejected ORDER BY id
