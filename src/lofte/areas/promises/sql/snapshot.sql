-- Keep how promises stand on a day. Looked at again the same day, the worse one stays:
-- what was broken for an hour was broken that day. `worst_first` is the order of badness.
INSERT INTO promises_statusday AS kept (tenant_id, id, promise_id, day, status)
SELECT %(tenant)s, found.id, found.promise_id, %(day)s, found.status
FROM unnest(%(ids)s::uuid[], %(promises)s::uuid[], %(statuses)s::text[])
     AS found (id, promise_id, status)
ON CONFLICT (tenant_id, promise_id, day) DO UPDATE SET status = excluded.status
WHERE array_position(%(worst_first)s::text[], excluded.status)
    < array_position(%(worst_first)s::text[], kept.status)
