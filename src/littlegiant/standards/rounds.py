"""When applications for a standard are taken, as far as its instruments state it for some year."""

from __future__ import annotations

import datetime

from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.guidance_of import Origin, guidance_of
from littlegiant.standards.model import Amendment, Guidance


def latest_rounds(catalogue: Catalogue, standard: str, case: str, place: str) -> tuple[Guidance, ...]:
    """Return what is stated of the latest year's days of application, by its first day; empty where nothing is.

    `place` is `CN` or the ISO code of a province; what its own rules state goes before what holds for the country.
    """
    origins: list[Origin] = [
        *catalogue.editions(standard),
        *_amendments(catalogue, standard, case),
    ]
    stated = [item for origin in origins for item in guidance_of(origin, "filing", case) if item.round]
    for where in dict.fromkeys((place, place.partition("-")[0])):
        here = [item for item in stated if item.round is not None and item.round.jurisdiction == where]
        if here:
            year = max(_opens(item).year for item in here)
            return tuple(sorted((item for item in here if _opens(item).year == year), key=_opens))
    return ()


def rule_changes(catalogue: Catalogue, standard: str) -> tuple[datetime.date, ...]:
    """Return the days from which an edition or an amendment of a standard judges or ceases to."""
    spans = [(it.start, it.end) for edition in catalogue.editions(standard) for it in edition.in_force]
    spans += [(it.start, it.end) for it in catalogue.amendments if it.standard == standard]
    ends = {end + datetime.timedelta(days=1) for _, end in spans if end is not None}
    return tuple(sorted({start for start, _ in spans} | ends))


def _amendments(catalogue: Catalogue, standard: str, case: str) -> list[Amendment]:
    return [it for it in catalogue.amendments if it.standard == standard and case in it.cases]


def _opens(item: Guidance) -> datetime.date:
    assert item.round is not None
    return item.round.opens
