-- Every tile of one log.
SELECT level, n, root FROM ledger_tile WHERE tenant_id = %(tenant)s
