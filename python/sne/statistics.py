"""Statistics of social housing demand (statistiques de la demande): stock and flow, stock by criteria, satisfied demands, pressure.

>>> from datetime import date
>>> from sne import statistics
>>> stays = {"demand": [0, 1], "from": [date(2024, 1, 10), date(2024, 1, 12)], "until": [date(2024, 2, 1), None],
...          "entry": ["new", "new"], "exit": ["a", "none"]}
>>> demands = {"territory": ["059", "062"]}
>>> table = statistics.stock_and_flow(stays, demands, population="persons", first_day="2024-01-01", last_day="2024-03-31", by=["territory"])
>>> table["territory"].to_numpy().tolist(), table["new"].to_numpy().tolist(), table["end"].to_numpy().tolist()
(['059', '062'], [1, 1], [0, 1])

Columns are whatever `sne.columns` takes. `stays` has `demand`, `from`, `until`, `entry`, `exit`: the stays that a replay gives, or a `CheckedStays`
made once by `check`. `demands` has a row a demand, its columns being the criteria, and `legal_person` where associations are among them.

`population` is always said: 'persons', 'associations', or 'both', which gives three lines, each under its name. A stay that cannot be counted is
never dropped silently: `at_fault` says how many there are, `faults` which. A missing value is a line of its own, without a name. Lines where nothing is
counted are left out. Definitions, sources and misuses: docs/statistics.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from sne import _core
from sne._core import CheckedStays, LawBook, Measured, target_typology, under_sru_threshold

if TYPE_CHECKING:
    from sne._core import Table

__all__ = [
    "CheckedStays",
    "Criterion",
    "Definition",
    "Measured",
    "Report",
    "abnormal_delays",
    "active_one_day",
    "attribution_rate",
    "check",
    "criterion",
    "definitions",
    "delay_bands",
    "drihl_bands",
    "faults",
    "level",
    "pressure",
    "report",
    "reports",
    "satisfied",
    "satisfied_share",
    "seniority_bands",
    "stock",
    "stock_and_flow",
    "target_typology",
    "typology_imbalance",
    "under_sru_threshold",
]

Day = date | str

#: Upper limits, in months, of the bands of seniority that DRIHL publishes (tranches d'ancienneté): under 1 year, 1 to 2, 2 to 3, 3 to 5, 5 and more.
drihl_bands: tuple[int, ...] = _core.drihl_bands


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion (critère): codes by row, the name of each code, and, for a level, the place of each code in it."""

    name: str
    codes: Any
    labels: list[str]
    level: list[int] | None = None
    of_stays: bool = False


class Definition(NamedTuple):
    """A measure (définition d'un indicateur): who publishes it, how sure that is, and what it must not be used for."""

    id: str
    french: str
    formula: str
    source: str
    mark: str
    misuse: str


class Report(NamedTuple):
    """A report of the national statistics (rapport de l'infocentre) and the call that makes it."""

    code: str
    title: str
    french: str
    call: str
    by: str
    mark: str


def _label(value: Any) -> str:
    return str(value.as_py()).lower() if pa.types.is_boolean(value.type) else str(value.as_py())


def criterion(name: str, values: Any, *, of_stays: bool = False) -> Criterion:
    """A criterion (critère) from a column of texts, names, whole numbers or yes and no, its lines in the order of its values.

    `of_stays`: the column has a row a stay, such as the body that entered the radiation, and not a row a demand.
    """
    if isinstance(values, Criterion):
        return values
    column = values if isinstance(values, (pa.Array, pa.ChunkedArray)) else _arrow(values)
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    if isinstance(whole, pa.ChunkedArray):  # what combining gives when there is no chunk
        whole = pa.array([], whole.type)
    names = whole.dictionary
    order = pc.sort_indices(names).to_pylist()
    place = [0] * len(names)
    for rank, index in enumerate(order):
        place[index] = rank
    labels = [_label(names[index]) for index in order]
    return Criterion(name, whole.indices, labels, None if order == sorted(order) else place, of_stays)


def _arrow(values: Any) -> Any:
    if hasattr(values, "__arrow_c_stream__") and not hasattr(values, "__arrow_c_array__"):
        return pa.chunked_array(values)
    return pa.array(values)


