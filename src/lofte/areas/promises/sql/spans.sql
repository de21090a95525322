-- Days in a row with the same status, as half-open spans. A day nobody looked parts them.
SELECT promise_id, status, min(day) AS since, max(day) + 1 AS until
FROM (
    SELECT promise_id, status, day,
           day - row_number() OVER (PARTITION BY promise_id, status ORDER BY day)::int AS island
    FROM promises_statusday
    WHERE tenant_id = %(tenant)s AND day >= %(since)s AND day < %(until)s
      AND promise_id = ANY (%(promises)s)
) AS days
GROUP BY promise_id, status, island
ORDER BY promise_id, since
