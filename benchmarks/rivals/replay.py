"""Events in time order replayed: which are accepted, and where each demand ends.

The rivals hold five things of a demand (state, base, notice, motive, day of radiation) and judge eight kinds of events by the dates alone. They do NOT check
who acts, the title of a registrar, identity documents, duplicates, channels and proofs of notices, procedures c and d, commissions before a lease,
reactivations, corrections of a radiation, suspensions, the law of other years, late or missing facts: nothing, that is, but what this log can break.
"""

from __future__ import annotations

from typing import Any

import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK = "replay_rivals"
KINDS = ("file", "attest", "notice", "renew", "update", "commission", "lease", "renounce", "lapse")
FILE, ATTEST, NOTICE, RENEW, UPDATE, COMMISSION, LEASE, RENOUNCE, LAPSE = range(len(KINDS))
NONE, REGISTERED, RADIATED = range(3)
NEVER = np.datetime64("2200-01-01")


def log(demands: int, seed: int = 20140930) -> dict[str, Any]:
    """Lives of demands as benchmarks/national_data.hpp makes them: about 6.7 events a demand, in order of entry."""
    random = np.random.default_rng(seed)
    every = np.arange(demands, dtype=np.uint32)
    base = np.datetime64("2018-01-01") + random.integers(0, 1826, demands)
    rows: list[tuple[Any, int, Any]] = [(every, FILE, base), (every, ATTEST, base + 14)]
    some = random.integers(0, 100, demands) < 6
    rows.append((every[some], UPDATE, base[some] + 20))
    years = random.integers(1, 3, demands)
    for year in (1, 2):
        held = years >= year
        rows.append((every[held], NOTICE, base[held] + 290))
        base = np.where(held, base + random.integers(320, 360, demands), base)
        rows.append((every[held], RENEW, base[held]))
    end = random.integers(0, 100, demands)
    for chosen, act, after in ((end < 20, COMMISSION, 100), (end < 20, LEASE, 120), ((end >= 20) & (end < 25), RENOUNCE, 50), ((end >= 25) & (end < 83), NOTICE, 290),
                               ((end >= 25) & (end < 70), LAPSE, 400), ((end >= 70) & (end < 83), LAPSE, 370)):  # fmt: skip
        rows.append((every[chosen], act, base[chosen] + after))
    demand = np.concatenate([row[0] for row in rows])
    act = np.repeat(np.array([row[1] for row in rows], np.uint32), [len(row[0]) for row in rows])
    day = np.concatenate([row[2] for row in rows])
    order = np.argsort(day, kind="stable")
    return {"demand": demand[order], "act": act[order], "day": day[order]}


def months_after(day: Any, count: int) -> Any:
    month = day.astype("datetime64[M]")
    first, length = (month + count).astype("datetime64[D]"), (month + count + 1).astype("datetime64[D]") - (month + count).astype("datetime64[D]")
    return first + np.minimum(day - month.astype("datetime64[D]"), length - 1)


def by_numpy(rows: dict[str, Any], demands: int) -> dict[str, Any]:
    """The rows put by demand by a stable sort; then the first row of every demand at once, the second of every demand, and so on."""
    order = np.argsort(rows["demand"], kind="stable")
    demand, act, day = rows["demand"][order], rows["act"][order], rows["day"][order]
    starts = np.searchsorted(demand, np.arange(demands))
    counts = np.append(starts[1:], len(demand)) - starts
    state, base, notice = np.zeros(demands, np.uint8), np.full(demands, NEVER), np.full(demands, NEVER)
    accepted = np.zeros(len(demand), bool)
    for step in range(int(counts.max(initial=0))):
        of = np.flatnonzero(counts > step)
        at = starts[of] + step
        what, on = act[at], day[at]
        now, from_, noted = state[of], base[of], notice[of]
        fine = np.where(what == FILE, now == NONE, (now == REGISTERED) & (on >= from_))
        fine &= (what != NOTICE) | (on > from_)
        lapses = np.flatnonzero(what == LAPSE)
        late = (months_after(from_[lapses], 13) <= on[lapses]) & (noted[lapses] != NEVER)
        late[late] &= months_after(noted[lapses][late], 1) <= on[lapses][late]
        fine[lapses] &= late
        accepted[at] = fine
        done, what, on = of[fine], what[fine], on[fine]
        begins = (what == FILE) | (what == RENEW)
        base[done[begins]] = on[begins]
        notice[done[begins]] = NEVER
        tells = what == NOTICE
        notice[done[tells]] = np.minimum(notice[done[tells]], on[tells])
        state[done[what == FILE]] = REGISTERED
        state[done[(what == LEASE) | (what == RENOUNCE) | (what == LAPSE)]] = RADIATED
    given = np.empty(len(accepted), bool)
    given[order] = accepted
    return {"accepted": given, "state": state, "base": base}


