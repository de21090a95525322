-- The latest answer of each control up to a moment: one index probe per control, however
-- many years of evidence there are.
SELECT run.control, run.id, run.version, run.at, run.duration_ms, run.verdict, run.facts,
       run.violations, run.error, run.event_id
FROM unnest(%(controls)s::text[]) WITH ORDINALITY AS wanted (control, place)
CROSS JOIN LATERAL (
    SELECT e.* FROM promises_evidencerun e
    WHERE e.tenant_id = %(tenant)s AND e.control = wanted.control AND e.at <= %(now)s
    ORDER BY e.at DESC, e.id DESC
    LIMIT 1
) AS run
ORDER BY wanted.place
