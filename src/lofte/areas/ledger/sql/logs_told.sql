-- Every log the global log tells of, under its hashed name.
WITH RECURSIVE told AS (
    (SELECT subject FROM ledger_entry
     WHERE tenant_id = '00000000-0000-0000-0000-000000000000' ORDER BY subject LIMIT 1)
    UNION ALL
    SELECT (
        SELECT e.subject FROM ledger_entry e
        WHERE e.tenant_id = '00000000-0000-0000-0000-000000000000' AND e.subject > t.subject
        ORDER BY e.subject LIMIT 1
    )
    FROM told t
    WHERE t.subject IS NOT NULL
)
SELECT t.subject, e.kind
FROM told t
CROSS JOIN LATERAL (
    SELECT kind FROM ledger_entry
    WHERE tenant_id = '00000000-0000-0000-0000-000000000000' AND subject = t.subject
    ORDER BY idx LIMIT 1
) e
ORDER BY t.subject
