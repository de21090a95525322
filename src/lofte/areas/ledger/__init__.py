"""What happened, who did it, and proof that nobody has edited it since.

Words
    envelope    the canonical bytes of one event; what is hashed, kept and exported
    log         the RFC 6962 Merkle tree of one organisation's envelopes, in order
    head        a log's size and root; the one row of a log that changes
    global log  the log of heads: whenever a log grows, its new head is appended here
    checkpoint  the signed size and root of the global log (C2SP tlog-checkpoint)
    words       what an event says about a person; kept apart, erasable, bound by a commitment
    sequencer   the one process that moves envelopes from the inbox into the logs

Invariants
    An event is recorded in the transaction of the act it tells of, or neither happens.
    Nothing is ever updated or deleted here, except heads (which grow) and words (which may go).
    Only the global log is signed, so no organisation learns how busy another one is.
    The signer never signs two checkpoints of which one does not extend the other.
    Envelopes hold ids, enums, dates and numbers; erasing a person never touches a log.
    Whoever holds an export and the public key needs nothing else of ours to check it.
"""
