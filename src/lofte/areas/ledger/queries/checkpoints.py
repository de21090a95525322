"""What was signed last. A checkpoint tells of no organisation, and is for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lofte.areas.ledger.models import Checkpoint
from lofte.areas.ledger.queries.memory import trust
from lofte.infra import env
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRow:
    n: int
    size: int
    root: str
    note: str
    """The signed note itself, as a witness keeps it."""
    signed_at: datetime
    vkey: str
    """The signer's public key; empty where this machine does not know it."""


@query
def newest(ctx: Context) -> CheckpointRow:
    """The newest checkpoint; NotFound before the first one is signed."""
    found = Checkpoint.objects.order_by("-n").first()
    if found is None:
        raise NotFound()
    key = trust(env.current().home).key
    return CheckpointRow(
        n=found.n,
        size=found.size,
        root=bytes(found.root).hex(),
        note=found.note,
        signed_at=found.signed_at,
        vkey=key.vkey if key else "",
    )
