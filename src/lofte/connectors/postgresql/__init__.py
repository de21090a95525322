"""Reading PostgreSQL databases that are not ours. `opening.open_source` is the way in."""
