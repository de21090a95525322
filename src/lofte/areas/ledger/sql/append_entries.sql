-- Entries are written many at a time, as arrays: COPY is not to be had under row security.
INSERT INTO ledger_entry (tenant_id, idx, event_id, kind, subject, envelope)
SELECT * FROM unnest(
    %(tenants)b::uuid[], %(idxs)b::bigint[], %(events)b::uuid[],
    %(kinds)b::text[], %(subjects)b::text[], %(envelopes)b::bytea[]
)
