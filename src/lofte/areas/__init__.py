"""The product, one Django app per area, entered by its front doors only."""
