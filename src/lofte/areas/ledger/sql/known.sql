-- Which of these events are in a log already.
SELECT event_id
FROM ledger_entry
WHERE (tenant_id, event_id) IN (
    SELECT * FROM unnest(%(tenants)s::uuid[], %(events)s::uuid[])
)
