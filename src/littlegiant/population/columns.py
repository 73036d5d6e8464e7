"""What is written of each firm: the columns in order, each an expression over the draws of `drawing.sql`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from littlegiant.population.draws import bell, uniform
from littlegiant.population.model import Model

YEARS = range(2020, 2026)
RECENT = range(2023, 2026)
"""The years in which firms without a title have accounts."""
TITLED = "tier > 0"
MONEY = ("rnd_expense", "total_assets", "total_liabilities", "net_profit", "equity_raised")
THOUSAND = 1000


def columns(model: Model) -> dict[str, str]:
    """Return SQL by column name, in the order of the file."""
    found = dict(_identity())
    found |= dict(_people(model))
    for year in YEARS:
        found |= dict(_year(model, year))
    found |= dict(_market(model))
    found |= dict(_property(model))
    found |= dict(_scores(model))
    found |= dict(_history(model))
    found |= {name: _flag(name, flag.yes, flag.known) for name, flag in model.flags.items()}
    found |= {name: _level(model, name) for name in model.levels}
    return found | dict(_titles(model))


def thousands(amount: str) -> str:
    """Return SQL for an amount in whole thousands of yuan."""
    return f"round(({amount}) / {THOUSAND})::BIGINT * {THOUSAND}"


def by_group(numbers: Sequence[float]) -> str:
    """Return SQL for the number of the firm's group."""
    return f"([{', '.join(map(repr, map(float, numbers)))}])[g]"


def known(name: str, value: str, chances: Sequence[float]) -> str:
    """Return SQL that leaves a value out with the chance of the firm's group; groups that never know draw nothing."""
    first = next(place for place, chance in enumerate(chances, 1) if chance > 0)
    test = f"{uniform(f'known {name}')} < {by_group(chances)}"
    return f"CASE WHEN {f'g >= {first} AND ' if first > 1 else ''}{test} THEN {value} END"


def _identity() -> Iterator[tuple[str, str]]:
    yield "id", "'SYN-' || lpad(i::VARCHAR, 9, '0')"
    yield "name", "'合成企业 ' || lpad(i::VARCHAR, 9, '0')"
    yield "synthetic", "true"
    yield "city", "$city"
    yield "industry", "industry"
    yield "founded", "DATE '2025-12-31' - (age * 365.25)::INT"


def _people(model: Model) -> Iterator[tuple[str, str]]:
    for year in range(2022, 2026):
        asked = "" if year == 2025 else f"{TITLED} AND born <= {year} AND "
        scale = "staff" if year == 2025 else f"greatest(round(staff * pow(t{year} / turnover, 0.6)), 1)"
        value = known(f"employees_{year}", f"({scale})::INT", model.known["headcount"])
        yield f"employees_{year}", value if not asked else f"CASE WHEN {asked}true THEN {value} END"
        part = (
            f"round({scale} * least({model.number('rnd_staff')} * exp(0.4 * {bell('rnd staff')}), 0.9))::INT"
        )
        yield (
            f"rnd_staff_{year}",
            f"CASE WHEN {asked or f'{TITLED} AND '}true THEN {known(f'rnd_staff_{year}', part, model.known['research'])} END",
        )
    technical = (
        f"round(staff * least(1.4 * {model.number('rnd_staff')} * exp(0.4 * {bell('rnd staff')}), 0.95))::INT"
    )
    yield "tech_staff_2025", known("tech_staff_2025", technical, model.known["research"])


