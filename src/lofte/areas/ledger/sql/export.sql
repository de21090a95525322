-- The envelopes of one log up to a size, in order.
SELECT envelope FROM ledger_entry WHERE tenant_id = %(tenant)s AND idx < %(size)s ORDER BY idx
