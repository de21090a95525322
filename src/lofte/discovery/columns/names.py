"""What a column's name says of its values: `lofte.discovery.naming`, for whoever judges."""

from lofte.discovery.naming import DECIDES, Said, name_evidence, named_type, read_name

__all__ = ["DECIDES", "Said", "name_evidence", "named_type", "read_name"]
