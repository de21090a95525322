"""Bytes, trees, notes and commitments: the mathematics of the ledger. No Django, no clock."""
