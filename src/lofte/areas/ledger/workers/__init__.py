"""The ledger's own process: the sequencer, and the signer it asks for checkpoints."""
