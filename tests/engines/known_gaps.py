"""Where the engine departs from the oracle today.

Each name keeps the drawing of standards away from the forms it is about, and `test_known_gaps` holds an example
of it that must fail as long as the name stands here. Close a gap by deleting its name: the example is then run as
an ordinary test, and the forms are drawn again.
"""

from __future__ import annotations

INNER_MEANS = "a mean or a growth rate inside arithmetic is compared by doubles: wrong exactly on a border"
SUMS_OF_SUMS = (
    "sums of more than two plain amounts are compared by doubles where they cancel or are known in part"
)
GIVEN_TOTALS = "a sum within a known sum of three years is bounded by doubles: wrong exactly on a border"
MEANS_OF_GIVEN_TOTALS = "a mean within a known sum of three years has no bounds"
GIVEN_INSIDE = (
    "a known sum of three years is computed with in doubles inside arithmetic: wrong exactly on a border"
)
RATIOS_OF_SUMS = "the bound of a ratio of sums known in part does not decide exactly on a border"
PARTIAL_BOUNDS = "the bound of a sum of ratios known in part does not decide exactly on a border"
LONG_PRODUCTS = "a product with more than four decimals is rounded before it is compared"
OVERFLOW = "whole numbers of more than 38 digits near a border end the whole query"
LOST_DIGITS = "amounts whose doubles have lost their decimals are taken for whole numbers"
EQUAL_POINTS = "points that are known are never equal to a number, and never different from it"
EQUAL_BOUNDS = "a value whose bounds coincide is never equal to a number, and never different from it"
GIVEN_POINTS = "points given by a fact reach up to the cap, beyond what the fact can be"
ALL_CLASSES = "meets(…) of a classification whose every class counts as met cannot be compiled"
PROVINCIAL_SCORES = (
    "a threshold that a province sets inside the score is not followed by the province of the row"
)

GAPS = frozenset(
    {
        PARTIAL_BOUNDS,
    }
)
