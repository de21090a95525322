"""References between fields: declared and inferred ones, what they mean, and what is wrong.

Words
    reference   that values of some columns are rows of another table, or of the same
    key         a column that tells the rows of a table apart, so that others can refer to it
    noun        what a table's rows are called, by its name
    entity      the words of a column's name that speak of a table: `billing address` of
                billing_address_id; what stands before the table's name is the role
    inclusion   that the values of a column stand in a key, beside what chance would give
    coverage    how far up a key's values the column's reach
    proof       values that cannot be met by chance: random ids, sparse numbers
    subject     a table whose rows are people

Invariants
    1. Same facts, same references, in any order of tables.
    2. A column refers to one table at most, unless another column says which.
    3. What is declared is told as it is; what is inferred has a score below 1 and a reason.
"""
