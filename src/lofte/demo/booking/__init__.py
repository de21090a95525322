"""A third party's internet booking: a schema nobody planned, and 5,000 invented people in it.

Two businesses share the tables by `business_id`: Salong Silverek (1) and Kliniken
Rönnbacken (2). Nobody here exists: e-mail addresses end in `.example`, telephones come
from the series set aside for fiction, and personal numbers follow the pattern of the
official test numbers.
"""
