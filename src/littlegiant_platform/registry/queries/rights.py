"""The official counts of intellectual property, derived from the items an enterprise holds.

Definitions: annexes of 工信部企业〔2022〕63号 (Class I and II; one-source for the two years of maintenance and the year after a
transfer), 工信部企业规〔2026〕2号 (own items), 国科发政〔2017〕115号 (Class II without maintenance); see `littlegiant facts`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from littlegiant_platform.registry.models import Right
from littlegiant_platform.registry.queries.moment import Moment

CLASS_ONE = frozenset(
    {
        Right.Kind.INVENTION, Right.Kind.PLANT, Right.Kind.CROP, Right.Kind.DRUG, Right.Kind.MEDICINE,
        Right.Kind.LAYOUT,
    }
)  # fmt: skip
CLASS_TWO = frozenset({Right.Kind.UTILITY, Right.Kind.DESIGN, Right.Kind.SOFTWARE})
FIRST_HOLDERS, MAINTAINED_YEARS = 3, 2
COUNTS = (
    "class1_ip",
    "class1_ip_self",
    "class1_ip_high_value",
    "class1_ip_own",
    "class2_ip",
    "class2_ip_115",
)


def counts_of_all(enterprises: Sequence[UUID], moment: Moment) -> dict[UUID, dict[str, int]]:
    """Return the six counts of each enterprise that has any item on record; who has none is left out: not known.

    Items count that are in force on the day and belong to the leading product; while this is not known of one of a
    class, the counts of that class are left out too.
    """
    rows: dict[UUID, list[Right]] = defaultdict(list)
    for right in Right.objects.filter(moment.known, enterprise__in=enterprises):
        rows[right.enterprise_id].append(right)
    return {one: _sure(found, moment.true_on) for one, found in rows.items()}


def _sure(rights: Sequence[Right], day: datetime.date) -> dict[str, int]:
    open_kinds = {
        right.kind for right in rights if _is_valid(right, day) and right.for_leading_product is None
    }
    found = counts(rights, day)
    for kinds, names in ((CLASS_ONE, COUNTS[:4]), (CLASS_TWO, COUNTS[4:])):
        if open_kinds & kinds:
            found = {name: count for name, count in found.items() if name not in names}
    return found


def counts(rights: Iterable[Right], day: datetime.date) -> dict[str, int]:
    """Return the six counts on a day."""
    valid = [right for right in rights if _is_valid(right, day) and right.for_leading_product]
    settled = [right for right in valid if not _is_fresh_transfer(right, day)]
    one = [right for right in settled if right.kind in CLASS_ONE]
    two = [right for right in valid if right.kind in CLASS_TWO]
    own = [right for right in valid if right.kind in CLASS_ONE and _is_own(right)]
    return {
        "class1_ip": len(one),
        "class1_ip_self": sum(right.origin == Right.Origin.OWN for right in one),
        "class1_ip_high_value": sum(bool(right.high_value) for right in one),
        "class1_ip_own": len(own),
        "class2_ip": sum(_is_maintained(right, day) and not _is_fresh_transfer(right, day) for right in two),
        "class2_ip_115": len(two),
    }


def _is_valid(right: Right, day: datetime.date) -> bool:
    return right.granted <= day and (right.lapsed is None or day < right.lapsed)


def _is_fresh_transfer(right: Right, day: datetime.date) -> bool:
    """Say whether it was transferred less than a year ago."""
    return right.transferred is not None and day < anniversary(right.transferred, 1)


def _is_own(right: Right) -> bool:
    return right.origin != Right.Origin.TRANSFER and right.holder_rank <= FIRST_HOLDERS


def _is_maintained(right: Right, day: datetime.date) -> bool:
    """Say whether a patent has been kept for more than two years; software has nothing to be kept."""
    return right.kind == Right.Kind.SOFTWARE or day > anniversary(right.granted, MAINTAINED_YEARS)


def anniversary(day: datetime.date, years: int) -> datetime.date:
    """Return the same day some years on; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)
