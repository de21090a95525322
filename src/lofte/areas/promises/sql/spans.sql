-- Days in a row with the same status, as half-open spans. A day nobody looked parts them.
-- Only the first day of each span is kept; it ends where the day before the next one was.
SELECT promise_id, status, day AS since,
       coalesce(lead(before) OVER (PARTITION BY promise_id ORDER BY day), last) + 1 AS until
FROM (
    SELECT promise_id, status, day,
           lag(day) OVER by_day AS before,
           lag(status) OVER by_day AS was,
           max(day) OVER (PARTITION BY promise_id) AS last
    FROM promises_statusday
    WHERE tenant_id = %(tenant)s AND day >= %(since)s AND day < %(until)s
      AND promise_id = ANY (%(promises)s)
    WINDOW by_day AS (PARTITION BY promise_id ORDER BY day)
) AS days
WHERE was IS DISTINCT FROM status OR before < day - 1
ORDER BY promise_id, since
