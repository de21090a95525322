-- The heads of these logs, locked in one order so that nobody waits in a circle.
SELECT tenant_id, size, frontier
FROM ledger_head
WHERE tenant_id = ANY (%(tenants)s)
ORDER BY tenant_id
FOR UPDATE
