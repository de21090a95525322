"""Reading MariaDB and MySQL databases. `opening.open_source` is the way in."""
