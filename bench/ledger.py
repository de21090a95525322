"""The ledger's numbers, on a database of its own with durable commits.

    python bench/ledger.py [--seconds 6] [--entries 300000]

What it must reach: an act with a ledger entry at 0.55 of the speed of one without, at 1 and
at 16 clients, with the sequencer running; 20,000 events a second sequenced; 120,000 entries
a second verified by one process; the proof of an event in a log of 300,000 within 25 ms (p99).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ground import Goal, database, superuser

TENANTS = 100
PROOFS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--entries", type=int, default=300_000)
    parser.add_argument("--write", metavar="TENANT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(UUID(options.write), options.seconds)
        return
    with database():
        goals = [
            *writing(options.seconds),
            *sequencing(options.entries),
            *reading(options.entries),
        ]
    print(*(goal.line() for goal in goals), sep="\n")


def writing(seconds: float) -> Iterator[Goal]:
    """Acts a second, with and without an entry, the sequencer running."""
    superuser().execute(
        "CREATE TABLE bench_act (tenant_id uuid, id uuid PRIMARY KEY, days int);"
        "GRANT ALL ON bench_act TO PUBLIC"
    )
    sequencer = subprocess.Popen([sys.executable, "-m", "lofte", "sequencer"])
    try:
        for clients, tenants in ((1, 1), (16, 16), (16, 1)):
            plain, recorded = acts(clients, tenants, seconds)
            where = f"{clients} clients, {tenants} organisation(s)"
            print(f"  {where}: {plain:,.0f} acts/s without, {recorded:,.0f} with an entry")
            yield Goal(f"act with an entry, {where}", recorded / plain, 0.55, "of without")
    finally:
        sequencer.terminate()
        sequencer.wait()


def acts(clients: int, tenants: int, seconds: float) -> tuple[float, float]:
    from lofte.kernel.ids import new_id

    owners = [new_id() for _ in range(tenants)]
    command = [sys.executable, __file__, "--seconds", str(seconds), "--write"]
    started = [
        subprocess.Popen(
            [*command, str(owners[number % tenants])],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )
        for number in range(clients)
    ]
    for process in started:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    counts = [process.communicate()[0].split() for process in started]
    return tuple(sum(int(count[how]) for count in counts) / seconds for how in (0, 1))  # type: ignore[return-value]


def write(tenant: UUID, seconds: float) -> None:
    """One client: acts without and with an entry, by turns; prints how many of each.

    The turns last half a second and go by the machine's clock, so that all clients do the
    same thing at the same time and whatever else the machine does weighs on both alike.
    """
    import django

    django.setup()
    hows = (acting(tenant, recorded=False), acting(tenant, recorded=True))
    for act in hows:
        act(0)
    print("ready", flush=True)
    sys.stdin.readline()
    counts, end = [0, 0], time.monotonic() + 2 * seconds
    while (now := time.monotonic()) < end:
        how = int(2 * now) % 2
        hows[how](counts[how])
        counts[how] += 1
    print(*counts)


def acting(tenant: UUID, *, recorded: bool) -> Any:
    from django.db import connection

    from lofte.areas.ledger import steps
    from lofte.areas.ledger.events import WordsErased
    from lofte.infra.tenancy import action
    from lofte.kernel.context import SYSTEM, Context, TenantId
    from lofte.kernel.ids import new_id

    ctx = Context(tenant=TenantId(tenant), actor=SYSTEM, now=datetime.now(UTC))

    @action
    def act(ctx: Context, days: int) -> None:
        made = new_id()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_act VALUES (%s, %s, %s)", [tenant, made, days])
        if recorded:
            steps.record(ctx, WordsErased(events=(made,)), subject=f"act:{made}")

    return lambda days: act(ctx, days)


def sequencing(entries: int) -> Iterator[Goal]:
    from lofte.kernel.ids import new_id

    for tenants, count in ((TENANTS, entries // 3), (1, entries)):
        fill([new_id() for _ in range(tenants)], count)
        rate = count / timed(drain)
        yield Goal(f"sequencing, {tenants} organisation(s)", rate, 20_000, "events/s")


def fill(tenants: list[UUID], count: int) -> None:
    from lofte.areas.ledger.rules.envelopes import Envelope
    from lofte.areas.ledger.rules.refusals import INBOX_KEY, inbox_mac
    from lofte.infra import secrets
    from lofte.kernel.ids import new_id

    key, now, actor = secrets.derive(INBOX_KEY), datetime.now(UTC), new_id()
    columns = "tenant_id, event_id, kind, subject, envelope, mac"
    with (
        superuser() as connection,
        connection.cursor().copy(f"COPY ledger_inbox ({columns}) FROM STDIN") as copy,
    ):
        for number in range(count):
            tenant, event = tenants[number % len(tenants)], new_id()
            kind, subject = "requests.RequestClosed", f"request:{new_id()}"
            envelope = Envelope(
                id=event, tenant=tenant, actor=actor, at=now, kind=kind, subject=subject,
                facts={"days": number, "outcome": "granted"},
            ).encode()  # fmt: skip
            copy.write_row((tenant, event, kind, subject, envelope, inbox_mac(key, envelope)))


def drain() -> None:
    from lofte.areas.ledger.queries.stored import connect_as
    from lofte.areas.ledger.workers.sequencing import move

    with connect_as("sequencer", program="bench") as connection:
        while move(connection):
            pass


def timed(act: Any) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def reading(entries: int) -> Iterator[Goal]:
    from lofte.areas.ledger.queries.memory import trust
    from lofte.areas.ledger.queries.stored import connect_as
    from lofte.areas.ledger.queries.verification import verify_everything
    from lofte.areas.ledger.workers.publishing import publish
    from lofte.areas.ledger.workers.signing import Signer
    from lofte.infra import env

    home = env.current().home
    superuser().execute("VACUUM ANALYZE")
    with connect_as("sequencer", program="bench") as connection:
        publish(connection, Signer(home, address="https://bench.example"))
        start, cpu = time.perf_counter(), time.process_time()
        report = verify_everything(connection, trust(home))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    assert report.holds, report.faults[:3]
    gone_through = f"{report.entries:,} entries, {report.checkpoints} checkpoints"
    print(f"  verified {gone_through} in {seconds:.1f} s, {cpu:.1f} s of its own CPU")
    yield Goal("verification of everything", report.entries / seconds, 120_000, "entries/s")
    yield from proving(entries)


def proving(entries: int) -> Iterator[Goal]:
    from lofte.areas.ledger.queries.proving import proof_of
    from lofte.kernel.context import SYSTEM, Context, TenantId

    tenant, events = superuser().execute(
        "SELECT tenant_id, (SELECT array_agg(event_id) FROM ledger_entry e "
        "WHERE e.tenant_id = h.tenant_id) FROM ledger_head h WHERE size = %s", [entries]
    ).fetchone()  # fmt: skip
    ctx = Context(tenant=TenantId(tenant), actor=SYSTEM, now=datetime.now(UTC))
    chosen = random.Random(7).sample(events, PROOFS)
    proof_of(ctx, event=chosen[0])
    taken = sorted(timed(lambda event=event: proof_of(ctx, event=event)) for event in chosen)
    print(f"  proof p50 {taken[PROOFS // 2] * 1000:.1f} ms")
    p99 = taken[PROOFS * 99 // 100] * 1000
    yield Goal(f"proof from a log of {entries:,}, p99", p99, 25, "ms", most=True)


if __name__ == "__main__":
    main()
