"""A demonstration set: a synthetic province, marked so in every row, with accounts to sign in by."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from littlegiant.population.country import Country
from littlegiant_platform.accounts.models import Membership, Organisation, Place, User
from littlegiant_platform.accounts.places import load_places
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import system
from littlegiant_platform.registry.actions.grant import Granted, grant_all
from littlegiant_platform.registry.actions.take_in import Terms, take_in
from littlegiant_platform.registry.models import Enterprise
from littlegiant_platform.registry.queries.rights import anniversary
from littlegiant_platform.registry.reading import opened

ACTOR = system("demonstration")
PROVINCE, COUNTRY_FIRMS, SEED = "33", 30_000, 1
YEARS = 3
TITLES = (
    ("first_tier_since", "holds_innovative_sme", "cn/innovative-sme", "2022", "省级主管部门（虚构批次）"),
    ("first_tier_since", "holds_tech_sme", "cn/tech-sme", "2017", "省级主管部门（虚构批次）"),
    ("second_tier_since", "holds_srdi_sme", "cn/srdi-sme", "2022", "省级主管部门（虚构批次）"),
    ("third_tier_since", "holds_little_giant", "cn/little-giant", "2022", "部级主管部门（虚构批次）"),
)
PASSWORD = "little-giant-demo"


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    email: str
    name: str
    organisation: str
    kind: str
    place: str | None = None


ACCOUNTS = (
    Account("ministry@demo.invalid", "演示·部级经办", "演示部级主管部门", "office", "000000"),
    Account("province@demo.invalid", "演示·省级经办", "演示省级主管部门", "office", "330000"),
    Account("city@demo.invalid", "演示·市级经办", "演示市级主管部门", "office", "330100"),
    Account("firm@demo.invalid", "演示·企业填报人", "演示企业", "enterprise"),
    Account("bank@demo.invalid", "演示·银行", "演示银行", "bank"),
)


def is_empty() -> bool:
    """Say whether there is nothing yet that a demonstration could stand beside."""
    return not (Enterprise.objects.exists() or User.objects.exists())


def demonstrate() -> int:
    """Fill an empty platform; return how many enterprises there are. All of it or nothing."""
    with transaction.atomic(), TemporaryDirectory(prefix="littlegiant-") as folder:
        load_places()
        province = Path(folder) / "country"
        Country(COUNTRY_FIRMS, SEED).write(province)
        terms = Terms("合成省（演示数据）", since=datetime.date(2025, 12, 31), synthetic=True)
        with opened(province / f"province={PROVINCE}" / "part-0001.parquet") as table:
            intake = take_in(table, terms, ACTOR)
        _grant(province)
        _accounts()
        return intake.rows


def _grant(country: Path) -> None:
    enterprises = {one.reference: one for one in Enterprise.objects.filter(reference__isnull=False)}
    grant_all(
        [(enterprises[row["id"]], granted) for row in _titled(country) for granted in _granted(row)], ACTOR
    )


def _titled(country: Path) -> list[dict[str, Any]]:
    import duckdb

    result = duckdb.execute(
        "SELECT * FROM read_parquet(?, hive_partitioning = true, hive_types_autocast = false) "
        "WHERE first_tier_since IS NOT NULL AND province = ?",
        [str(country / "*" / "*.parquet"), PROVINCE],
    )
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _granted(row: dict[str, Any]) -> Iterator[Granted]:
    for column, holds, standard, edition, authority in TITLES:
        since = row.get(column)
        if since is not None and row.get(holds) is not False:
            yield Granted(
                standard, edition, f"{since.year}", authority, since, anniversary(since, YEARS), "演示数据"
            )


def _accounts() -> None:
    now = clock.now()
    for account in ACCOUNTS:
        place = Place.objects.get(pk=account.place) if account.place else None
        organisation = Organisation.objects.create(
            kind=account.kind, name=account.organisation, place=place, synthetic=True, created=now
        )
        user = User.objects.create_user(account.email, PASSWORD, name=account.name)
        EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
        Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.OWNER, since=now)
        if account.kind == Organisation.Kind.ENTERPRISE:
            own = Enterprise.objects.filter(titles__standard="cn/little-giant").order_by("name").first()
            if own is not None:
                own.organisation = organisation
                own.save(update_fields=["organisation"])
