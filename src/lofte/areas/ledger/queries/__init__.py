"""Reading the ledger: entries and their words, proofs, and verification of everything."""
