-- The columns of every unique index, the primary key first, then the shortest. An index over
-- the beginning of a column does not tell rows apart.
SELECT
    s.TABLE_NAME AS table_name,
    s.INDEX_NAME AS name,
    s.COLUMN_NAME AS column_name,
    s.NULLABLE = 'YES' OR s.SUB_PART IS NOT NULL OR s.COLUMN_NAME IS NULL AS unfit
FROM information_schema.STATISTICS AS s
WHERE s.TABLE_SCHEMA = DATABASE() AND s.NON_UNIQUE = 0
ORDER BY s.TABLE_NAME, s.INDEX_NAME <> 'PRIMARY', s.INDEX_NAME, s.SEQ_IN_INDEX
