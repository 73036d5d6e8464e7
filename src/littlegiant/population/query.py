"""Puts the query of one piece of the country together: the stages of `drawing.sql` over the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from math import gcd
from string import Template

from littlegiant.population.columns import YEARS, by_group, columns
from littlegiant.population.draws import bell, firm_number, uniform, written_out
from littlegiant.population.model import Model
from littlegiant.population.quotas import Quota
from littlegiant.population.shares import Shares
from littlegiant.population.tables import cities

SECTION_BITS = 32


@dataclass(frozen=True)
class Query:
    """Writes the query for any run of firms of a province."""

    shares: Shares
    model: Model
    seed: int

    def rows(self, run: Sequence[Quota], first: int, last: int) -> str:
        """Return SQL for the firms numbered from `first` to below `last`, all of them of these provinces."""
        sections = list(self.shares.sections)
        shuffled = {quota.province: _shuffle(quota.count) for quota in run}
        places = {
            "start": _by_province(run, lambda quota: str(quota.start)),
            "count": _by_province(run, lambda quota: str(quota.count)),
            "step": _by_province(run, lambda quota: str(shuffled[quota.province][0])),
            "shift": _by_province(run, lambda quota: str(shuffled[quota.province][1])),
            "first": str(first),
            "last": str(last),
            "cell": _by_province(run, lambda quota: _cells(quota, sections), "i"),
            "city": _by_province(run, lambda quota: _choice(cities(quota.province)), "i"),
            "province": _by_province(run, lambda quota: f"'{quota.province}'", "i"),
        }
        return Template(self._common).substitute(places)

    @cached_property
    def _common(self) -> str:
        """Return the query with all filled in that is the same for every province."""
        filled = {
            name: by_group(numbers)
            for name, numbers in self.model.numbers.items()
            if isinstance(numbers, list)
        }
        filled |= {
            "accounts": by_group(self.model.known["accounts"]),
            "shells": str(self.model.shells),
            "size": self._size(),
            "led_year": self._led_year(),
            "yearly_growth": ", ".join(self._growth(year) for year in YEARS[1:]),
            "yearly_turnover": ", ".join(_turnover(year) for year in YEARS),
        }
        filled["firm_number"] = firm_number("i", self.seed)
        renewed = " ".join(f"WHEN {year} THEN {part!r}" for year, (_, part) in self.shares.years.items())
        filled["renewed"] = f"(CASE led {renewed} END)"
        filled["columns"] = ", ".join(f"{sql} AS {name}" for name, sql in columns(self.model).items())
        # Twice, for what is filled in has names of its own.
        return written_out(Template(Template(_drawing()).safe_substitute(filled)).safe_substitute(filled))

    def _size(self) -> str:
        """Return SQL for the size class of a firm without a title: 3 large, 2 medium, 1 small, 0 micro."""
        names = list(self.shares.sizes)
        steps, total = [], 0.0
        for place, name in enumerate(names[:-1]):
            total += self.shares.sizes[name]
            steps.append(f"WHEN {uniform('size')} < {total!r} THEN {len(names) - 1 - place}")
        return f"CASE WHEN cell >= {SECTION_BITS} THEN 0 {' '.join(steps)} ELSE 0 END"

    def _led_year(self) -> str:
        steps, total, years = [], 0.0, list(self.shares.years.items())
        for year, (share, _) in years[:-1]:
            total += share
            steps.append(f"WHEN {uniform('led year')} < {total!r} THEN {year}")
        return f"CASE {' '.join(steps)} ELSE {years[-1][0]} END"

    def _growth(self, year: int) -> str:
        """Return SQL for the growth of revenue in a year: good in the two years before a third-tier recognition."""
        shock = bell(f"growth {year}")
        usual = f"trend + 0.9 * $growth_spread * {shock}"
        good = f"{self.model.numbers['led_growth']} + {self.model.numbers['led_growth_spread']} * {shock}"
        return f"CASE WHEN led BETWEEN {year + 1} AND {year + 2} THEN {good} ELSE {usual} END AS g{year}"


def _turnover(year: int) -> str:
    """Return SQL for the revenue of a year, reckoned back from that of 2025."""
    later = [f"g{other}" for other in YEARS if other > year]
    return f"turnover * exp(-({' + '.join(later)})) AS t{year}" if later else f"turnover AS t{year}"


def _shuffle(count: int) -> tuple[int, int]:
    """Return a step and a shift that take the firms of a province to places all over it, each to one."""
    step = max(int(count * 0.6180339887), 1)
    while gcd(step, count) != 1:
        step += 1
    return step, count // 3


def _by_province(run: Sequence[Quota], write: Callable[[Quota], str], number: str = "r") -> str:
    """Return SQL that differs by province, which the number of a firm tells."""
    return _bisected([(quota.start + quota.count, write(quota)) for quota in run], number)


def _cells(quota: Quota, sections: list[str]) -> str:
    """Return SQL for the cell of place `k`: 32 times the tier and the number of the section."""
    borders, running = [], 0
    for (tier, section), count in quota.cells.items():
        running += count
        borders.append((running, str(tier * SECTION_BITS + sections.index(section))))
    return _bisected(borders, "k")


def _bisected(borders: Sequence[tuple[int, str]], number: str) -> str:
    """Return SQL that finds, by halving, the first border above a number, and gives what stands beside it."""
    if len(borders) == 1:
        return borders[0][1]
    middle = len(borders) // 2
    low, high = _bisected(borders[:middle], number), _bisected(borders[middle:], number)
    return f"CASE WHEN {number} < {borders[middle - 1][0]} THEN {low} ELSE {high} END"


def _choice(options: Iterable[str]) -> str:
    """Return SQL for one of the options, the first ones oftener."""
    listed = [f"'{option}'" for option in options]
    return f"([{', '.join(listed)}])[1 + floor({len(listed)} * pow({uniform('city')}, 2))::INT]"


@lru_cache(maxsize=1)
def _drawing() -> str:
    return resources.files(__package__).joinpath("drawing.sql").read_text(encoding="utf-8")
