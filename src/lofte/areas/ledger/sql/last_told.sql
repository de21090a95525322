-- The last that the signed part of the global log tells of one log.
SELECT idx, envelope
FROM ledger_entry
WHERE tenant_id = '00000000-0000-0000-0000-000000000000' AND subject = %(log)s
  AND idx < %(signed)s
ORDER BY idx DESC
LIMIT 1
