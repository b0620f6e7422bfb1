"""The demo's event log (journal des événements): Nord and Pas-de-Calais, 2013-10-01 to 2014-09-30.

`generate` writes events and nothing else. A replay that applies the rules finds, from the events alone, the
table published in 2014; a replay that forgets one of them finds another table, because the log also carries
traffic that must be refused (`manifest`).

In the period no radiation is undone by a reactivation: the published table has no such column and closes
without it. What is undone there is void (radiations made in error) and counts nowhere. Reactivations take place
before the period and after it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from . import life, traffic
from .bodies import bodies
from .log import EventLog
from .population import build, coming_years, join, numbers, plan
from .targets import Targets, targets

__all__ = ["SEED", "Targets", "generate", "manifest", "targets", "write"]

SEED = 20141105
SMALLEST_SCALE = 0.01


def generate(seed: int = SEED, scale: float = 1.0) -> pa.Table:
    """The log; with `scale` < 1, a smaller region whose counts are `targets(scale)`."""
    if not SMALLEST_SCALE <= scale <= 1.0:
        raise ValueError(f"scale must lie between {SMALLEST_SCALE} and 1, not {scale}")
    rng = np.random.default_rng(seed)
    actors = bodies()
    population, past_years = build(rng, actors, scale)
    stage = life.Stage(rng, actors, population, EventLog(), scale)

    imposed = plan(population)
    life.cast_lawful(stage, imposed)
    life.settle_entries(stage)
    life.identify(stage)
    traffic.cast_traffic(stage, imposed)
    years = join(past_years + coming_years(rng, population, imposed))

    stage.numbers = numbers(population, actors)
    stage.keys = list(stage.numbers)
    _name_drafts(stage)
    life.file_all(stage, life.update_wishes(stage))
    life.attest(
        stage, np.arange(len(population), dtype=np.int32), population.entered, population.registrar
    )
    life.live_years(stage, years, imposed)
    life.renew_in_error(stage)
    life.leave(stage)
    life.erase_past(stage)
    life.revive_in_october(stage)
    life.quiet_lives(stage)
    refused = traffic.send(stage)
    return stage.log.table(rng, _words(stage), {"sne.demo.manifest": refused})


def _name_drafts(stage: life.Stage) -> None:
    """Online demands are known by a token until they have a number, and keep it as their key."""
    for i, demand in enumerate(stage.population.cast["online"].tolist()):
        stage.keys[demand] = f"WEB-{i + 1:05d}"


def _words(stage: life.Stage) -> dict[str, list[str]]:
    """Open vocabularies of the log."""
    people = _pseudonyms(stage.people)
    return {
        "demand": stage.keys,
        "number": stage.numbers,
        "actor_id": list(stage.bodies.names),
        "person": people,
        "co_holder": people,
        "rpls": stage.dwellings,
    }


def _pseudonyms(count: int) -> list[str]:
    """Keys that say nothing: an odd multiplier permutes the 32-bit integers."""
    scattered = (np.arange(count, dtype=np.uint64) * 2_654_435_761 + 97) % 2**32
    return [f"{value:08x}" for value in scattered.tolist()]


def manifest(table: pa.Table) -> dict[str, traffic.Kind]:
    """Kinds of refused events of a log: reason, column of the table at stake, rows."""
    counted: dict[str, traffic.Kind] = json.loads(table.schema.metadata[b"sne.demo.manifest"])
    return counted


def write(path: str | Path, table: pa.Table | None = None) -> Path:
    """Write the log as Parquet (zstd, dictionary-encoded text)."""
    target = Path(path)
    log = generate() if table is None else table
    pq.write_table(log, target, compression="zstd", use_dictionary=True, row_group_size=262_144)
    return target
