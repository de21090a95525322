"""One folder per kind of outside system. Connectors know nothing of each other."""
