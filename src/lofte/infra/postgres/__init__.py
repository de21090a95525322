"""The database server: embedded by default, any PostgreSQL 15 or later by URL."""
