-- How far one log has come.
SELECT size, frontier FROM ledger_head WHERE tenant_id = %(tenant)s
