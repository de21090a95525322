-- What a login of the booking may do in its database: read these tables, and nothing else.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {user};
GRANT SELECT ON {tables} TO {user};
ANALYZE;
