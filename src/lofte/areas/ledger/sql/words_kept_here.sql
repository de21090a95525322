-- The same for one organisation, whose roles cannot look into the inbox.
SELECT w.tenant_id, w.event_id, w.subject, w.salt, w.words, e.subject, e.envelope
FROM ledger_words w
JOIN ledger_entry e ON e.tenant_id = w.tenant_id AND e.event_id = w.event_id
WHERE w.tenant_id = %(tenant)s
ORDER BY w.event_id
