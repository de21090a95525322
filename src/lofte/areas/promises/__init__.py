"""Each sentence of a policy as a promise, and what is known of it today.

Words
    promise    a sentence that says what someone does, must do or may do
    kind       hard (a machine can test it), process (records of human work prove it),
               customer (another's duty), legal (a stance the law does not carry),
               boilerplate (nothing to prove)
    finding    why a sentence is void or doubtful in law
    control    a named check of our own that can speak for a promise
    evidence   what a control answered, when, and how long that answer is fresh
    link       from then until then a control speaks for a promise; a person's act
    retired    no longer said by the published policy; its record stays
    attestation  a named person's word, valid to a day, where no machine can know

Invariants
    A status is computed, never typed in.
    Stale evidence is UNPROVEN, never KEPT. So is a control that failed or was never asked.
    Evidence and a person's word are added and never altered: the database refuses it.
    A void sentence stays LEGALLY_VOID whatever the evidence says.
    Kinds, findings and suggested controls are proposals from rules that a reader can
    follow; each carries the code of the rule that fired.
"""
