"""Columnar builder of an event log (journal des événements): blocks of events, then one Arrow table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from .days import Ints

YES_NO = ("no", "yes")

#: Closed vocabularies of the contract (docs/events.md, section 1). The position is the code.
VOCABULARY: dict[str, tuple[str, ...]] = {
    "event": (
        "file", "validate", "refuse_draft", "attest", "seize_prefect", "notice", "renew", "update",
        "inquire", "warn", "answer", "commission", "offer", "radiate", "reactivate",
        "cancel_radiation", "requalify", "substitute", "report_death", "erase",
    ),
    "motive": ("a", "b", "c", "d", "e", "f"),
    "actor": (
        "applicant", "co_holder", "third_party", "lessor", "state_service", "local_authority",
        "employer", "action_logement", "siao", "public_counter", "manager", "particular_system",
        "prefect", "system",
    ),
    "territory": ("059", "062"),
    "channel": (
        "counter", "online", "ex_officio", "post", "registered", "email", "post_email", "other",
    ),
    "form": YES_NO,
    "identity": ("none", "unreadable", "identity", "stay"),
    "nationality": ("french", "eu", "other"),
    "legal_person": YES_NO,
    "authorised": YES_NO,
    "employment": ("employee", "contributing", "none"),
    "duplicate": ("none", "same_territory", "co_holder"),
    "formal_notice": YES_NO,
    "mentioned": YES_NO,
    "couple": ("married", "pacs", "cohabiting", "co_tenant"),
    "first_live": YES_NO,
    "proof": YES_NO,
    "content": YES_NO,
    "by": ("applicant", "co_holder", "mandated", "third_party"),
    "complete": YES_NO,
    "origin": ("applicant", "documents", "validated", "registrar"),
    "changes": ("initial_date", "number", "validity"),
    "wants_post": YES_NO,
    "accepts_email": YES_NO,
    "email_known": YES_NO,
    "ground": ("identity", "duplicate", "income", "stay", "other", "attestation", "documents"),
    "decision": ("allocation", "ranked", "conditional", "non_allocation", "irrecevability"),
    "response": ("accepted", "refused", "silent"),
    "lease": YES_NO,
    "intermediary": YES_NO,
    "described": YES_NO,
    "written": YES_NO,
    "informed": YES_NO,
    "national": YES_NO,
    "received": YES_NO,
    "reason": YES_NO,
    "substitute": ("co_holder", "mentioned", "other"),
    "cause": ("separation", "death"),
    "typology": ("C", "T1", "T2", "T3", "T4", "T5", "T6P"),
}

OPEN_TEXT = ("demand", "actor_id", "person", "co_holder", "number", "rpls")
DATES = ("effective", "recorded", "reference", "separated", "first_initial", "delivered")

#: Every column of the contract, in its order.
COLUMNS: tuple[str, ...] = (
    "demand", "event", "motive", "effective", "recorded", "actor", "actor_id", "territory",
    "person", "co_holder", "number", "channel", "form", "identity", "nationality", "legal_person",
    "authorised", "employment", "duplicate", "reference", "formal_notice", "separated",
    "first_initial", "mentioned", "couple", "first_live", "delivered", "proof", "content", "by",
    "complete", "origin", "changes", "wants_post", "accepts_email", "email_known", "ground",
    "decision", "response", "lease", "intermediary", "rpls", "described", "written", "informed",
    "national", "sources", "received", "reason", "substitute", "cause", "typology",
)

_TEXT = pa.dictionary(pa.int32(), pa.string())

#: Arrow schema of the log: text is dictionary-encoded, dates are date32, an empty cell is null.
SCHEMA = pa.schema(
    [
        pa.field(
            name,
            pa.date32() if name in DATES else pa.int32() if name == "sources" else _TEXT,
            nullable=name not in ("demand", "event", "effective", "recorded", "actor"),
        )
        for name in COLUMNS
    ]
)

#: Dates and counts have no free integer to say "not known": this one is never a day of the log.
UNKNOWN_DAY = np.iinfo(np.int32).min
NO_TEXT = -1

_CODES = {name: {text: i for i, text in enumerate(words)} for name, words in VOCABULARY.items()}

Fact = str | int | Ints


def code(column: str, text: str) -> int:
    """Code of a word of a closed vocabulary."""
    return _CODES[column][text]


def codes(column: str, texts: Sequence[str]) -> Ints:
    """Codes of several words, to be indexed by an array of choices."""
    return np.array([code(column, text) for text in texts], dtype=np.int32)


@dataclass
class EventLog:
    """Blocks of events of one kind; facts are words, integers or arrays of codes."""

    _blocks: list[tuple[int, dict[str, Fact]]] = field(default_factory=list)

    def add(self, event: str, demand: Ints, effective: Ints, recorded: Ints, **facts: Fact) -> None:
        """Add a block: one event per element of `demand`."""
        block: dict[str, Fact] = dict(facts)
        block |= {"event": event, "demand": demand, "effective": effective, "recorded": recorded}
        self._blocks.append((len(demand), block))

    def table(
        self,
        rng: np.random.Generator,
        words: Mapping[str, Sequence[str]],
        metadata: Mapping[str, object],
    ) -> pa.Table:
        """The log in order of arrival: by recorded day, but for the few rows that arrive late."""
        recorded = self._column("recorded")
        late = rng.random(len(recorded)) < 0.01
        arrival = recorded + np.where(late, rng.integers(1, 21, len(recorded)), 0)
        order = np.lexsort((rng.random(len(recorded)), arrival)).astype(np.int32)
        arrays = [self._arrow(name, order, words) for name in COLUMNS]
        described = {key: json.dumps(value) for key, value in metadata.items()}
        return pa.Table.from_arrays(arrays, schema=SCHEMA.with_metadata(described))

    def _column(self, name: str) -> Ints:
        empty = UNKNOWN_DAY if name in DATES or name == "sources" else NO_TEXT
        values = np.full(sum(size for size, _ in self._blocks), empty, dtype=np.int32)
        start = 0
        for size, block in self._blocks:
            fact = block.get(name)
            if fact is not None:
                values[start : start + size] = code(name, fact) if isinstance(fact, str) else fact
            start += size
        return values

    def _arrow(self, name: str, order: Ints, words: Mapping[str, Sequence[str]]) -> pa.Array:
        values = self._column(name)[order]
        if name in DATES or name == "sources":
            kind = pa.date32() if name in DATES else pa.int32()
            return pa.array(values, mask=values == UNKNOWN_DAY, type=pa.int32()).cast(kind)
        indices = pa.array(values, mask=values == NO_TEXT, type=pa.int32())
        vocabulary = pa.array(words.get(name, VOCABULARY.get(name, ())), type=pa.string())
        return pa.DictionaryArray.from_arrays(indices, vocabulary)
