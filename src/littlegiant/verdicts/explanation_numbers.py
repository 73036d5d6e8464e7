"""How numbers read: money, percentages, counts, so that a border just missed is visible."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.errors import Text

MOST_DIGITS = 40
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_WAN, _YI = 10_000, 100_000_000

_WORDS: dict[str, tuple[str, str]] = {
    "persons": ("{0}人", "{0} people"),
    "count": ("{0}项", "{0}"),
    "rank": ("第{0}名", "no. {0}"),
    "years": ("{0}年", "{0} years"),
    "points": ("{0}分", "{0} points"),
    "level": ("{0}级", "level {0}"),
}
_STEPS: dict[str, tuple[str, str]] = {
    "count": ("{0}项", "{0}"),
    "rank": ("{0}名", "{0} places"),
    "level": ("{0}级", "{0} levels"),
}
_SINGULAR = {
    "1 people": "1 person",
    "1 years": "1 year",
    "1 points": "1 point",
    "1 places": "1 place",
    "1 levels": "1 level",
}


def amount(value: Fraction, unit: str, beside: Fraction | None = None) -> Text:
    """Return a value in its unit, short where that is clear.

    `beside` is the border it is held against: as many digits are shown as keep the two apart.
    """
    if unit == "CNY":
        return _money(value, beside)
    if unit == "ratio":
        digits = shown(value * 100, 2, None if beside is None else beside * 100)
        return Text(f"{digits}%", f"{digits} %")
    if unit == "CNY/persons":
        money = _money(value, beside)
        return Text(f"人均{money.zh}", f"{money.en} per person")
    zh, en = _WORDS.get(unit, (f"{{0}} {unit}", f"{{0}} {unit}"))
    digits = shown(value, 2, beside, grouped=True)
    return Text(zh.format(_ungrouped(digits)), _one(en.format(digits)))


def short_amount(value: Fraction, unit: str) -> Text:
    """Return a value with every digit it has, money in the largest unit in which two decimals hold it all."""
    if unit != "CNY":
        return exact_amount(value, unit)
    yuan = _yuan(value)
    zh = _in_units(value, ((_YI, "亿元"), (_WAN, "万元")))
    en = _in_units(value, ((_BILLION, " billion"), (_MILLION, " million")))
    return Text(zh or yuan.zh, f"CNY {en}" if en else yuan.en)


def exact_amount(value: Fraction, unit: str) -> Text:
    """Return a value with every digit it has, money in whole yuan with separators."""
    if unit == "CNY":
        return _yuan(value)
    if unit == "ratio":
        digits = _full(value * 100)
        return Text(f"{digits}%", f"{digits} %")
    zh, en = _WORDS.get(unit, (f"{{0}} {unit}", f"{{0}} {unit}"))
    digits = _full(value)
    return Text(zh.format(_ungrouped(digits)), _one(en.format(digits)))


def distance(size: Fraction, unit: str) -> Text:
    """Return how far apart two values of a unit are: percentage points for ratios, places for ranks."""
    if unit in ("CNY", "CNY/persons"):
        return amount(size, unit)
    if unit == "ratio":
        digits = _significant(size * 100)
        return Text(
            f"{digits}个百分点", "1 percentage point" if digits == "1" else f"{digits} percentage points"
        )
    zh, en = _STEPS.get(unit, _WORDS.get(unit, (f"{{0}} {unit}", f"{{0}} {unit}")))
    digits = _significant(size)
    return Text(zh.format(_ungrouped(digits)), _one(en.format(digits)))


def shown(value: Fraction, digits: int, beside: Fraction | None, *, grouped: bool = False) -> str:
    """Return a decimal with at least so many digits as keep it on its side of a border; no trailing zeros."""
    for count in range(digits, MOST_DIGITS):
        rounded = _rounded(value, count)
        if beside is None or value == beside or _same_side(rounded, value, beside):
            return _decimal(rounded, count, grouped)
    return _decimal(_rounded(value, MOST_DIGITS), MOST_DIGITS, grouped)


def _same_side(rounded: Fraction, value: Fraction, beside: Fraction) -> bool:
    return rounded != beside and (rounded < beside) == (value < beside)


def _significant(size: Fraction) -> str:
    """Return a distance with two decimals, or more where two would hide it or bend it by a twentieth."""
    for count in range(2, MOST_DIGITS):
        rounded = _rounded(size, count)
        if size == 0 or (rounded > 0 and abs(rounded - size) * 20 <= size):
            return _decimal(rounded, count, grouped=True)
    return _decimal(_rounded(size, MOST_DIGITS), MOST_DIGITS, grouped=True)


def _full(value: Fraction) -> str:
    """Return every digit of a decimal number, a dozen of one that does not end."""
    count = next((count for count in range(12) if _rounded(value, count) == value), 12)
    return _decimal(_rounded(value, count), count, grouped=True)


def _rounded(value: Fraction, digits: int) -> Fraction:
    return Fraction(round(value * 10**digits), 10**digits)


def _decimal(value: Fraction, digits: int, grouped: bool) -> str:
    scaled = round(abs(value) * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    front = f"{whole:,}" if grouped else str(whole)
    back = f"{rest:0{digits}d}".rstrip("0") if digits else ""
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{front}.{back}" if back else f"{sign}{front}"


def _money(value: Fraction, beside: Fraction | None) -> Text:
    """Return money in millions (万元), in exact yuan where it lies within half a percent of its border."""
    close = beside is not None and value != beside and abs(value - beside) * 200 <= abs(beside)
    if close or abs(value) < _WAN:
        return _yuan(value, beside)
    size = abs(value)
    large = size >= 10 * _YI or (size >= _YI and _rounded(value / _YI, 2) == value / _YI)
    zh = f"{shown(value / _YI, 2, None)}亿元" if large else f"{shown(value / _WAN, 2, None)}万元"
    if size < _MILLION:
        return Text(zh, _yuan(value).en)
    unit, word = (_BILLION, "billion") if size >= _BILLION else (_MILLION, "million")
    return Text(zh, f"CNY {shown(value / unit, 2, None)} {word}")


def _yuan(value: Fraction, beside: Fraction | None = None) -> Text:
    digits = _full(value) if beside is None else shown(value, 2, beside, grouped=True)
    return Text(f"{_ungrouped(digits)}元", f"CNY {digits}")


def _in_units(value: Fraction, units: tuple[tuple[int, str], ...]) -> str | None:
    """Return an amount in the first unit that it reaches and two decimals hold, None where none does."""
    for size, word in units:
        if abs(value) >= size and _rounded(value / size, 2) == value / size:
            return f"{shown(value / size, 2, None)}{word}"
    return None


def _ungrouped(digits: str) -> str:
    """Return a number as Chinese texts write it: no comma before the ten-thousands."""
    return digits.replace(",", "") if len(digits.partition(".")[0].lstrip("-")) <= len("9,999") else digits


def _one(text: str) -> str:
    return _SINGULAR.get(text, text)
