-- The global log tells of logs only under hashed names, so every organisation may read it:
-- the proof that its own head was signed runs through it.
CREATE POLICY global_log ON ledger_entry FOR SELECT
USING (tenant_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY global_log ON ledger_tile FOR SELECT
USING (tenant_id = '00000000-0000-0000-0000-000000000000');

-- An organisation may know how long what it recorded has been waiting, though its roles
-- cannot look into the inbox.
CREATE POLICY lookup ON ledger_inbox FOR SELECT TO {lookup} USING (true);
GRANT SELECT (tenant_id, recorded_at) ON ledger_inbox TO {lookup};

CREATE FUNCTION lofte_ledger_waiting()
RETURNS TABLE (waiting bigint, seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)
    FROM public.ledger_inbox
    WHERE tenant_id = nullif(current_setting('lofte.tenant', true), '')::uuid
$$;
ALTER FUNCTION lofte_ledger_waiting() OWNER TO {lookup};
REVOKE ALL ON FUNCTION lofte_ledger_waiting() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lofte_ledger_waiting() TO {app}, {worker}, {sequencer};
