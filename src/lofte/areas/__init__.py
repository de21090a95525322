"""The product, one Django app per area. An area is entered by its front doors only (ARCHITECTURE.md)."""
