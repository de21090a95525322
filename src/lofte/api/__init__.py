"""The HTTP API: translate in, one action or query, translate out."""
