"""Where people's data is: systems, their tables, and how to find one person in them.

Words
    system      one place that holds personal data; today a database we may read
    scan        one look at the shape of a system: tables, columns, keys. Never at its rows
    identity    a column by which a person can be found, such as e-mail or personnummer
    suggestion  an identity a rule proposes from names and types; worth nothing until accepted
    relation    what a row pointing at a person's row is to that person: owns, mentions, stops
    plan        in which order to read which tables, by which columns, for one person
    connector   how one kind of system is read; implements the port in `rules.ports`

Invariants
    1. We only ever read from a system, and only tables and columns of the plan.
    2. A person is searched for by accepted identities, never by suggestions.
    3. What was not read is said, with a reason; nothing is left out in silence.
    4. The same schema and the same decisions give the same plan.
    5. A system's URL is kept sealed and shown without its password.
"""
