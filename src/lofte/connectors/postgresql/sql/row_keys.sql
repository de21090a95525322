-- What tells the rows of each table apart: its primary key, or else its shortest unique index
-- over columns that are never null.
SELECT DISTINCT ON (i.indrelid)
    i.indrelid::bigint AS table_id,
    k.columns
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
CROSS JOIN LATERAL (
    SELECT
        array_agg(a.attname::text ORDER BY u.position) AS columns,
        bool_and(a.attnotnull) AS never_null
    FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS u (attnum, position)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
    WHERE u.position <= i.indnkeyatts
) AS k
WHERE i.indisunique
    AND i.indisvalid
    AND i.indimmediate
    AND i.indpred IS NULL
    AND i.indexprs IS NULL
    AND k.never_null
ORDER BY i.indrelid, i.indisprimary DESC, i.indnkeyatts, c.relname
