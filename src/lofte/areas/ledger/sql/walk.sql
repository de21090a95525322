-- A whole log in order, texts as bytes, for verification.
SELECT idx, convert_to(coalesce(event_id::text, ''), 'UTF8'), convert_to(kind, 'UTF8'),
       convert_to(subject, 'UTF8'), envelope
FROM ledger_entry
WHERE tenant_id = %(tenant)s
ORDER BY idx
