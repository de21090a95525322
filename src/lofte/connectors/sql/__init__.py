"""What every SQL database has in common: statements, reading, sampling, scanning, writing.

SQLAlchemy's dialects write the statements. A database of its own kind adds how it is opened,
how its catalogue is read, what its errors mean, and what it can do better.
"""
