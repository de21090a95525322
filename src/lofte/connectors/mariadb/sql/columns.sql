-- The columns of the same tables, with what was granted to us.
SELECT
    c.TABLE_NAME AS table_name,
    c.COLUMN_NAME AS name,
    c.COLUMN_TYPE AS type,
    c.DATA_TYPE AS base,
    c.COLLATION_NAME AS collation,
    c.IS_NULLABLE = 'YES' AS nullable,
    c.EXTRA LIKE '%GENERATED%' AS generated,
    FIND_IN_SET('select', c.PRIVILEGES) > 0 AS readable
FROM information_schema.COLUMNS AS c
WHERE c.TABLE_SCHEMA = DATABASE()
ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION
