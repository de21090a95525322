-- The roots of the full subtrees [low, high) of one level of a log, in order.
SELECT root
FROM ledger_tile
WHERE tenant_id = %(tenant)s AND level = %(level)s AND n >= %(low)s AND n < %(high)s
ORDER BY n
