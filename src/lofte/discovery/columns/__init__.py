"""Columns of a sample judged: `judge(sample)`.

Each kind of evidence is a module of its own, and none knows the others: what the values look
like (`persons`, `care`, `contacts`, `money`, `devices`, `credentials`, `dates`), what the name
says (`names`), what the column is when it is nobody's (`ordinary`), what stands beside it
(`siblings`). All of them give log-odds, which `weighing` adds.
"""

from lofte.discovery.columns.judging import judge

__all__ = ["judge"]
