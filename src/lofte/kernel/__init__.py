"""Pure Python that everything may use: no Django, no database, no clock."""