def _year(model: Model, year: int) -> Iterator[tuple[str, str]]:
    revenue = f"t{year}"
    focus = f"least(greatest(focus + 0.01 * {bell(f'focus {year}')}, 0.05), 1)"
    yield f"revenue_{year}", _account(model, "revenue", year, revenue)
    yield f"main_revenue_{year}", _account(model, "main_revenue", year, f"{revenue} * {focus}")
    if year >= 2021:
        research = f"{revenue} * least(effort * exp(0.06 * {bell(f'effort {year}')}), 0.6)"
        yield f"rnd_expense_{year}", _account(model, "rnd_expense", year, research, kind="research")
        raised = f"CASE WHEN {uniform(f'raising {year}')} < {model.number('equity_chance')} THEN 8e6 * exp({bell(f'raised {year}')}) ELSE 0 END"
        yield f"equity_raised_{year}", _account(model, "equity_raised", year, raised, kind="research")
    if year >= 2022:
        assets = f"wealth * CASE WHEN turnover > 0 THEN pow({revenue} / turnover, 0.7) ELSE 1 END"
        debts = f"{assets} * greatest(owing + 0.015 * {bell(f'owing {year}')}, 0.01)"
        profit = f"{revenue} * (margin + 0.02 * {bell(f'margin {year}')})"
        yield f"total_assets_{year}", _account(model, "total_assets", year, assets)
        yield f"total_liabilities_{year}", _account(model, "total_liabilities", year, debts)
        yield f"net_profit_{year}", _account(model, "net_profit", year, profit)
    if year == 2025:
        yield (
            "total_cost_2025",
            _account(model, "total_cost", year, f"{revenue} * greatest(1 - 1.15 * margin, 0.2)"),
        )


def _account(model: Model, name: str, year: int, amount: str, kind: str = "account") -> str:
    """Return SQL for an amount of a year: known to firms that were there, had accounts, and have this one at hand."""
    there = f"audited AND born <= {year}" + ("" if year in RECENT else f" AND {TITLED}")
    return f"CASE WHEN {there} THEN {known(f'{name}_{year}', thousands(amount), model.known[kind])} END"


def _market(model: Model) -> Iterator[tuple[str, str]]:
    chance = model.known["market"]
    share = f"({model.number('share_least')} + {model.number('share_more')} * pow({uniform('share')}, {model.number('share_rarity')}))"
    yield (
        "niche_years",
        known(
            "niche_years",
            f"round(least(age, 1 + (age - 1) * (0.55 + 0.45 * {uniform('niche')})), 1)",
            model.known["property"],
        ),
    )
    yield "market_share", known("market_share", f"round({share}, 3)", chance)
    yield (
        "market_share_global",
        known("market_share_global", f"round({share} * 0.6 * {uniform('abroad')}, 3)", chance),
    )
    rank = f"(1 + floor({model.number('rank_most')} * pow({uniform('rank')}, 2)))::INT"
    yield "domestic_rank", known("domestic_rank", rank, chance)


def _property(model: Model) -> Iterator[tuple[str, str]]:
    """Yield counts whose parts never exceed the whole, and the rights are known together."""
    chances = model.known["property"]
    parts = {
        "class1_ip": "rights",
        "class1_ip_self": f"floor(rights * (0.5 + 0.55 * {uniform('self')}))",
        "class1_ip_high_value": f"floor(rights * 0.4 * {uniform('high value')})",
        "class1_ip_own": f"floor(rights * (0.6 + 0.5 * {uniform('own')}))",
    }
    for name, value in parts.items():
        yield name, known(name, f"least({value}, rights)::INT", chances)
    second = f"floor({model.number('class2')} * exp(0.8 * {bell('class2')}))"
    yield "class2_ip", known("class2_ip", f"({second})::INT", chances)
    yield (
        "class2_ip_115",
        known("class2_ip_115", f"({second} + floor(3 * {uniform('class2 115')}))::INT", chances),
    )


def _scores(model: Model) -> Iterator[tuple[str, str]]:
    chances = model.known["scores"]
    general = f"{model.number('development')} + {model.number('development_spread')} * {bell('development')}"
    for year, less in ((2025, 2), (2026, 0)):
        score = f"round(least(greatest({general} - {less} + 2 * {bell(f'development {year}')}, 0), 110), 1)"
        yield f"development_score_{year}", known(f"development_score_{year}", score, chances)
    level = f"floor(least(greatest({model.number('digital')} + 0.8 * {bell('digital')}, 0), 4))::INT"
    yield "digital_level", known("digital_level", level, chances)
    regional = f"round(least(greatest({model.number('regional')} + 2.5 * {bell('regional')}, 0), 15))"
    yield "regional_feature_score", known("regional_feature_score", regional, chances)


