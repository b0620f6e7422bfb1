"""Who is in the register: demands, their dates and their years of validity, without any event.

A demand belongs to a cohort (in stock at the start, new in the period, or radiated before it) and has one
exit (a to e) or none. The counts of cohorts and exits are the published ones; everything else is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .bodies import TERRITORIES, Bodies
from .days import Floats, Ints, Mask, add_months, day, draw_days, month_year, next_working
from .targets import Targets, targets

START, END = day("2013-10-01"), day("2014-09-30")
#: The log holds what was recorded until this day, so that late entries of the period are in.
EXTRACTION = day("2014-10-31")
P1_START = day("2010-05-03")
ALUR = day("2014-03-27")
NEVER = day("2099-12-31")

STOCK, NEW, PAST = 0, 1, 2
A, B, C, D, E, STAYS = 0, 1, 2, 3, 4, 5

#: Part of the exits a and b that concern demands already in stock at the start.
_FROM_STOCK = {A: 0.60, B: 0.65, C: 1.0, D: 1.0, E: 1.0}
_PAST_SIZE = 6000
_PAST_EXITS = {E: 0.52, A: 0.40, B: 0.08}
#: Number of renewals of the demands in stock (ancienneté), by exit.
_RENEWALS = {
    E: (0.78, 0.12, 0.045, 0.022, 0.012, 0.008, 0.005, 0.004, 0.002, 0.001, 0.001),
    A: (0.63, 0.19, 0.08, 0.04, 0.022, 0.013, 0.009, 0.006, 0.005, 0.003, 0.002),
    STAYS: (0.46, 0.23, 0.12, 0.066, 0.04, 0.028, 0.02, 0.014, 0.01, 0.007, 0.005),
}
_RENEWALS_PAST = (0.7, 0.2, 0.1)


@dataclass
class Years:
    """Years of validity (années de validité): a base, and the renewal that ends it (NEVER: none)."""

    demand: Ints
    base: Ints
    renewal: Ints
    revived: Mask
    open: Mask


@dataclass
class Population:
    """One element per demand in every array."""

    targets: Targets
    territory: Ints
    cohort: Ints
    exit: Ints
    registrar: Ints
    first: Ints
    entered: Ints
    base: Ints
    renewals: Ints
    exit_day: Ints
    exit_entered: Ints
    final_base: Ints
    typology: Ints
    free: Mask
    cast: dict[str, Ints] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.territory)

    def take(self, rng: np.random.Generator, name: str, among: Mask, count: int) -> Ints:
        """Give a role to `count` free demands; a demand has at most one role."""
        pool = np.flatnonzero(among & self.free)
        if len(pool) < count:
            raise ValueError(f"scale too small: {name} needs {count} demands, {len(pool)} are free")
        taken = np.sort(rng.choice(pool, size=count, replace=False)).astype(np.int32)
        self.free[taken] = False
        self.cast[name] = taken
        return taken

    def quiet(self) -> tuple[Ints, Ints]:
        """Days of the period in which nothing is planned for the demands that stay."""
        opens = np.maximum(np.maximum(self.final_base, self.entered) + 50, START + 6)
        closes = np.minimum(self.final_base + 285, END - 4)
        stays = self.exit == STAYS
        return opens, np.where(stays, closes, 0).astype(np.int32)


def batch_day(base: Ints) -> Ints:
    """Day of the radiation batch: the first working day from base + 13 months (t+13)."""
    return next_working(add_months(base, 13))


def _counts(scale: float) -> list[tuple[int, int, int, int]]:
    """(territory, cohort, exit, count) of every group."""
    groups = []
    for t, territory in enumerate(TERRITORIES):
        row = targets(scale)["territories"][territory]
        from_stock = {
            e: int(row["radiated"][motive] * _FROM_STOCK[e] + 0.5)
            for e, motive in enumerate(("a", "b", "c", "d", "e"))
        }
        from_new = {e: row["radiated"][m] - from_stock[e] for e, m in enumerate("abcde")}
        from_stock[STAYS] = row["start"] - sum(from_stock.values())
        from_new[STAYS] = row["new"] - sum(from_new.values())
        groups += [(t, STOCK, e, n) for e, n in from_stock.items()]
        groups += [(t, NEW, e, n) for e, n in from_new.items()]
        past = _PAST_SIZE * scale * (0.68, 0.32)[t]
        groups += [(t, PAST, e, int(past * share) + 1) for e, share in _PAST_EXITS.items()]
    return groups


def _span(first: str | int, last: str | int) -> Ints:
    low = day(first) if isinstance(first, str) else first
    high = day(last) if isinstance(last, str) else last
    return np.arange(low, high + 1, dtype=np.int32)


def _wait(rng: np.random.Generator, end: Ints, least: int, mean: float, floor: int) -> Ints:
    """Filing days some time before `end`, never before `floor`."""
    wait = least + rng.exponential(mean, len(end)).astype(np.int32)
    any_wait = least + (rng.random(len(end)) * (end - least - floor)).astype(np.int32)
    filed = next_working(end - np.where(end - wait < floor, any_wait, wait))
    return np.minimum(filed, end - least + 4).astype(np.int32)


def _lag(rng: np.random.Generator, size: int, cap: Ints | int) -> Ints:
    """Delay of entry in the system: most acts are entered on the day."""
    kind = rng.random(size)
    lag = np.where(kind < 0.80, 0, np.where(kind < 0.95, rng.integers(1, 6, size), 0))
    lag = np.where(kind >= 0.95, rng.integers(6, 41, size), lag)
    return np.minimum(lag, cap).astype(np.int32)


class _Draft:
    """The arrays under construction."""

    def __init__(self, rng: np.random.Generator, scale: float) -> None:
        self.rng = rng
        groups = _counts(scale)
        sizes = [n for *_, n in groups]
        self.territory = np.repeat([t for t, *_ in groups], sizes).astype(np.int32)
        self.cohort = np.repeat([c for _, c, *_ in groups], sizes).astype(np.int32)
        self.exit = np.repeat([e for _, _, e, _ in groups], sizes).astype(np.int32)
        self.size = len(self.exit)
        self.base = np.zeros(self.size, dtype=np.int32)
        self.exit_day = np.full(self.size, NEVER, dtype=np.int32)
        self.renewals = np.zeros(self.size, dtype=np.int32)

    def of(self, cohort: int, exit_: int) -> Mask:
        mask: Mask = (self.cohort == cohort) & (self.exit == exit_)
        return mask

    def bases(self) -> None:
        """Last base known at the start, and exit days."""
        rng = self.rng
        for exit_ in (A, B, C, D, E, STAYS):
            for cohort, draw in ((STOCK, self._stock), (NEW, self._new), (PAST, self._past)):
                mask = self.of(cohort, exit_)
                count = int(mask.sum())
                if count:
                    self.base[mask], self.exit_day[mask] = draw(exit_, count)
                    self.renewals[mask] = self._renewal_counts(rng, cohort, exit_, count)

    def _renewal_counts(
        self, rng: np.random.Generator, cohort: int, exit_: int, count: int
    ) -> Ints:
        if cohort == NEW:
            return np.zeros(count, dtype=np.int32)
        shares = _RENEWALS_PAST if cohort == PAST else _RENEWALS.get(exit_, _RENEWALS[A])
        weight: Floats = np.array(shares) / sum(shares)
        return rng.choice(len(shares), size=count, p=weight).astype(np.int32)

    def _stock(self, exit_: int, count: int) -> tuple[Ints, Ints]:
        days = _span("2012-09-03", START - 1)
        if exit_ == E:
            batch = batch_day(days)
            days = days[(batch >= START) & (batch <= END)]
            base = draw_days(self.rng, days, count)
            return base, batch_day(base)
        base = draw_days(self.rng, days, count, tilt=0.25)
        if exit_ == STAYS:
            return base, np.full(count, NEVER, dtype=np.int32)
        window = _span("2014-02-03", END - 4) if exit_ in (C, D) else _span(START, END)
        return base, draw_days(self.rng, window, count, tilt=-0.15)

    def _new(self, exit_: int, count: int) -> tuple[Ints, Ints]:
        if exit_ == STAYS:
            filed = draw_days(self.rng, _span(START, END), count, tilt=0.2)
            return filed, np.full(count, NEVER, dtype=np.int32)
        least, mean = (25, 95.0) if exit_ == A else (9, 110.0)
        exits = draw_days(self.rng, _span(START + 34, END), count, tilt=0.5)
        return _wait(self.rng, exits, least, mean, START), exits

    def _past(self, exit_: int, count: int) -> tuple[Ints, Ints]:
        if exit_ == E:
            days = _span("2010-06-15", "2012-08-24")
            base = draw_days(self.rng, days, count)
            return base, batch_day(base)
        exits = draw_days(self.rng, _span("2011-07-01", START - 4), count)
        return next_working(exits - self.rng.integers(60, 300, count)), exits


def _interval(rng: np.random.Generator, size: int) -> Ints:
    """Days between two renewals: most near the anniversary, some early, some late."""
    kind = rng.random(size)
    usual = rng.triangular(312, 352, 366, size)
    late = rng.integers(367, 387, size)
    early = rng.integers(240, 303, size)
    return np.where(kind < 0.80, usual, np.where(kind < 0.94, late, early)).astype(np.int32)


def _past_years(
    rng: np.random.Generator, draft: _Draft, revived: Ints
) -> tuple[list[Years], Ints]:
    """Years that ended by a renewal before the last base, drawn backward; and the first base."""
    current = draft.base.copy()
    years = []
    is_revived = np.zeros(draft.size, dtype=bool)
    is_revived[revived] = True
    for turn in range(1, int(draft.renewals.max()) + 1):
        who = np.flatnonzero(draft.renewals >= turn).astype(np.int32)
        interval = _interval(rng, len(who))
        late = is_revived[who] if turn == 1 else np.zeros(len(who), dtype=bool)
        interval = np.where(late, rng.integers(418, 520, len(who)), interval)
        before = next_working(current[who] - interval)
        closed = np.zeros(len(who), dtype=bool)
        years.append(Years(who, before, current[who], late, closed))
        current[who] = before
    return years, current


def build(rng: np.random.Generator, bodies: Bodies, scale: float) -> tuple[Population, list[Years]]:
    """Draw the population up to the last base before the period; and the years before it."""
    draft = _Draft(rng, scale)
    draft.bases()
    pool = np.flatnonzero(draft.of(STOCK, STAYS) & (draft.renewals >= 1) & (draft.base < START - 30))
    revived = np.sort(rng.choice(pool, size=max(2, int(220 * scale)), replace=False))
    years, first_base = _past_years(rng, draft, revived.astype(np.int32))

    quick = (draft.exit == B) & (draft.cohort == NEW)
    cap = np.where(quick, 0, np.where(draft.exit_day == NEVER, 40, 3))
    lag = _lag(rng, draft.size, np.where(draft.cohort == PAST, 3, cap).astype(np.int32))
    old = first_base < P1_START
    first = np.where(old, np.minimum(next_working(first_base - lag), first_base), first_base)
    entered = np.where(old, first_base, np.minimum(next_working(first_base + lag), EXTRACTION))

    leaves = draft.exit_day < NEVER
    by_act = leaves & (draft.exit <= B) & (draft.cohort == STOCK)
    exit_day = np.where(
        by_act, np.maximum(draft.exit_day, next_working(entered + 14)), draft.exit_day
    ).astype(np.int32)
    population = Population(
        targets=targets(scale),
        territory=draft.territory,
        cohort=draft.cohort,
        exit=draft.exit,
        registrar=bodies.draw_registrar(rng, draft.territory),
        first=first.astype(np.int32),
        entered=entered.astype(np.int32),
        base=draft.base,
        renewals=draft.renewals,
        exit_day=exit_day,
        exit_entered=_exit_entry(rng, draft, exit_day),
        final_base=draft.base.copy(),
        typology=np.zeros(draft.size, dtype=np.int32),
        free=np.ones(draft.size, dtype=bool),
    )
    population.typology = _typologies(rng, population)
    return population, years


def _exit_entry(rng: np.random.Generator, draft: _Draft, exit_day: Ints) -> Ints:
    """Day on which the exit is entered: late for a part of the leases."""
    kind = rng.random(draft.size)
    lease = np.where(kind < 0.70, rng.integers(0, 11, draft.size), rng.integers(11, 46, draft.size))
    lease = np.where(kind > 0.96, rng.integers(46, 121, draft.size), lease)
    letter = rng.integers(0, 6, draft.size)
    lag = np.where(draft.exit == A, lease, np.where(draft.exit == B, letter, 0))
    latest = np.where(draft.cohort == PAST, START - 1, EXTRACTION)
    entered = np.maximum(np.minimum(next_working(np.minimum(exit_day, END) + lag), latest), exit_day)
    return np.where(exit_day == NEVER, NEVER, entered).astype(np.int32)


def _typologies(rng: np.random.Generator, population: Population) -> Ints:
    """Dwelling wanted: the published shares exactly among the demands that stay, alike elsewhere."""
    counts = np.array(list(population.targets["typology"].values()))
    drawn = rng.choice(len(counts), size=len(population), p=counts / counts.sum())
    stays = population.exit == STAYS
    drawn[stays] = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    return drawn.astype(np.int32)


@dataclass
class Plan:
    """What roles impose on the year of validity that is open at the start of the period."""

    interval: Ints
    notice: Ints
    entry_lag: Ints


NOTICE_USUAL, NOTICE_SOON, NOTICE_LATE, NOTICE_NONE = 0, 1, 2, 3


def plan(population: Population) -> Plan:
    """No constraint yet."""
    size = len(population)
    return Plan(
        np.zeros(size, dtype=np.int32),
        np.zeros(size, dtype=np.int32),
        np.zeros(size, dtype=np.int32),
    )


def coming_years(rng: np.random.Generator, population: Population, imposed: Plan) -> list[Years]:
    """Years from the last base on, drawn forward until the exit or the end of the period."""
    population.final_base = population.base.copy()
    limit = np.where(population.exit == STAYS, END, population.exit_day - 4)
    limit = np.where(population.exit == E, 0, limit)
    who = np.arange(len(population), dtype=np.int32)
    years = []
    turn = 0
    while len(who):
        base = population.final_base[who]
        interval = _interval(rng, len(who))
        if turn == 0:
            interval = np.where(imposed.interval > 0, imposed.interval, interval)
        renewal = next_working(base + interval)
        done = renewal <= limit[who]
        none = np.zeros(len(who), dtype=bool)
        renewal = np.where(done, renewal, NEVER).astype(np.int32)
        years.append(Years(who, base, renewal, none, np.full(len(who), turn == 0)))
        population.final_base[who[done]] = renewal[done]
        who = who[done]
        turn += 1
    return years


def join(years: list[Years]) -> Years:
    """All the years in one."""
    return Years(
        np.concatenate([y.demand for y in years]),
        np.concatenate([y.base for y in years]),
        np.concatenate([y.renewal for y in years]),
        np.concatenate([y.revived for y in years]),
        np.concatenate([y.open for y in years]),
    )


def numbers(population: Population, bodies: Bodies) -> list[str]:
    """Unique numbers (numéros uniques): territory, month and year of deposit, sequence, registrar."""
    month, year = month_year(population.first)
    group = population.territory * 100_000 + year * 100 + month
    order = np.lexsort((population.entered, group))
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    sequence = np.empty(len(order), dtype=np.int32)
    sequence[order] = rank + 1
    return write_numbers(population.territory, population.first, sequence, population.registrar, bodies)


def write_numbers(
    territory: Ints, first: Ints, sequence: Ints, registrar: Ints, bodies: Bodies
) -> list[str]:
    """The 18 characters of each number."""
    month, year = month_year(first)
    rows = zip(
        territory.tolist(), month.tolist(), year.tolist(), sequence.tolist(), registrar.tolist(),
        strict=True,
    )
    return [
        f"{TERRITORIES[t]}{m:02d}{y % 100:02d}{s:06d}{bodies.names[r]}" for t, m, y, s, r in rows
    ]
