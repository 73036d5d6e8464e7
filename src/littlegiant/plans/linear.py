"""Sums of unknown numbers with exact coefficients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm


@dataclass(frozen=True)
class Linear:
    """`constant` plus each column's coefficient times its number."""

    constant: Fraction = Fraction(0)
    terms: Mapping[str, Fraction] = field(default_factory=dict)

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """Return self + times · other."""
        terms = dict(self.terms)
        for column, factor in other.terms.items():
            terms[column] = terms.get(column, Fraction(0)) + times * factor
        kept = {column: factor for column, factor in terms.items() if factor}
        return Linear(self.constant + times * other.constant, kept)

    def scaled(self, factor: Fraction) -> Linear:
        """Return factor · self."""
        return Linear().plus(self, factor)

    @property
    def is_constant(self) -> bool:
        """Say whether no unknown number is in it."""
        return not self.terms

    def denominator(self) -> int:
        """Return what makes every coefficient a whole number."""
        return lcm(self.constant.denominator, *(factor.denominator for factor in self.terms.values()))
