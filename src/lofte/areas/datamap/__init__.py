"""Where people's data is: systems, their fields, and how to find one person in them.

Words
    system      one place that holds personal data; today a database we may read
    scan        one look at a system: its shape, and a sample of values, judged and forgotten
    snapshot    the shape of a system from one moment until it was another
    verdict     what a scan says a field holds; kept as long as scans say the same
    decision    what a person says of a field or a reference; over every later scan
    standing    how a field stands: undeclared, declared, dismissed, clear and so on
    hint        how columns of the same name were decided elsewhere
    identity    a column by which a person can be found, such as e-mail or personnummer
    suggestion  an identity a rule proposes from names and types; worth nothing until accepted
    reference   that values of one column are rows of another table; its meaning is a relation
    relation    what a row pointing at a person's row is to that person: owns, shares,
                mentions, stops
    reach       where one person is found from one kind of identity, and where not
    plan        in which order to read which tables, by which columns, for one person
    connector   how one kind of system is read; implements the port in `discovery.ports`

Invariants
    1. Of a person we read only tables and columns of the plan; of a sample nothing is kept but
       verdicts, and no value. Nothing is written before somebody switched writing on.
    2. A person is searched for by accepted identities, never by suggestions.
    3. What was not read or not scanned is said, with a reason, and is never clean.
    4. The same schema and the same decisions give the same plan.
    5. No scan changes what a person said; what they did not know of waits for them anew.
    6. A system's URL is kept sealed and shown without its password.
"""
