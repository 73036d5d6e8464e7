"""Units a header or a mapping may name, each a power of ten of the canonical unit."""

from __future__ import annotations

from littlegiant.facts.model import ValueType

MONEY_UNITS = {
    "元": 0,
    "人民币元": 0,
    "cny": 0,
    "rmb": 0,
    "yuan": 0,
    "百元": 2,
    "千元": 3,
    "万元": 4,
    "十万元": 5,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
}
PERSON_UNITS = {"人": 0, "名": 0, "persons": 0, "百人": 2, "千人": 3, "万人": 4}
FRACTION_UNITS = {"%": -2, "百分比": -2, "percent": -2, "‰": -3}

UNITS: dict[ValueType, dict[str, int]] = {
    ValueType.MONEY: MONEY_UNITS,
    ValueType.PERSONS: PERSON_UNITS,
    ValueType.FRACTION: FRACTION_UNITS,
    ValueType.COUNT: {"项": 0, "个": 0, "件": 0, "count": 0},
    ValueType.YEARS: {"年": 0, "years": 0},
    ValueType.POINTS: {"分": 0, "points": 0},
    ValueType.RANK: {"名": 0, "位": 0, "rank": 0},
    ValueType.LEVEL: {"级": 0, "level": 0},
}


def unit_exponent(unit: str, value_type: ValueType) -> int | None:
    """Return the power of ten from `unit` to the canonical unit; None when the unit does not fit the type."""
    return UNITS.get(value_type, {}).get(unit.strip().casefold())


def units_of(value_type: ValueType) -> list[str]:
    """List the units a value of this type may be given in."""
    return list(UNITS.get(value_type, {}))
