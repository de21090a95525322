-- A tenant that has been asked for years: so many requests, with all that hangs on each.
-- References and foreign keys are not checked while this is loaded.
SET session_replication_role = replica;

CREATE TEMP TABLE bulk AS
SELECT n,
       %(tenant)s::uuid AS tenant_id,
       gen_random_uuid() AS id,
       upper(lpad(to_hex(n), 8, '0')) AS letters,
       CASE WHEN n %% 100 = 0 THEN 'review' WHEN n %% 100 = 1 THEN 'collecting'
            WHEN n %% 100 = 2 THEN 'unconfirmed' WHEN n %% 100 < 12 THEN 'answered'
            ELSE 'closed' END AS state,
       %(now)s::timestamptz
         - CASE WHEN n %% 100 < 3 THEN n / 100 %% 25 ELSE 30 + n %% 1065 END * interval '1 day'
         AS received_at
FROM generate_series(1, %(requests)s) AS n;

INSERT INTO requests_request (
    tenant_id, id, reference, "right", language, state, received_at, received_on, confirmed_at,
    target_on, safe_on, legal_on, answered_at, answered_by, answered_on, closed_at, outcome
)
SELECT tenant_id, id, left(letters, 4) || '-' || right(letters, 4), 'access', 'sv', state,
       received_at, received_at::date,
       CASE WHEN state <> 'unconfirmed' THEN received_at END,
       received_at::date + 21, received_at::date + 28, received_at::date + 31,
       CASE WHEN done THEN received_at + interval '20 days' END,
       CASE WHEN done THEN tenant_id END,
       CASE WHEN done THEN received_at::date + 20 END,
       CASE WHEN state = 'closed' THEN received_at + interval '50 days' END,
       CASE WHEN done THEN 'released' ELSE '' END
FROM bulk, LATERAL (SELECT state IN ('answered', 'closed') AS done) AS answered;

INSERT INTO requests_requester (tenant_id, id, request_id, name, email)
SELECT tenant_id, gen_random_uuid(), id, 'Person ' || n, 'person' || n || '@post.example'
FROM bulk;

INSERT INTO requests_code (tenant_id, id, request_id, made_at, expires_at, tries)
SELECT tenant_id, gen_random_uuid(), id, received_at, received_at + interval '10 min', 0
FROM bulk WHERE n %% 10 = 0;

INSERT INTO requests_collection (
    tenant_id, id, request_id, system_id, system_name, state, tables, rows, not_read, reason
)
SELECT tenant_id, gen_random_uuid(), id, tenant_id, 'Bokningen', 'read', 3, 7, '[]', ''
FROM bulk WHERE n %% 10 = 0;

INSERT INTO requests_package (
    tenant_id, id, request_id, file_id, sealed_key, size, sha256, contents, made_at
)
SELECT tenant_id, gen_random_uuid(), id, gen_random_uuid(), '\x00', 5000, 'x', '[]', received_at
FROM bulk WHERE state IN ('answered', 'review');

CREATE TEMP TABLE told AS
SELECT row_number() OVER (ORDER BY at, id) - 1 AS idx, gen_random_uuid() AS event_id, *
FROM (
    SELECT tenant_id, id, kind, received_at + place * interval '1 day' AS at
    FROM bulk, unnest(ARRAY['RequestReceived', 'EmailProven'])
               WITH ORDINALITY AS kinds (kind, place)
) AS events;

INSERT INTO requests_moment (tenant_id, id, request_id, kind, at, actor_id, event_id, facts)
SELECT tenant_id, gen_random_uuid(), id, kind, at, tenant_id, event_id, '{}' FROM told;

INSERT INTO ledger_entry (tenant_id, idx, event_id, kind, subject, envelope)
SELECT tenant_id, idx, event_id, 'requests.' || kind, 'request:' || id,
       convert_to(json_build_object(
           'id', event_id, 'tenant', tenant_id, 'actor', tenant_id, 'at', at,
           'kind', 'requests.' || kind, 'subject', 'request:' || id, 'facts', '{}'::json
       )::text, 'UTF8')
FROM told;

INSERT INTO promises_evidencerun (
    tenant_id, id, control, version, at, duration_ms, verdict, facts, violations, error, event_id
)
SELECT %(tenant)s, gen_random_uuid(), control, 1, %(now)s - hour * interval '1 hour', 9, 'kept',
       '{}', '[]', '', gen_random_uuid()
FROM unnest(%(controls)s::text[]) AS control, generate_series(1, %(requests)s / 50) AS hour;

INSERT INTO access_apitoken (tenant_id, id, name, digest, scopes, made_at, made_by, expires_on)
SELECT %(tenant)s, gen_random_uuid(), 'old', sha256(n::text::bytea), '', %(now)s, %(tenant)s,
       %(now)s::date
FROM generate_series(1, %(requests)s / 10) AS n;

INSERT INTO access_membership (tenant_id, id, account_id, role, granted_at, granted_by)
SELECT %(tenant)s, gen_random_uuid(), gen_random_uuid(), 'viewer', %(now)s, %(tenant)s
FROM generate_series(1, %(requests)s / 10);

INSERT INTO access_organisation (
    tenant_id, slug, name, org_number, contact_email, contact_address, officer_name,
    officer_email, created_at
)
SELECT gen_random_uuid(), 'bulk-' || %(tag)s || '-' || n, 'Bulk', '', '', '', '', '', %(now)s
FROM generate_series(1, %(requests)s / 10) AS n;

DROP TABLE bulk, told;
SET session_replication_role = DEFAULT;
