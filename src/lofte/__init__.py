"""Löfte: the privacy policy that keeps itself."""
