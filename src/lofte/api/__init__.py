"""The HTTP API: translates in, one action or query, translates out."""
