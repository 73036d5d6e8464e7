"""Sums of multiples: a value taken apart, so that work on a long sum grows with its terms only."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.rules.values import Add, Divide, Multiply, Number, Subtract, Value

Term = tuple[Fraction, Value]
_ONE = Fraction(1)


def linear_terms(value: Value) -> list[Term]:
    """Return (factor, term) of a sum, in its order; a product of two values is one term."""
    match value:
        case Add():
            return linear_terms(value.left) + linear_terms(value.right)
        case Subtract():
            return linear_terms(value.left) + _scaled(Fraction(-1), value.right)
        case Multiply(left=Number() as factor, right=inner) | Multiply(left=inner, right=Number() as factor):
            return _scaled(factor.value, inner)
        case _:
            return [(_ONE, value)]


def combined(value: Value) -> dict[Value, Fraction]:
    """Return the factor of each distinct term of a sum; terms that cancel are left out."""
    found: dict[Value, Fraction] = {}
    for factor, term in linear_terms(value):
        found[term] = found.get(term, Fraction(0)) + factor
    return {term: factor for term, factor in found.items() if factor}


def quotients_within(value: Value) -> int:
    """Return how many divisions stand inside one another at most."""
    match value:
        case Divide():
            return 1 + max(quotients_within(value.left), quotients_within(value.right))
        case Add() | Subtract() | Multiply():
            return max(quotients_within(value.left), quotients_within(value.right))
        case _:
            return 0


def _scaled(factor: Fraction, value: Value) -> list[Term]:
    return [(factor * inner, term) for inner, term in linear_terms(value)]
