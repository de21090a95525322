-- Claim what has waited longest. Deleting is the claim: asking for "everything after the
-- last id" would skip rows whose transactions commit out of order. ARRAY, so that the rows
-- are found by their key however wrong the statistics of a queue are.
DELETE FROM ledger_inbox
WHERE id = ANY (ARRAY(SELECT id FROM ledger_inbox ORDER BY id LIMIT %(most)s))
RETURNING id, tenant_id, event_id, kind, subject, envelope, mac
