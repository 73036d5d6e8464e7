"""Draws in plain whole-number arithmetic: the same on every machine, and each a function of the firm and a name.

A firm has a number `h` below 2^32, mixed from its place and the seed. A draw multiplies it twice, modulo two primes,
with factors that belong to the name; every number is mentioned once, so that the expression stays small.
"""

from __future__ import annotations

import hashlib
import re

FIRST, SECOND = 4294967291, 4294967279
"""The two largest primes below 2^32."""
WORD = "UBIGINT"
ONES_SPREAD = 2.843
"""The standard deviation of the number of ones among 32 bits, plus an even number between -1/2 and 1/2."""
WRITTEN = re.compile(r"\b(u|bell)\('([a-z0-9 ]+)'\)")


def uniform(name: str) -> str:
    """Return SQL for a number above 0 and below 1, the same for a firm wherever it is asked for."""
    return f"(({_word(name)} + 0.5::DOUBLE) / {SECOND}::DOUBLE)"


def bell(name: str) -> str:
    """Return SQL for a number spread nearly like the normal one: the ones among 32 bits, evened out between steps."""
    ones, between = f"bit_count({_word(name)}::BIGINT)::DOUBLE", uniform(f"between {name}")
    return f"(({ones} - 16.5 + {between}) / {ONES_SPREAD}::DOUBLE)"


def written_out(sql: str) -> str:
    """Replace `u('name')` and `bell('name')` by their SQL."""
    return WRITTEN.sub(lambda found: (uniform if found[1] == "u" else bell)(found[2]), sql)


def firm_number(place: str, seed: int) -> str:
    """Return SQL for the number `h` of the firm at a place."""
    digest = hashlib.sha256(f"seed {seed}".encode()).digest()
    added, flipped = (int.from_bytes(digest[start : start + 4], "little") for start in (0, 4))
    once = f"((({place})::{WORD} + {added}) * {2246822519}::{WORD} % {FIRST})"
    return f"(xor({once}, {flipped}::{WORD}) * {3266489917}::{WORD} % {SECOND})"


def _word(name: str) -> str:
    digest = hashlib.sha256(name.encode()).digest()
    flipped, one, two = (int.from_bytes(digest[start : start + 4], "little") for start in (0, 4, 8))
    once = f"xor(h, {flipped}::{WORD}) * {one % (FIRST - 2**31) + 2**31}::{WORD} % {FIRST}"
    return f"({once} * {two % (SECOND - 2**31) + 2**31}::{WORD} % {SECOND})"
