-- Move heads to where their logs have come.
INSERT INTO ledger_head (tenant_id, size, frontier)
SELECT * FROM unnest(%(tenants)b::uuid[], %(sizes)b::bigint[], %(frontiers)b::bytea[])
ON CONFLICT (tenant_id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier
