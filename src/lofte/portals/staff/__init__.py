"""The staff desk: what is due, the promise board, requests, systems and the ledger."""
