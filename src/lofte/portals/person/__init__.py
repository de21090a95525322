"""The person's own page: following a request and fetching the package."""
