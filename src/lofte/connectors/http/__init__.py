"""Services that speak HTTP and JSON, told to us by a small file (see `description`)."""
