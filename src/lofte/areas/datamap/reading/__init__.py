"""Talking to systems: scanning one, reading one person's rows, and opening one for writing.

Outside any transaction of ours, for somebody else's database may take its time,
and no lock or snapshot of ours should wait for it.
"""

from lofte.areas.datamap.reading.opening import opened_for_writing
from lofte.areas.datamap.reading.persons import person_rows
from lofte.areas.datamap.reading.relating import relate_systems
from lofte.areas.datamap.reading.scanning import scan_system, scan_through

__all__ = ["opened_for_writing", "person_rows", "relate_systems", "scan_system", "scan_through"]
