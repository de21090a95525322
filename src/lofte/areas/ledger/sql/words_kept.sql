-- Words beside the envelope they belong to: in a log, or still in the inbox, or nowhere.
SELECT w.tenant_id, w.event_id, w.subject, w.salt, w.words,
       coalesce(e.subject, i.subject), coalesce(e.envelope, i.envelope)
FROM ledger_words w
LEFT JOIN ledger_entry e ON e.tenant_id = w.tenant_id AND e.event_id = w.event_id
LEFT JOIN ledger_inbox i ON i.tenant_id = w.tenant_id AND i.event_id = w.event_id
ORDER BY w.tenant_id, w.event_id
