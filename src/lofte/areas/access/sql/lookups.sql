-- The two questions that must be asked before a tenant is known. Each answers with as
-- little as will do, and runs as a role that can do nothing else.
CREATE POLICY lookup ON access_organisation FOR SELECT TO {lookup} USING (true);
GRANT SELECT (tenant_id, slug, name) ON access_organisation TO {lookup};

CREATE FUNCTION lofte_find_organisation(wanted text)
RETURNS TABLE (tenant_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT tenant_id, name FROM public.access_organisation WHERE slug = wanted $$;

CREATE FUNCTION lofte_all_tenants()
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT tenant_id FROM public.access_organisation ORDER BY tenant_id $$;

ALTER FUNCTION lofte_find_organisation(text) OWNER TO {lookup};
ALTER FUNCTION lofte_all_tenants() OWNER TO {lookup};
REVOKE ALL ON FUNCTION lofte_find_organisation(text), lofte_all_tenants() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lofte_find_organisation(text) TO {app}, {worker}, {owner};
GRANT EXECUTE ON FUNCTION lofte_all_tenants() TO {app}, {worker}, {sequencer}, {owner};

-- An account may see its own memberships before it has chosen an organisation.
CREATE POLICY own_account ON access_membership FOR SELECT
USING (account_id = nullif(current_setting('lofte.account', true), '')::uuid);

-- Where the signed-in account serves. Runs with the caller's rights for memberships, and
-- looks up only the names of those organisations.
CREATE FUNCTION lofte_organisation_names(ids uuid[])
RETURNS TABLE (tenant_id uuid, slug text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT tenant_id, slug, name FROM public.access_organisation WHERE tenant_id = ANY (ids) $$;
ALTER FUNCTION lofte_organisation_names(uuid[]) OWNER TO {lookup};

CREATE FUNCTION lofte_my_organisations()
RETURNS TABLE (tenant_id uuid, slug text, name text, role text)
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, public
AS $$
    WITH mine AS (
        SELECT m.tenant_id, m.role FROM public.access_membership m
        WHERE m.account_id = nullif(current_setting('lofte.account', true), '')::uuid
          AND m.ended_at IS NULL
    )
    SELECT o.tenant_id, o.slug, o.name, mine.role
    FROM mine
    JOIN public.lofte_organisation_names((SELECT array_agg(tenant_id) FROM mine)) o
      USING (tenant_id)
    ORDER BY o.name, o.tenant_id
$$;
REVOKE ALL ON FUNCTION lofte_organisation_names(uuid[]), lofte_my_organisations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lofte_organisation_names(uuid[]), lofte_my_organisations()
TO {app}, {worker};
