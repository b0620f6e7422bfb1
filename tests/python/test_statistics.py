"""Tables of stock and flow from columns, against the same counted day by day in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import sne
from sne import statistics

FIRST = date(2022, 11, 20)
MOTIVES = ("a", "b", "c", "d", "e", "f")
TERRITORIES = ("059", "062", "111", None)
TYPOLOGIES = ("T1", "T2", "T6P", None)


def pylist(table: Any, name: str) -> list[Any]:
    values: list[Any] = pa.array(table[name]).to_pylist()
    return values


def days(texts: list[str | None]) -> list[date | None]:
    return [None if text is None else date.fromisoformat(text) for text in texts]


class Register:
    """Random demands and their stays, few days apart."""

    def __init__(self, seed: int, demands: int = 60) -> None:
        rng = random.Random(seed)
        self.stays: list[dict[str, Any]] = []
        self.demands: dict[str, list[Any]] = {
            "territory": [rng.choice(TERRITORIES) for _ in range(demands)],
            "typology": [rng.choice(TYPOLOGIES) for _ in range(demands)],
            "size": [rng.choice((1, 2, 3, None)) for _ in range(demands)],
            "legal_person": [rng.random() < 0.2 for _ in range(demands)],
            "seniority": [],
        }
        for demand in range(demands):
            day = FIRST + timedelta(rng.randrange(500))
            self.demands["seniority"].append(day - timedelta(rng.randrange(2000)))
            for i in range(rng.randrange(1, 4)):
                until = day + timedelta(rng.randrange(150)) if rng.random() < 0.7 else None
                exit_ = rng.choice((*MOTIVES, "erased")) if until else "none"
                self.stays.append({"demand": demand, "from": day, "until": until, "entry": "revived" if i else "new", "exit": exit_})
                if until is None:
                    break
                day = until + timedelta(rng.randrange(60))

    def columns(self) -> dict[str, list[Any]]:
        return {name: [stay[name] for stay in self.stays] for name in ("demand", "from", "until", "entry", "exit")}

    def groups(self, stay: dict[str, Any], by: list[str]) -> tuple[Any, ...]:
        return tuple(self.demands[name][stay["demand"]] for name in by)


def in_stock(stay: dict[str, Any], day: date) -> bool:
    return stay["from"] <= day and (stay["until"] is None or day < stay["until"])


def flow_by_hand(register: Register, first: date, last: date, by: list[str], population: str) -> dict[tuple[Any, ...], Counter[str]]:
    """What moved on each day of the period, one day at a time."""
    lines: dict[tuple[Any, ...], Counter[str]] = {}
    for stay in register.stays:
        if population != "both" and register.demands["legal_person"][stay["demand"]] != (population == "associations"):
            continue
        line = lines.setdefault(register.groups(stay, by), Counter())
        line["start"] += in_stock(stay, first - timedelta(1))
        line["end"] += in_stock(stay, last)
        day = first
        while day <= last:
            line[stay["entry"]] += stay["from"] == day
            line["erased" if stay["exit"] == "erased" else f"radiated_{stay['exit']}"] += stay["until"] == day
            day += timedelta(1)
    return {group: +line for group, line in lines.items() if +line}


def lines_of(table: Any, by: list[str], population: str) -> dict[tuple[Any, ...], Counter[str]]:
    counted = ("start", "new", "revived", *(f"radiated_{motive}" for motive in MOTIVES), "erased", "end")
    columns = {name: pylist(table, name) for name in table.column_names}
    assert set(columns["gap"]) <= {0} and set(columns["at_fault"]) <= {0}
    rows = range(len(table))
    group = {row: tuple(columns[name][row] for name in by) for row in rows}
    return {group[row]: +Counter({name: columns[name][row] for name in counted}) for row in rows if columns["population"][row] == population}


def as_text(groups: dict[tuple[Any, ...], Any]) -> dict[tuple[Any, ...], Any]:
    """Names of lines are texts, whatever the column holds."""
    return {tuple(None if code is None else str(code) for code in group): line for group, line in groups.items()}


@pytest.mark.parametrize("seed", range(12))
def test_stock_and_flow_is_what_each_day_tells(seed: int) -> None:
    register = Register(seed)
    rng = random.Random(seed)
    first = FIRST + timedelta(rng.randrange(400))
    last = first + timedelta(rng.randrange(90))
    for by in ([], ["territory"], ["territory", "size"]):
        for population in ("persons", "associations", "both"):
            table = statistics.stock_and_flow(register.columns(), register.demands, population=population, first_day=first, last_day=last, by=by)
            expected = as_text(flow_by_hand(register, first, last, by, population))
            assert {group: line for group, line in lines_of(table, by, population).items() if line} == expected


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_what_each_day_tells(seed: int) -> None:
    register = Register(seed)
    stays = statistics.check(register.columns(), register.demands)
    assert len(stays) == len(register.stays) and len(stays.faults) == 0
    first, last = FIRST + timedelta(200), FIRST + timedelta(330)
    persons = [stay for stay in register.stays if not register.demands["legal_person"][stay["demand"]]]
    on = statistics.stock(stays, register.demands, population="persons", on=last, by="typology")
    assert counted(on, "typology") == Counter(register.demands["typology"][s["demand"]] for s in persons if in_stock(s, last))
    left = statistics.satisfied(stays, register.demands, population="persons", first_day=first, last_day=last, by="territory")
    leases = [s for s in persons if s["exit"] == "a" and first <= s["until"] <= last]
    assert counted(left, "territory") == Counter(register.demands["territory"][s["demand"]] for s in leases)
    active = statistics.active_one_day(stays, register.demands, population="persons", first_day=first, last_day=last)
    days = [first + timedelta(i) for i in range((last - first).days + 1)]
    assert pylist(active, "count") == [len({s["demand"] for s in persons if any(in_stock(s, day) for day in days)})]
    bands = statistics.stock(stays, register.demands, population="persons", on=last, by=statistics.seniority_bands(register.demands["seniority"], last))
    assert counted(bands, "seniority") == Counter(band(register.demands["seniority"][s["demand"]], last) for s in persons if in_stock(s, last))
    delays = statistics.satisfied(
        stays, register.demands, population="persons", first_day=first, last_day=last, by=statistics.delay_bands(stays, register.demands["seniority"])
    )
    assert counted(delays, "delay") == Counter(band(register.demands["seniority"][s["demand"]], s["until"]) for s in leases)


def counted(table: Any, by: str) -> Counter[Any]:
    return Counter(dict(zip(pylist(table, by), pylist(table, "count"), strict=True)))


def band(since: date, on: date) -> str:
    months = (on.year - since.year) * 12 + on.month - since.month
    last_of_month = (on + timedelta(1)).day == 1
    months -= on.day < since.day and not last_of_month
    return "<1" if months < 12 else "1-2" if months < 24 else "2-3" if months < 36 else "3-5" if months < 60 else ">=5"


def test_every_door_gives_the_same_table() -> None:
    register = Register(3)
    columns = register.columns()
    first, last = date(2023, 1, 1), date(2023, 12, 31)

    def months(stays: Any, demands: Any) -> Any:
        table = statistics.stock_and_flow(stays, demands, population="both", first_day=first, last_day=last, by=["territory"], cut="month")
        return pa.table(table)

    expected = months(columns, register.demands)
    arrow = pa.table(columns)
    assert months(arrow, pa.table(register.demands)).equals(expected)
    chunks = pa.concat_tables([arrow.slice(0, 7), arrow.slice(7, 0), arrow.slice(7)])
    territory = pa.chunked_array([pa.array(register.demands["territory"][:5]), pa.array(register.demands["territory"][5:])])
    assert months(chunks, {**register.demands, "territory": territory.dictionary_encode()}).equals(expected)
    numpy = {**columns, "demand": np.array(columns["demand"], dtype=np.uint32), "from": np.array(columns["from"], dtype="datetime64[D]")}
    assert months(numpy, register.demands).equals(expected)
    order = list(range(len(register.stays)))
    random.Random(1).shuffle(order)
    assert months(arrow.take(order), register.demands).equals(expected)


def test_the_published_table_of_2014() -> None:
    printed = {  # start, new, b, a, d, e, c, end
        "059": (90584, 62683, 938, 27369, 34, 35974, 9, 88943),
        "062": (36996, 35133, 820, 14636, 4, 17737, 7, 38925),
    }
    territory, from_day, until, exits = [], [], [], []
    for code, (start, new, *radiated, _) in printed.items():
        for motive, count in zip("badec", radiated, strict=True):
            territory += [code] * count
            from_day += ["2013-01-01"] * count
            until += ["2014-02-03"] * count
            exits += [motive] * count
        standing = [("2013-09-30", start - sum(radiated)), ("2014-09-30", new)]
        for day, count in standing:
            territory += [code] * count
            from_day += [day] * count
            until += [None] * count
            exits += ["none"] * count
    stays = {
        "demand": np.arange(len(territory), dtype=np.uint32),
        "from": pa.array(from_day).cast(pa.date32()),
        "until": pa.array(until).cast(pa.date32()),
        "entry": pa.array(["new"] * len(territory)),
        "exit": pa.array(exits),
    }
    period = {"population": "persons", "first_day": "2013-10-01", "last_day": "2014-09-30"}
    checked = statistics.check(stays, len(territory))
    table = statistics.stock_and_flow(checked, {"territory": territory}, by="territory", **period).to_numpy()
    for row, (start, new, b, a, d, e, c, end) in enumerate(printed.values()):
        assert [int(table[f"radiated_{motive}"][row]) for motive in "badec"] == [b, a, d, e, c]
        assert (table["start"][row], table["new"][row], table["end"][row]) == (start, new, end)
    region = statistics.stock_and_flow(checked, None, by=statistics.level("region", territory, "2014-09-30"), **period).to_numpy()
    assert (list(region["region"]), region["start"][0], region["new"][0], region["end"][0]) == (["R31"], 127580, 97816, 127868)
    assert statistics.pressure(127868, 42005).fraction == Fraction(127868, 42005)


def test_what_cannot_be_counted_is_said() -> None:
    stays = {
        "demand": [0, 0, 1, 7, 2],
        "from": days(["2024-01-10", "2024-01-20", "2024-01-10", "2024-01-10", "2024-01-10"]),
        "until": days(["2024-02-10", None, "2024-01-09", None, None]),
        "entry": ["new", "revived", "new", "new", "new"],
        "exit": ["a", "none", "b", "none", "lost"],
    }
    demands = {"territory": ["059", "062", "059"], "legal_person": [False, False, None]}
    found, criteria = statistics.faults(stays, demands, population="persons", by="territory")
    assert list(zip(pylist(found, "row"), pylist(found, "fault"), pylist(found, "column"), strict=True)) == [
        (1, "OUT_OF_ORDER", "from"),
        (2, "OUT_OF_ORDER", "until"),
        (3, "BAD_INDEX", "demand"),
        (4, "UNKNOWN_CODE", "exit"),
    ]
    assert len(criteria) == 0
    table = statistics.stock(stays, demands, population="persons", on="2024-01-31")
    assert (pylist(table, "count"), pylist(table, "at_fault")) == ([1], [4])
    whole = {**stays, "exit": ["a", "none", "b", "none", "none"]}
    assert pylist(statistics.faults(whole, demands, population="both")[1], "column") == ["legal_person"]


def test_populations_are_never_added_silently() -> None:
    stays = {"demand": [0, 1, 2], "from": days(["2024-01-10"] * 3), "until": [None] * 3, "entry": ["new"] * 3, "exit": ["none"] * 3}
    demands = {"legal_person": [False, True, False]}
    both = statistics.stock(stays, demands, population="both", on="2024-02-01")
    assert dict(zip(pylist(both, "population"), pylist(both, "count"), strict=True)) == {"persons": 2, "associations": 1, "both": 3}
    with pytest.raises(TypeError):
        statistics.stock(stays, demands, on="2024-02-01")  # type: ignore[call-arg]
    with pytest.raises(sne.FormatError, match="legal_person"):
        statistics.stock(stays, 3, population="both", on="2024-02-01")
    with pytest.raises(sne.FormatError, match="population"):
        statistics.stock(stays, demands, population="everybody", on="2024-02-01")


def test_netting_is_an_option() -> None:
    stays = {
        "demand": [0, 0],
        "from": days(["2023-01-10", "2024-03-20"]),
        "until": days(["2024-03-10", None]),
        "entry": ["new", "revived"],
        "exit": ["e", "none"],
    }
    period = {"population": "persons", "first_day": "2024-01-01", "last_day": "2024-12-31"}
    gross = statistics.stock_and_flow(stays, 1, **period)
    net = statistics.stock_and_flow(stays, 1, revivals="netted", **period)
    assert [pylist(table, name) for table in (gross, net) for name in ("revived", "radiated_e", "end")] == [[1], [1], [1], [0], [0], [1]]


def test_bodies_that_act_are_a_criterion_of_stays() -> None:
    stays = {"demand": [0, 1], "from": days(["2024-01-10"] * 2), "until": days(["2024-02-10"] * 2), "entry": ["new"] * 2, "exit": ["a"] * 2}
    by = statistics.criterion("acting", ["G1104", "G1226"], of_stays=True)
    table = statistics.satisfied(stays, 2, population="persons", first_day="2024-02-01", last_day="2024-02-28", by=by)
    assert pylist(table, "acting") == ["G1104", "G1226"] and pylist(table, "count") == [1, 1]


def test_levels_and_delays() -> None:
    stays = {"demand": [0, 1, 2], "from": days(["2016-01-10"] * 3), "until": [None] * 3, "entry": ["new"] * 3, "exit": ["none"] * 3}
    demands = {"commune": ["59350", "59355", "75113"], "territory": ["059", "059", "111"], "seniority": days(["2015-05-31", "2024-01-01", "2015-05-31"])}
    by_epci = statistics.stock(stays, demands, population="persons", on="2024-05-31", by=statistics.level("epci", demands["commune"], "2024-05-31"))
    assert sorted(pylist(by_epci, "count")) == [1, 2]
    late = statistics.abnormal_delays(stays, demands, population="persons", on="2024-05-31", months={"059": 108})
    assert [pylist(late, name) for name in ("territory", "pending", "beyond", "unknown")] == [["059", "111"], [2, 1], [1, 0], [0, 1]]


def test_measures_are_exact_and_not_compared_across_definitions() -> None:
    assert not statistics.pressure(12, 0).defined and statistics.pressure(12, 0).fraction is None
    assert statistics.pressure(3, 1).compare(statistics.pressure(127868, 42005)) == -1
    assert statistics.pressure(3, 1).compare(statistics.satisfied_share(3, 1, 0)) is None
    assert statistics.typology_imbalance(30, 5, all_pending=100, all_attributions=20).fraction == Fraction(6, 5)
    assert [statistics.under_sru_threshold(n, 100) for n in (199, 200)] == [True, False]
    assert statistics.under_sru_threshold(5, 0) is None
    assert (statistics.target_typology(1), statistics.target_typology(2), statistics.target_typology(2, True)) == ("T1_T2", None, "T3")
    assert {one.id: one.mark for one in statistics.definitions()}["sru_ratio"] == "text"


def test_reports_by_their_codes() -> None:
    register = Register(5)
    marks = {one.code: one.mark for one in statistics.reports()}
    assert marks["TAB01-01"] == marks["TAB03-09"] == "practice" and marks["TAB03-10"] == marks["TAB04-11"] == "convention"
    of_months = statistics.report("TAB02-03", register.columns(), register.demands, first_day="2023-01-01", last_day="2023-12-31")
    assert len(of_months) == 12
    bodies = statistics.report("TAB01-02", register.columns(), register.demands, first_day="2023-01-01", last_day="2023-12-31")
    assert pylist(bodies, "population") == ["associations"]
    by_size = statistics.report("TAB03-04", register.columns(), register.demands, last_day="2023-12-31", by=[statistics.criterion("size", register.demands["size"])])
    assert sum(pylist(by_size, "count")) > 0
    with pytest.raises(KeyError):
        statistics.report("TAB99-01", register.columns(), register.demands, last_day="2023-12-31")
