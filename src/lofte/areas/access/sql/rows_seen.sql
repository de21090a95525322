-- How many rows this transaction sees in one table. The nil tenant is no organisation's:
-- under it lies the ledger's own log, which all may read and where all have hashed names.
SELECT count(*) FROM {table} WHERE tenant_id <> '00000000-0000-0000-0000-000000000000'
