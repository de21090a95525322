-- What the global log tells of refused rows: how many times each.
SELECT subject, count(*)
FROM ledger_entry
WHERE tenant_id = '00000000-0000-0000-0000-000000000000' AND kind = 'ledger.refused'
GROUP BY subject
ORDER BY subject
