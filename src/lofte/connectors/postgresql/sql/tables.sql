-- Every table, view and foreign table outside the system's own schemas, and whether we may read
-- it. A partition is part of its parent. Row security that would hide rows from us silently
-- makes a table unreadable: half an answer that looks whole is worse than none.
SELECT
    c.oid::bigint AS id,
    n.nspname::text AS schema,
    c.relname::text AS name,
    c.relkind::text AS kind,
    CASE
        WHEN c.relkind = 'p' THEN (
            SELECT sum(greatest(leaf.reltuples, 0))
            FROM pg_catalog.pg_partition_tree(c.oid) AS part
            JOIN pg_catalog.pg_class AS leaf ON leaf.oid = part.relid
            WHERE part.isleaf
        )
        WHEN c.relkind IN ('r', 'm') AND c.reltuples >= 0 THEN c.reltuples
    END::bigint AS rows_estimate,
    CASE
        WHEN NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
            OR NOT pg_catalog.has_any_column_privilege(c.oid, 'SELECT') THEN 'permission'
        WHEN pg_catalog.row_security_active(c.oid) THEN 'row_security'
    END AS unreadable
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY n.nspname, c.relname
