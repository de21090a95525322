-- Every table with tenants in it: does it force its fence on all, and may this role read it?
SELECT c.relname AS name,
       c.relrowsecurity AND c.relforcerowsecurity AS fenced,
       has_any_column_privilege(c.oid, 'SELECT') AS readable
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
ORDER BY c.relname
