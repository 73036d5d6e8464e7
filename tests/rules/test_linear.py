"""A sum of multiples is taken apart into its terms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from littlegiant.rules.linear import combined, linear_terms, quotients_within
from littlegiant.rules.units import CNY, RATIO
from littlegiant.rules.values import Add, Divide, FactValue, Multiply, Number, Subtract, Value

A, B = FactValue("revenue", CNY), FactValue("total_cost", CNY)
TWO = Number(Fraction(2), RATIO)


def test_multiples_of_sums_become_sums_of_multiples() -> None:
    value = Subtract(A, Multiply(TWO, Subtract(B, Multiply(A, TWO))))
    assert linear_terms(value) == [(Fraction(1), A), (Fraction(-2), B), (Fraction(4), A)]


def test_terms_that_cancel_are_gone() -> None:
    assert combined(Subtract(A, A)) == {}
    assert combined(Subtract(Multiply(TWO, A), A)) == {A: Fraction(1)}


def test_a_product_or_a_quotient_of_two_values_is_one_term() -> None:
    assert linear_terms(Multiply(A, B)) == [(Fraction(1), Multiply(A, B))]
    assert linear_terms(Add(Divide(A, B), Divide(B, A)))[1] == (Fraction(1), Divide(B, A))


@pytest.mark.parametrize(
    ("value", "depth"), [(A, 0), (Divide(A, B), 1), (Divide(Divide(A, B), Add(A, Divide(A, B))), 2)]
)
def test_divisions_inside_one_another_are_counted(value: Value, depth: int) -> None:
    assert quotients_within(value) == depth
