"""Files of every kind as sources of samples: tables, documents, texts, archives, SQL dumps.

Words
    origin     where the bytes of one file lie: a path, or a URL of an object store
    stream     the bytes of one part from front to back, unpacked, with a look at its head
    feed       a stream of which the next stretch is in memory
    window     some whole rows of a stream that are in memory at one time
    cut        where the rows of a window begin and end
    drawing    the rows of one table with the lowest ranks so far
    task       what is asked of a part: which rows, by which seed, under which name

Invariants
    1. A row's rank depends on its position in its table and on the seed, on nothing else.
    2. A row not drawn is counted and never taken apart.
    3. Memory does not grow with the input, where not every row is asked for.
    4. What cannot be read comes as `NotScanned`; what was read before it counts.
"""
