-- How much the organisation has recorded that is not yet in its log, and for how long.
SELECT waiting, seconds FROM lofte_ledger_waiting()
