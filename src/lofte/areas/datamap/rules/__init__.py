"""The shape of other people's databases, and how to find one person in them. Pure."""
