-- Foreign keys as they were declared. Those that PostgreSQL derives for partitions have a parent.
SELECT
    f.conrelid::bigint AS table_id,
    f.confrelid::bigint AS target_id,
    (
        SELECT array_agg(a.attname::text ORDER BY u.position)
        FROM unnest(f.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = u.attnum
    ) AS columns,
    (
        SELECT array_agg(a.attname::text ORDER BY u.position)
        FROM unnest(f.confkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.confrelid AND a.attnum = u.attnum
    ) AS ref_columns
FROM pg_catalog.pg_constraint AS f
WHERE f.contype = 'f' AND f.conparentid = 0
ORDER BY f.conrelid, f.conname
