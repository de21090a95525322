-- Store what was signed.
INSERT INTO ledger_checkpoint (n, size, root, note)
VALUES (%(n)s, %(size)s, %(root)s, %(note)s)
