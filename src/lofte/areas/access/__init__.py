"""Who may do what: organisations, the people who serve them, and keys for programs.

Words
    organisation  a tenant: a controller or processor that keeps promises of its own
    account       a member of staff who signs in; may serve several organisations
    membership    that account serving one organisation in one role, from then until then
    role          a named set of permissions; reviewed code, not rows
    token         a key for a program, with scopes, shown once and stored as a hash

Invariants
    1. An account sees an organisation only through a membership that has not ended.
    2. An organisation always has at least one owner.
    3. Nobody widens their own rights: granting a role takes `members.manage`.
"""
