-- Every log there is a trace of: one lookup per log, however long they are.
WITH RECURSIVE with_entries AS (
    (SELECT tenant_id FROM ledger_entry ORDER BY tenant_id LIMIT 1)
    UNION ALL
    SELECT (
        SELECT e.tenant_id FROM ledger_entry e
        WHERE e.tenant_id > w.tenant_id ORDER BY e.tenant_id LIMIT 1
    )
    FROM with_entries w
    WHERE w.tenant_id IS NOT NULL
)
SELECT tenant_id FROM with_entries WHERE tenant_id IS NOT NULL
UNION SELECT tenant_id FROM ledger_head
UNION SELECT tenant_id FROM ledger_tile
ORDER BY tenant_id