def by_pandas(rows: dict[str, Any], demands: int) -> dict[str, Any]:
    """Ranks by cumcount, then the same steps on frames joined by demand."""
    import pandas as pd

    events = pd.DataFrame(rows)
    events["rank"] = events.groupby("demand").cumcount()
    held = pd.DataFrame({"state": np.zeros(demands, np.uint8), "base": NEVER, "notice": NEVER})
    accepted = pd.Series(False, index=events.index)
    for _, some in events.groupby("rank"):
        joined = some.join(held, on="demand")
        what, on = joined["act"], joined["day"]
        fine = ((what == FILE) & (joined["state"] == NONE)) | ((what != FILE) & (joined["state"] == REGISTERED) & (on >= joined["base"]))
        fine &= (what != NOTICE) | (on > joined["base"])
        lapses = joined[what == LAPSE]
        late = (lapses["base"] + pd.DateOffset(months=13) <= lapses["day"]) & (lapses["notice"] + pd.DateOffset(months=1) <= lapses["day"])
        fine[lapses.index] &= late
        accepted[joined.index] = fine
        good = joined[fine]
        begins = good[(good["act"] == FILE) | (good["act"] == RENEW)]
        held.loc[begins["demand"], "base"] = begins["day"].to_numpy()
        held.loc[begins["demand"], "notice"] = NEVER
        held.loc[begins["demand"], "state"] = np.uint8(REGISTERED)
        tells = good[good["act"] == NOTICE]
        held.loc[tells["demand"], "notice"] = np.minimum(tells["notice"].to_numpy(), tells["day"].to_numpy())
        held.loc[good.loc[good["act"].isin([LEASE, RENOUNCE, LAPSE]), "demand"], "state"] = np.uint8(RADIATED)
    return {"accepted": accepted.to_numpy(), "state": held["state"].to_numpy(), "base": held["base"].to_numpy()}


def by_python(rows: list[tuple[int, int, Any]]) -> list[bool]:
    """One dictionary of demands, row after row."""
    import deadlines

    held: dict[int, list[Any]] = {}
    accepted = []
    for demand, act, day in rows:
        one = held.get(demand)
        if one is None:
            fine = act == FILE
            if fine:
                held[demand] = [REGISTERED, day, None]
            accepted.append(fine)
            continue
        state, base, notice = one
        fine = act != FILE and state == REGISTERED and day >= base
        if fine and act == NOTICE:
            fine = day > base
            if fine and (notice is None or day < notice):
                one[2] = day
        elif fine and act == RENEW:
            one[1], one[2] = day, None
        elif fine and act == LAPSE:
            fine = notice is not None and day >= deadlines.clamped(base.year, base.month + 12, base.day)
            fine = fine and day >= deadlines.clamped(notice.year, notice.month, notice.day)
            if fine:
                one[0] = RADIATED
        elif fine and act in (LEASE, RENOUNCE):
            one[0] = RADIATED
        accepted.append(fine)
    return accepted


def acts() -> list[Any]:
    """The acts of the log, complete: their days are those of the rows."""
    import sne

    def act(kind: str, actor: str, **facts: Any) -> Any:
        return sne.Event(kind, actor=actor, effective="2018-01-01", recorded="2018-01-01", **facts)

    return [
        act("file", "lessor", actor_id="G1104", territory="059", channel="counter", form=True, identity="identity", nationality="french", authorised=True, duplicate="none"),
        act("attest", "system"),
        act("notice", "manager", actor_id="GT059", channel="post_email", content=True, proof=True),
        act("renew", "lessor", actor_id="G1104", channel="counter", by="applicant", complete=True),
        act("update", "applicant"),
        act("commission", "lessor", actor_id="G1104", decision="allocation", rpls="5900012345"),
        act("radiate", "lessor", actor_id="G1104", motive="a", lease=True, rpls="5900012345"),
        act("radiate", "lessor", actor_id="G1104", motive="b", written=True, by="applicant"),
        act("radiate", "system", motive="e"),
    ]


def main() -> None:
    given = measure.arguments(__doc__, 3_000_000)
    race = measure.Race("replay", given.rounds, ["numpy", "pandas", "pyarrow"])
    import pyarrow as pa

    demands = max(given.rows * 3 // 20, 100)
    rows = log(demands)
    count = len(rows["demand"])
    race.add(TASK, "numpy", count, lambda: by_numpy(rows, demands), "by a stable sort, then step by step; eight kinds, dates alone")

    def our_way() -> None:
        from sne import columns

        held = pa.table({"demand": pa.array(rows["demand"]), "act": pa.array(rows["act"]), "effective": pa.array(rows["day"]), "recorded": pa.array(rows["day"])})
        listed = acts()
        race.add(TASK, measure.US, count, lambda: columns.replay(held, listed, demands=demands, threads=1), "every check")

    def pandas_way() -> None:
        few = {name: values[rows["demand"] < demands // 5] for name, values in rows.items()}
        race.add(TASK, "pandas", len(few["demand"]), lambda: by_pandas(few, demands // 5), "the same steps, on frames")

    def python_way() -> None:
        chosen = rows["demand"] < demands // 5
        few = list(zip(*(values[chosen].tolist() for values in rows.values()), strict=True))
        race.add(TASK, "python", len(few), lambda: by_python(few), "a dictionary of demands")

    for who, way in ((measure.US, our_way), ("pandas", pandas_way), ("python", python_way)):
        race.attempt(TASK, who, way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done, rows["demand"], demands))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender], demand: Any, demands: int) -> None:
    right = done[f"{TASK}/numpy"].answer["accepted"]
    chosen = demand < demands // 5
    for who in ("pandas", "python"):
        if f"{TASK}/{who}" in done:
            answer = done[f"{TASK}/{who}"].answer
            answer = np.asarray(answer["accepted"] if who == "pandas" else answer)
            race.agree(TASK, who, len(answer), (answer != right[chosen]).sum(), "rows accepted, against NumPy")
    if f"{TASK}/{measure.US}" in done:
        status = np.asarray(done[f"{TASK}/{measure.US}"].answer.status)
        race.agree(TASK, "numpy", len(right), ((status == 0) != right).sum(), "rows accepted, against this library")


if __name__ == "__main__":
    main()
