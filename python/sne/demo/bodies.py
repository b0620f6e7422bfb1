"""The services that act on the register (services enregistreurs, bailleurs, gestionnaire...)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .days import Floats, Ints
from .log import NO_TEXT, Fact, code, codes

TERRITORIES = ("059", "062")

_LETTER = {
    "lessor": "L",
    "local_authority": "M",
    "action_logement": "A",
    "employer": "E",
    "state_service": "S",
}
_COUNT = {
    "lessor": (14, 9),
    "local_authority": (26, 18),
    "action_logement": (3, 2),
    "employer": (4, 2),
    "state_service": (1, 1),
}
#: Share of each kind of counter among the registrations (guichets d'enregistrement).
_SHARE = {
    "lessor": 0.70,
    "local_authority": 0.16,
    "action_logement": 0.09,
    "state_service": 0.035,
    "employer": 0.015,
}
_ALONE = (
    ("applicant", ""),
    ("third_party", ""),
    ("prefect", "PREFE"),
    ("system", "SNE00"),
    ("public_counter", "GDPUB"),
)


@dataclass(frozen=True)
class Bodies:
    """Every actor of the demo; an array of bodies is an array of positions in `names`."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    territory: Ints

    def alone(self, kind: str) -> int:
        """The only body of its kind: applicant, third party, prefect, system, public counter."""
        return self.kinds.index(kind)

    def manager(self, territory: Ints) -> Ints:
        """The manager of each territory (gestionnaire territorial)."""
        return self._of_kind("manager")[territory]

    def state_service(self, territory: Ints) -> Ints:
        """The State service of each territory (service de l'État)."""
        return self._of_kind("state_service")[territory]

    def draw(self, rng: np.random.Generator, territory: Ints, kind: str) -> Ints:
        """A body of the kind in each territory, the big ones more often."""
        weights = {t: self._weights(kind, t, 1.0) for t in range(len(TERRITORIES))}
        return self._draw(rng, territory, weights)

    def draw_other(self, rng: np.random.Generator, territory: Ints, kind: str, than: Ints) -> Ints:
        """A body of the kind that is not the one given."""
        drawn = self.draw(rng, territory, kind)
        while (same := drawn == than).any():
            drawn[same] = self.draw(rng, territory[same], kind)
        return drawn

    def draw_registrar(self, rng: np.random.Generator, territory: Ints) -> Ints:
        """A registrar (service enregistreur) of each territory."""
        weights = {
            t: np.sum([self._weights(kind, t, share) for kind, share in _SHARE.items()], axis=0)
            for t in range(len(TERRITORIES))
        }
        return self._draw(rng, territory, weights)

    def facts(self, body: Ints | int, size: int) -> dict[str, Fact]:
        """The two columns that name the actor."""
        positions = np.broadcast_to(np.asarray(body, dtype=np.int32), (size,))
        actor = codes("actor", self.kinds)
        named = np.array([bool(name) for name in self.names])
        identifier = np.where(named[positions], positions, NO_TEXT).astype(np.int32)
        return {"actor": actor[positions], "actor_id": identifier}

    def employment(self, rng: np.random.Generator, registrar: Ints) -> Ints:
        """Tie of the applicant with the registrar; whether he has an employer when it has none."""
        actor = codes("actor", self.kinds)[registrar]
        other = np.where(
            rng.random(len(registrar)) < 0.45,
            code("employment", "employee"),
            code("employment", "none"),
        )
        tied = np.where(
            actor == code("actor", "action_logement"), code("employment", "contributing"), other
        )
        employee = np.where(
            actor == code("actor", "employer"), code("employment", "employee"), tied
        )
        return employee.astype(np.int32)

    def _of_kind(self, kind: str) -> Ints:
        return np.array([i for i, k in enumerate(self.kinds) if k == kind], dtype=np.int32)

    def _weights(self, kind: str, territory: int, share: float) -> Floats:
        weight = np.zeros(len(self.names))
        members = self._of_kind(kind)
        members = members[self.territory[members] == territory]
        size = 1.0 / np.arange(1, len(members) + 1) ** 0.7
        weight[members] = share * size / size.sum()
        return weight

    def _draw(
        self, rng: np.random.Generator, territory: Ints, weights: dict[int, Floats]
    ) -> Ints:
        drawn = np.empty(len(territory), dtype=np.int32)
        for t, weight in weights.items():
            here = territory == t
            picks = rng.choice(len(weight), size=int(here.sum()), p=weight / weight.sum())
            drawn[here] = picks
        return drawn


def bodies() -> Bodies:
    """The bodies of Nord and Pas-de-Calais, with invented codes of five characters."""
    names = [name for _, name in _ALONE]
    kinds = [kind for kind, _ in _ALONE]
    places = [-1] * len(_ALONE)
    for t, territory in enumerate(TERRITORIES):
        for kind, letter in _LETTER.items():
            for i in range(_COUNT[kind][t]):
                names.append(f"{letter}{territory[1:]}{i + 1:02d}")
                kinds.append(kind)
                places.append(t)
        names.append(f"G{territory[1:]}00")
        kinds.append("manager")
        places.append(t)
    return Bodies(tuple(names), tuple(kinds), np.array(places, dtype=np.int32))
