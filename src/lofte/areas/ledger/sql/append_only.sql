-- Nothing here is changed or taken away, by whatever role, unless the triggers are first
-- removed; and then verification names the place. ALWAYS: also during replication.
CREATE FUNCTION lofte_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % on % is refused.', tg_op, tg_table_name
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION lofte_append_only();
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tile
FOR EACH STATEMENT EXECUTE FUNCTION lofte_append_only();
ALTER TABLE ledger_tile ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION lofte_append_only();
ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_rejected
FOR EACH STATEMENT EXECUTE FUNCTION lofte_append_only();
ALTER TABLE ledger_rejected ENABLE ALWAYS TRIGGER append_only;

-- Heads grow; they never go away.
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger_head
FOR EACH STATEMENT EXECUTE FUNCTION lofte_append_only();
ALTER TABLE ledger_head ENABLE ALWAYS TRIGGER append_only;
