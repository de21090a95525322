-- What the global log tells of one log, in order.
SELECT idx, envelope
FROM ledger_entry
WHERE tenant_id = '00000000-0000-0000-0000-000000000000' AND subject = %(log)s
ORDER BY idx