def level(kind: str, values: Any, day: Day, *, name: str | None = None) -> Criterion:
    """Another level of territory (niveau territorial) of a column of codes: 'registration' and 'region' of territories of registration,
    'departement', 'epci', 'commune' and 'region' of communes. Regions, mergers and the territory of Île-de-France are those of the day.

    >>> level("region", ["059", "062", "075"], "2016-01-01").labels
    ['R11', 'R32']
    """
    read = criterion(name or kind, values)
    places = read.level or list(range(len(read.labels)))
    labels, _, of = _core.statistics_level(kind, read.labels, day)
    return Criterion(read.name, read.codes, labels, [of[place] for place in places])


def seniority_bands(since: Any, on: Day, limits: Sequence[int] = drihl_bands, *, name: str = "seniority") -> Criterion:
    """Bands of seniority (tranches d'ancienneté) of each demand on a day, by whole months; those of DRIHL unless other limits are given, in months."""
    return criterion(name, _core.seniority_rows(since, on, list(limits))["seniority"])


def delay_bands(stays: Any, registered: Any, limits: Sequence[int] = drihl_bands, *, name: str = "delay") -> Criterion:
    """Bands of the delay of attribution (délai d'attribution): from the registration of the demand to the lease, for the stays that end with one."""
    bands = _core.delay_rows(check(stays, len(registered)), registered, list(limits))["delay"]
    return criterion(name, bands, of_stays=True)


# Stays and demands


def _rows(demands: Any) -> int:
    if isinstance(demands, Mapping):
        return len(next(iter(demands.values()))) if demands else 0
    return len(demands)


def check(stays: Any, demands: Any, *, days: bool = False) -> CheckedStays:
    """Stays (présences en stock) read and checked once, for any number of tables; `demands`: how many there are, or their columns.

    `.faults` are the stays that will not be counted: `OUT_OF_ORDER` in `until` for one that ends before it begins, in `from` for one that begins
    before the other of its demand has ended, `BAD_INDEX`, `UNKNOWN_CODE`, `MISSING_VALUE`, `DATE_OUT_OF_RANGE`. `days`: whole numbers are days
    since 1970-01-01.
    """
    if isinstance(stays, CheckedStays):
        return stays
    count = demands if isinstance(demands, int) else _rows(demands)
    return CheckedStays(stays["demand"], stays["from"], stays["until"], stays["entry"], stays["exit"], demands=count, days=days)


By = Iterable[str | Criterion] | str | Criterion


def _names(demands: Any) -> Iterable[str]:
    for attribute in ("column_names", "columns"):
        if not isinstance(demands, Mapping) and hasattr(demands, attribute):
            names: Iterable[str] = getattr(demands, attribute)
            return names
    return demands  # type: ignore[no-any-return]


def _asked(stays: Any, demands: Any, by: By) -> tuple[CheckedStays, list[tuple[Any, ...]], Any]:
    """The stays, the criteria and the column of legal persons, as the engine takes them."""
    criteria = [by] if isinstance(by, (str, Criterion)) else list(by)
    axes = [one if isinstance(one, Criterion) else criterion(one, demands[one]) for one in criteria]
    known = demands is not None and not isinstance(demands, int)
    legal = demands["legal_person"] if known and "legal_person" in _names(demands) else None
    given = [(axis.name, axis.codes, axis.labels, axis.level, axis.of_stays) for axis in axes]
    return check(stays, demands), given, legal


def faults(stays: Any, demands: Any, *, population: str, by: By = ()) -> tuple[Table, Table]:
    """The stays that a table leaves out (lignes écartées): those that the check refuses, and those whose criteria or population cannot be read."""
    read, axes, legal = _asked(stays, demands, by)
    return read.faults, _core.criteria_faults(read, axes, legal, population)


# Tables


def stock_and_flow(
    stays: Any,
    demands: Any,
    *,
    population: str,
    first_day: Day,
    last_day: Day,
    by: By = (),
    cut: str = "whole",
    revivals: str = "counted",
) -> Table:
    """Stock and flow (évolution du stock, TAB01-01; of associations, TAB01-02), both days included, by any criteria, for the period or each 'month',
    'quarter' or 'year' of it.

    Columns: `first_day`, `last_day`, the criteria, `population`, `start` (in stock on the eve), `new`, `revived`, `radiated_a` to `radiated_f`,
    `erased`, `end` (on the last day), `gap` (end less what it should be, always 0), `at_fault`. `revivals='netted'`: a radiation undone by a revival
    within the period of a line is counted as neither, our convention; netted months do not add up to a netted year.
    """
    read, axes, legal = _asked(stays, demands, by)
    return _core.flow_rows(read, axes, legal, population, first_day, last_day, cut, revivals)


