"""Scanning sources: divided into parts, read and judged by several processes, told as a report.

Words
    part        a partition of a source, with its number among all that are scanned
    wish        how many rows, drawn by which seed, and whether with masked examples
    finding     what reading a part brings: a verdict, something not scanned, or a raw sample
    gathering   what has been found so far and which parts are left; every engine fills one
    engine      where parts are read: this process, several processes, or a dask cluster

A sample is judged where it was read, so that rows do not travel. Only pieces of one whole are
brought together first. An engine decides where a part is read, and nothing else: the report is
the same for all of them.
"""

from lofte.discovery.scanning.gathering import Engine as Engine
from lofte.discovery.scanning.gathering import Gathering as Gathering
from lofte.discovery.scanning.gathering import Progress as Progress
from lofte.discovery.scanning.gathering import Standing as Standing
from lofte.discovery.scanning.parts import NothingOpened as NothingOpened
from lofte.discovery.scanning.parts import Wish as Wish
from lofte.discovery.scanning.running import scan as scan
