"""Personal data in running text and logs, as spans with a confidence and a reason.

    find_spans(text)            spans of a text, in characters
    find(data)                  the same of UTF-8 bytes of any size, as arrays, in bytes
    rows_with_types(texts)      of an Arrow array of texts: which rows hold a type; no finding
                                crosses from one text into the next
    stream(chunks)              of bytes that arrive in pieces, in bounded memory
    count(data)                 how many of each type; can be pickled, for other processes

Rules see bytes as columns of numbers (numpy) and never one candidate at a time; words near
them are found by Vectorscan, or by re2 and re with equal results.
"""

from lofte.discovery.text.bulk import count, find, rows_with_types, stream
from lofte.discovery.text.found import TYPES, Found
from lofte.discovery.text.friendly import find_spans

__all__ = ["TYPES", "Found", "count", "find", "find_spans", "rows_with_types", "stream"]