def stock(stays: Any, demands: Any, *, population: str, on: Day, by: By = ()) -> Table:
    """Demands in stock on a day (demandes en attente, TAB03), by any criteria crossed. Columns: the criteria, `population`, `count`, `at_fault`."""
    read, axes, legal = _asked(stays, demands, by)
    return _core.stock_rows(read, axes, legal, population, on)


def satisfied(stays: Any, demands: Any, *, population: str, first_day: Day, last_day: Day, by: By = ()) -> Table:
    """Demands radiated by an attribution within a period (demandes satisfaites, TAB04), by any criteria crossed. Columns: as `stock`."""
    read, axes, legal = _asked(stays, demands, by)
    return _core.satisfied_rows(read, axes, legal, population, first_day, last_day)


def active_one_day(stays: Any, demands: Any, *, population: str, first_day: Day, last_day: Day, by: By = ()) -> Table:
    """Demands in stock on one day of the period at least (demandes actives au moins un jour): each once; one that was filed again is two demands."""
    read, axes, legal = _asked(stays, demands, by)
    return _core.active_rows(read, axes, legal, population, first_day, last_day)


def abnormal_delays(
    stays: Any,
    demands: Any,
    *,
    population: str,
    on: Day,
    months: Mapping[str, int],
    by: str | Criterion = "territory",
    seniority: str = "seniority",
    law: LawBook = LawBook.builtin(),
    reading: str = "inclusive",
) -> Table:
    """Demands in stock beyond the delay of their prefect (délai anormalement long), the months being given for each value of the criterion.

    Columns: the criterion, `population`, `pending`, `beyond`, `unknown` (no date of seniority, no delay for that value, or before the law), `at_fault`.
    """
    read, axes, legal = _asked(stays, demands, by)
    given = [months.get(label) for label in axes[0][2]]
    return _core.abnormal_rows(read, axes, legal, population, on, demands[seniority], given, law, reading)


# Measures


def pressure(pending: int, attributions: int) -> Measured:
    """Pending demands / attributions of the year (pression de la demande): DRIHL, ARMOS and others.

    >>> pressure(127_868, 42_005).fraction
    Fraction(127868, 42005)
    """
    return _core.measure_pressure(pending, attributions)


def satisfied_share(attributions: int, start: int, new: int) -> Measured:
    """Attributions / (stock at start + new) (part des demandes satisfaites): regional notes of Insee."""
    return _core.measure_satisfied_share(attributions, start, new)


def attribution_rate(attributions: int, active: int) -> Measured:
    """Attributions / demands active at least one day (taux d'attribution): Ancols; the base is that of `active_one_day`."""
    return _core.measure_attribution_rate(attributions, active)


def typology_imbalance(pending: int, attributions: int, *, all_pending: int, all_attributions: int) -> Measured:
    """Pressure of a typology / pressure of all (indice de déséquilibre): DRIHL, by `target_typology`."""
    return _core.measure_typology_imbalance(pending, attributions, all_pending, all_attributions)


def definitions() -> list[Definition]:
    """The measures (définitions), with their sources, marks and misuses."""
    return [Definition(*row) for row in _core.measure_definitions()]


# Reports


def reports() -> list[Report]:
    """The reports (rapports de l'infocentre). Marks: 'practice' for a title seen in the guide of 2020, 'convention' for one proposed here."""
    return [Report(*row) for row in _core.statistics_reports()]


_CUTS = {"TAB01-01": "whole", "TAB01-02": "whole", "TAB02-01": "quarter", "TAB02-02": "year", "TAB02-03": "month"}


def report(code: str, stays: Any, demands: Any, *, first_day: Day | None = None, last_day: Day, by: By | None = None) -> Table:
    """A report by its code (rapport de l'infocentre): the table of the call that `reports()` names, for natural persons; TAB01-02 for associations.

    The criterion is the column of `demands` of the name that `reports()` gives, unless `by` is given; pending demands are those of `last_day`.
    """
    found = next((one for one in reports() if one.code == code), None)
    if found is None:
        raise KeyError(code)
    population = "associations" if code == "TAB01-02" else "persons"
    criteria: By = by if by is not None else [found.by] if found.by else []
    if found.call == "stock":
        return stock(stays, demands, population=population, on=last_day, by=criteria)
    if first_day is None:
        raise TypeError(f"{code}: first_day is needed")
    if found.call == "satisfied":
        return satisfied(stays, demands, population=population, first_day=first_day, last_day=last_day, by=criteria)
    return stock_and_flow(stays, demands, population=population, first_day=first_day, last_day=last_day, by=criteria, cut=_CUTS[code])
