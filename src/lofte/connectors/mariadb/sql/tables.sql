-- Every table and view of the database, and whether rows were put into partitions. A table of
-- which no column was granted to us is not shown at all.
SELECT
    t.TABLE_NAME AS name,
    t.TABLE_TYPE AS type,
    t.ENGINE AS engine,
    t.CREATE_OPTIONS LIKE '%partitioned%' AS partitioned,
    t.TABLE_ROWS AS rows_estimate
FROM information_schema.TABLES AS t
WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE <> 'SEQUENCE'
ORDER BY t.TABLE_NAME
