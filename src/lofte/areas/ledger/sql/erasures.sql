-- The records of words that were forgotten, in the logs or on their way there.
SELECT tenant_id, envelope FROM ledger_entry
WHERE kind = 'ledger.WordsErased' AND (%(tenant)s::uuid IS NULL OR tenant_id = %(tenant)s)
