-- Foreign keys as they were declared, within the database.
SELECT
    k.TABLE_NAME AS table_name,
    k.CONSTRAINT_NAME AS name,
    k.COLUMN_NAME AS column_name,
    k.REFERENCED_TABLE_NAME AS target,
    k.REFERENCED_COLUMN_NAME AS ref_column
FROM information_schema.KEY_COLUMN_USAGE AS k
WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_SCHEMA = DATABASE()
ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
