-- Entries that carry a commitment (at its place in the envelope) whose words are gone.
SELECT e.tenant_id, e.idx, e.event_id
FROM ledger_entry e
WHERE (%(tenant)s::uuid IS NULL OR e.tenant_id = %(tenant)s)
  AND substring(e.envelope FROM %(mark_at)s FOR 10) = %(mark)s
  AND NOT EXISTS (
      SELECT FROM ledger_words w WHERE w.tenant_id = e.tenant_id AND w.event_id = e.event_id
  )
ORDER BY e.tenant_id, e.idx