def _history(model: Model) -> Iterator[tuple[str, str]]:
    """Yield incidents and awards: what happened in the shorter period happened in the longer one too."""
    incident = f"{uniform('incident')} < {by_group(model.incidents.yes)}"
    recent = f"({incident} AND {uniform('incident lately')} < {model.recent_incidents})"
    for name, value in (("major_incident_3y", incident), ("major_incident_2y", recent)):
        yield name, known("incidents", f"({value})", model.incidents.known)
    for level, chances in (
        ("national", model.awards["national"]),
        ("provincial", model.awards["provincial"]),
    ):
        five = f"{uniform(f'{level} award')} < {by_group(chances)}"
        three = f"({five} AND {uniform(f'{level} award lately')} < {model.recent_awards})"
        rank = f"(1 + floor(8 * pow({uniform(f'{level} rank')}, 1.5)))::INT"
        yield f"{level}_award_3y", known(f"{level} award", three, model.awards["known"])
        yield (
            f"{level}_award_rank_3y",
            known(f"{level} award", f"CASE WHEN {three} THEN {rank} END", model.awards["known"]),
        )
        if level == "national":
            yield "national_award_5y", known(f"{level} award", f"({five})", model.awards["known"])
            yield (
                "national_award_rank_5y",
                known(f"{level} award", f"CASE WHEN {five} THEN {rank} END", model.awards["known"]),
            )


def _flag(name: str, yes: Sequence[float], chances: Sequence[float]) -> str:
    """Return SQL for a yes-or-no fact from one draw: yes, then no, then not known."""
    first = next(place for place, chance in enumerate(chances, 1) if chance > 0)
    agreed = [a * b for a, b in zip(yes, chances, strict=True)]
    draw = uniform(name)
    said = f"CASE WHEN {draw} < {by_group(agreed)} THEN true WHEN {draw} < {by_group(chances)} THEN false END"
    return said if first == 1 else f"CASE WHEN g >= {first} THEN {said} END"


def _level(model: Model, name: str) -> str:
    level = model.levels[name]
    draw, borders = uniform(name), [list(_running(chances)) for chances in level.chances]
    steps = [
        f"WHEN {draw} < {by_group([row[place] for row in borders])} THEN '{option}'"
        for place, option in enumerate(level.options[:-1])
    ]
    return known(name, f"CASE {' '.join(steps)} ELSE '{level.options[-1]}' END", level.known)


def _running(chances: Sequence[float]) -> Iterator[float]:
    total = 0.0
    for chance in chances:
        total += chance
        yield total


def _titles(model: Model) -> Iterator[tuple[str, str]]:
    """Yield the titles in force at the end of 2025, and since when."""
    draw = uniform("first tier")
    only = by_group(model.titles["innovative_only"])
    both = by_group(
        [a + b for a, b in zip(model.titles["innovative_only"], model.titles["both"], strict=True)]
    )
    innovative, technical = f"(tier > 0 AND {draw} < {both})", f"(tier > 0 AND {draw} >= {only})"
    yield "holds_innovative_sme", innovative
    yield "holds_tech_sme", technical
    yield "holds_srdi_sme", "(tier >= 2)"
    yield "holds_little_giant", "(tier = 3)"
    yield (
        "first_tier_since",
        (
            f"CASE WHEN {innovative} THEN make_date({_since('innovative since')}, 9, 1) "
            "WHEN tier > 0 THEN DATE '2025-07-01' END"
        ),
    )
    yield "second_tier_since", f"CASE WHEN tier >= 2 THEN make_date({_since('srdi since')}, 12, 1) END"
    yield "third_tier_since", "CASE WHEN tier = 3 THEN make_date(led, 10, 1) END"
    case = f"CASE WHEN {uniform('led by renewal')} < $renewed THEN 'renewal' ELSE 'new' END"
    yield "third_tier_case", f"CASE WHEN tier = 3 THEN {case} END"


def _since(name: str) -> str:
    """Return SQL for the year of a recognition that lasts three years, after the year of the founding."""
    return f"greatest((2023 + floor(3 * {uniform(name)}))::INT, (born + 1)::INT)"
