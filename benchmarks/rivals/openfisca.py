"""The same households judged by OpenFisca-France: eligibility, June 2021, on the ceilings PLAI that it uses.

Asked twice of OpenFisca: with the category and the zone given, as this library is given them, and from the persons alone. Its population is built by
arrays, the fastest of its doors, outside the figures but one. In June 2021 both know the same amounts; what remains different is told by
docs/openfisca.md, and how many households it concerns is counted here.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import incomes
import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK = "openfisca"
MONTH, DAY = "2021-06", date(2021, 6, 15)
COMMUNES = np.array([b"75056", b"77288", b"59350"])  # Paris, Melun, Lille: one of each zone
PERSONS = np.array([0, 1, 2, 3, 4, 5, 6])  # by category: one person, a couple, a couple and one to four children
WHY = "a later income equal to the ceiling or lower by exactly a tenth counts (docs/openfisca.md, 10 and 11), and theirs are 32-bit floats"


def households(rows: int, seed: int = 13) -> dict[str, Any]:
    """Whole euros, the three sums known."""
    random = np.random.default_rng(seed)
    made = {"zone": random.integers(1, 4, rows, dtype=np.uint8), "category": random.integers(1, 7, rows, dtype=np.uint8)}
    return made | {name: random.integers(0, 60_000, rows) * 100 for name in incomes.SUMS}


def population(system: Any, homes: dict[str, Any]) -> Any:
    """A simulation of these households, its persons and its incomes set from arrays."""
    from openfisca_core.simulations import SimulationBuilder

    count = PERSONS[homes["category"]]
    home = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(home)) - np.repeat(np.cumsum(count) - count, count)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(len(home)))
    for entity, first, second, others in (("famille", "demandeur", "conjoint", "enfant"), ("foyer_fiscal", "declarant_principal", "conjoint", "personne_a_charge"),
                                          ("menage", "personne_de_reference", "conjoint", "enfant")):  # fmt: skip
        declared = builder.declare_entity(entity, np.arange(len(count)))
        builder.join_with_persons(declared, home, np.array([first, second, others])[np.minimum(place, 2)])
    simulation = builder.build(system)
    born = np.where(place < 2, np.datetime64("1970-03-01"), np.datetime64("2010-03-01")) + (home % 1000).astype("timedelta64[D]")
    simulation.set_input("date_naissance", "ETERNITY", born)
    simulation.set_input("depcom", MONTH, COMMUNES[homes["zone"] - 1])
    for name, year in zip(incomes.SUMS, ("2019", "2020", "2021"), strict=True):
        simulation.set_input("rfr", year, homes[name] / 100)
    return simulation


def with_category_and_zone(system: Any, homes: dict[str, Any]) -> Any:
    simulation = population(system, homes)
    for variable, values in (("logement_social_categorie_menage", homes["category"] - 1), ("zone_logement_social", homes["zone"] - 1)):
        names = system.get_variable(variable).possible_values
        simulation.set_input(variable, MONTH, names.encode(np.array([member.name for member in names])[values]))
    simulation.set_input("al_nb_personnes_a_charge", MONTH, np.maximum(PERSONS[homes["category"]] - 2, 0))
    return simulation


def judged(simulation: Any) -> Any:
    return simulation.calculate("logement_social_eligible", MONTH)


def main() -> None:
    given = measure.arguments(__doc__, 200_000)
    race = measure.Race("openfisca", given.rounds, ["openfisca-france", "openfisca-core", "numpy", "pyarrow"])
    import pyarrow as pa
    from sne import columns

    rows, homes = given.rows, households(given.rows)
    arrow = {name: pa.array(column) for name, column in homes.items()}
    race.add(TASK, measure.US, rows, lambda: columns.judge_incomes(**arrow, product="PLAI", day=DAY, threads=1), "from Python, Arrow, every column written")
    euros = incomes.ceilings("PLAI", DAY)
    race.add(TASK, "numpy", rows, lambda: incomes.by_numpy(homes, euros))

    def openfisca_way() -> None:
        start = time.process_time()
        import openfisca_france

        system = openfisca_france.FranceTaxBenefitSystem()
        race.fact("openfisca_load", "openfisca", time.process_time() - start, "s", "import and tax and benefit system")
        given_all = lambda: with_category_and_zone(system, homes)  # noqa: E731
        race.add(TASK, "openfisca", rows, judged, "computation alone, category and zone given", given_all)
        race.add(TASK, "openfisca, population built", rows, lambda: judged(given_all()), "by arrays, category and zone given")
        few = {name: column[: max(rows // 40, 500)] for name, column in homes.items()}
        race.add(TASK, "openfisca, from persons", len(few["zone"]), judged, "computation alone, the dependants looked for too", lambda: population(system, few))
        simulation = given_all()
        judged(simulation)
        race.fact("openfisca_bytes", "openfisca", simulation.get_memory_usage()["total_nb_bytes"] / rows, "bytes", "values kept, a household")

    race.attempt(TASK, "openfisca", openfisca_way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done, homes))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender], homes: dict[str, Any]) -> None:
    ours = done[f"{TASK}/{measure.US}"].answer
    eligible, ceiling = measure.values(ours, "outcome") == "eligible", measure.values(ours, "ceiling").astype(np.int64) * 100
    known = np.zeros(len(eligible), bool)
    for later in (homes["n_1"], homes["months"]):
        known |= (later == ceiling) | (np.abs(10 * later - 9 * homes["n_2"]) <= 10)
    for who in ("numpy", "openfisca", "openfisca, from persons"):
        if f"{TASK}/{who}" not in done:
            continue
        answer = done[f"{TASK}/{who}"].answer
        theirs = (answer["eligible"] if who == "numpy" else answer).astype(bool)
        differ = theirs != eligible[: len(theirs)]
        unexplained = int((differ & ~known[: len(theirs)]).sum())
        why = WHY if differ.any() and who != "numpy" else ""
        race.agree(TASK, who, len(differ), int(differ.sum()), why + (f"; {unexplained} are not explained so" if unexplained else ""))


if __name__ == "__main__":
    main()
