"""What people see: the staff desk, the public centre and the person's own page."""
