-- The tiles that a batch has filled.
INSERT INTO ledger_tile (tenant_id, level, n, root)
SELECT * FROM unnest(
    %(tenants)b::uuid[], %(levels)b::smallint[], %(ns)b::bigint[], %(roots)b::bytea[]
)
