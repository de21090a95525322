-- The newest checkpoint.
SELECT n, size, root, note FROM ledger_checkpoint ORDER BY n DESC LIMIT 1
