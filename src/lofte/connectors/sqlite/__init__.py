"""Reading SQLite files. `opening.open_source` is the way in."""
