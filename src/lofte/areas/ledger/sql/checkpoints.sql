-- Every checkpoint, oldest first.
SELECT n, size, root, note FROM ledger_checkpoint ORDER BY n
