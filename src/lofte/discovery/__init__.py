"""Finding personal data: in a text, a column, a table, a whole database. Pure; no row is kept.

Words
    source      something with tables that can be scanned: a database, a file, a dump, a folder
    partition   a part of a source that one process can read by itself
    sample      some rows of one table, drawn by seed, as texts
    type        what personal data a value is, by one of the names in `types`
    span        a stretch of a text that is of a type, with how sure and why
    verdict     what a column holds: its dominant type, what else it contains, or undetermined
    evidence    one independent reason for or against a type, added up as log-odds
    reference   that values of one column are rows of another table: declared, or inferred
    meaning     what a reference makes of a row to a person: owns, shares, mentions, stops
    rule set    the version of all rules together; every verdict carries it

Invariants
    1. Same sample, same verdict, whatever the kind of source and however it was divided.
    2. What could not be read is reported as not scanned, never as clean.
    3. Time is linear in the input and memory bounded, whatever the input.
    4. Evidence is added up; no single clue, and no veto, decides alone.
    5. Nothing found in n rows is a bound on how common it can be, not an absence.
    6. Values leave here only as counts, unless masked examples were asked for.
"""
