"""The map as a document: what is where about whom, by which references, kept in git.

Words
    map         systems, their datasets, their fields, and the references between them
    dataset     a table, a file or a collection; its fields may lie inside one another (a.b)
    guess       what was found by rule, with a score and a reason; never what a person said
    decided     what a person wrote or left standing with `guessed: false`; no scan changes it

Invariants
    1. Reading what was written, and writing it again, changes no character.
    2. The same map is written in the same order, whatever order it was made in.
    3. A decision stands over every later scan.
    4. What cannot be read is refused with its line, and nothing is guessed about it.
"""
