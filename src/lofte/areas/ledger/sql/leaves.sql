-- The leaf hashes [low, high) of one log, in order (RFC 6962, section 2.1).
SELECT sha256('\x00'::bytea || envelope)
FROM ledger_entry
WHERE tenant_id = %(tenant)s AND idx >= %(low)s AND idx < %(high)s
ORDER BY idx
