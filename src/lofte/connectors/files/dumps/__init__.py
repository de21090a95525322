"""SQL dumps as tables: the statements that shape tables, and the rows between them.

Words
    run         rows of one table that follow each other, though in several statements
    shape       what has been learned of a table so far; its keys often come last
    form        which columns the values of a raw row belong to, and how they are written
"""
