"""The tables of the data map."""

from lofte.areas.datamap.models.fields import (
    FieldDecision,
    FieldVerdict,
    SeenField,
    SeenTable,
    Snapshot,
)
from lofte.areas.datamap.models.references import Reference, ReferenceDecision
from lofte.areas.datamap.models.systems import Identity, Scan, System, TableRelation

__all__ = [
    "FieldDecision",
    "FieldVerdict",
    "Identity",
    "Reference",
    "ReferenceDecision",
    "Scan",
    "SeenField",
    "SeenTable",
    "Snapshot",
    "System",
    "TableRelation",
]
