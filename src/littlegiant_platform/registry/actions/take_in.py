"""Takes a table in: every row or none; and takes it back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant_platform.accounts.models import Place
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record, record_all
from littlegiant_platform.registry.actions.enrol import checked_code
from littlegiant_platform.registry.models import Enterprise, Intake, Source, Statement
from littlegiant_platform.registry.projection import refresh
from littlegiant_platform.registry.reading import Table
from littlegiant_platform.registry.vocabulary import vocabulary

IDENTITY = frozenset({"id", "uscc", "name", "country", "province", "city"})
Identified = tuple[dict[str, Any], dict[str, Any]]
PLACES_OF_NUMBERS = Decimal("0.000001")


@dataclass(frozen=True)
class Terms:
    """How a table is taken in: under which name, from which source, since which day its states are true.

    `within` are the paths of the places it may bring enterprises for; None: everywhere. `synthetic` marks every enterprise it enrols.
    """

    name: str
    source: str = Source.IMPORT
    since: datetime.date | None = None
    within: tuple[str, ...] | None = None
    synthetic: bool = False


def take_in(table: Table, terms: Terms, actor: Actor) -> Intake:
    """Enrol enterprises that are new and state what the table says of all of them; all of it or nothing.

    Raises import.rows with the rows that cannot be taken in: a wrong code, no name, a place that is none or not yours.
    """
    with transaction.atomic():
        intake = Intake.objects.create(
            name=terms.name[:200], digest=table.digest, rows=0, statements=0, faults=table.faults.total,
            recorded=clock.now(), recorded_by=actor.name,
        )  # fmt: skip
        taking = _Taking(intake, terms, actor)
        for chunk in table.chunks():
            taking.add(chunk)
        taking.demand_clean()
        intake.save()
        after = {"rows": intake.rows, "statements": intake.statements, "digest": intake.digest}
        record(Act("table.taken-in", f"intake:{intake.pk}", None, after), actor)
    return intake


def take_back(intake: Intake, actor: Actor) -> Intake:
    """End every statement that a table brought and that still stands; what was corrected since stays corrected.

    Raises import.undone where it has been taken back already.
    """
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.undone is not None:
            raise LittleGiantError(
                "import.undone", Text("该导入已被撤回。", "This import has been taken back already.")
            )
        entry = record(Act("table.taken-back", f"intake:{locked.pk}", {"name": locked.name}), actor)
        standing = Statement.objects.filter(intake=locked, ended__isnull=True)
        touched = list(standing.values_list("enterprise", flat=True).distinct())
        standing.update(ended=entry.at)
        locked.undone, locked.undone_by = entry.at, actor.name
        locked.save()
        for enterprise in Enterprise.objects.filter(pk__in=touched).iterator():
            enterprise.version = entry.sequence
            refresh(enterprise)
    return locked


@dataclass
class _Taking:
    """One import while it runs; `faults` are the rows that cannot be taken in, with why."""

    intake: Intake
    terms: Terms
    actor: Actor
    faults: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = {place.code: place for place in Place.objects.all()}

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Take in some rows."""
        taken = [one for row in rows if (one := self._identified(row)) is not None]
        if self.faults:
            return
        enterprises = self._enrolled(taken)
        statements: list[Statement] = []
        acts = []
        for (_, row), enterprise in zip(taken, enterprises, strict=True):
            own = list(self._statements(enterprise, row))
            statements += own
            said = {f"{one.fact}{f'_{one.year}' if one.year else ''}": one.value for one in own}
            acts.append(Act("table.row", enterprise.subject, None, {"intake": self.intake.pk, "facts": said}))
        entries = record_all(acts, self.actor)
        for enterprise, entry in zip(enterprises, entries, strict=True):
            enterprise.version = entry.sequence
        for statement in statements:
            statement.recorded = entries[-1].at
        Statement.objects.bulk_create(statements, batch_size=1000)
        Enterprise.objects.bulk_update(
            enterprises, ["name", "place", "industry", "founded", "version"], batch_size=500
        )
        self.intake.rows += len(rows)
        self.intake.statements += len(statements)

    def demand_clean(self) -> None:
        """Refuse the whole table where a row cannot be taken in."""
        if not self.faults:
            return
        shown = self.faults[:20]
        raise LittleGiantError(
            "import.rows",
            Text(
                f"{len(self.faults)} 行无法导入：\n" + "\n".join(fault.zh for fault in shown),
                f"{len(self.faults)} rows cannot be taken in:\n" + "\n".join(fault.en for fault in shown),
            ),
            Text("没有导入任何内容；请改正后重试。", "Nothing was taken in; mend them and try again."),
        )

    def _identified(self, row: dict[str, Any]) -> Identified | None:
        """Return who a row is about, with the row; notes what is wrong with it."""
        number = str(row.get("id", ""))
        name = str(row.get("name", "")).strip()
        try:
            uscc = checked_code(str(row["uscc"])) if row.get("uscc") else None
        except LittleGiantError as error:
            return self._refused(number, error.message)
        place = self._place(row)
        if not name:
            return self._refused(number, Text("缺少企业名称", "there is no name"))
        if place is None and (row.get("province") or row.get("city")):
            return self._refused(number, Text("所在地不存在", "there is no such place"))
        if self.terms.within is not None and not (place and place.path.startswith(self.terms.within)):
            return self._refused(number, Text("不在您的辖区内", "it lies outside of your places"))
        return {"uscc": uscc, "reference": None if uscc else number, "name": name, "place": place}, row

    def _place(self, row: dict[str, Any]) -> Place | None:
        code = str(row.get("city") or "")
        if code.isdigit():
            return self.places.get(code.ljust(6, "0"))
        province = self.places.get(str(row.get("province", "")).ljust(6, "0"))
        if province is None or not code:
            return province
        within = (one for one in self.places.values() if one.path.startswith(province.path))
        return next((one for one in within if one.name == code), None)

    def _refused(self, number: str, what: Text) -> Identified | None:
        self.faults.append(Text(f"{number}：{what.zh}", f"{number}: {what.en}"))
        return None

    def _enrolled(self, taken: Sequence[Identified]) -> list[Enterprise]:
        """Return the enterprise of each row, new ones enrolled."""
        codes = [who["uscc"] for who, _ in taken if who["uscc"]]
        references = [who["reference"] for who, _ in taken if who["reference"]]
        known: dict[Any, Enterprise] = {}
        for one in Enterprise.objects.select_for_update().filter(uscc__in=codes):
            known[one.uscc] = one
        for one in Enterprise.objects.select_for_update().filter(reference__in=references):
            known[one.reference] = one
        fresh, found = [], []
        for who, row in taken:
            key = who["uscc"] or who["reference"]
            one = known.get(key) or Enterprise(
                **who, synthetic=self.terms.synthetic, created=self.intake.recorded
            )
            if key not in known:
                known[key] = one
                fresh.append(one)
            one.name, one.place = who["name"], who["place"] or one.place
            one.industry = str(row.get("industry", one.industry) or "")
            if row.get("founded"):
                one.founded = datetime.date.fromisoformat(str(row["founded"]))
            found.append(one)
        Enterprise.objects.bulk_create(fresh, batch_size=500)
        return found

    def _statements(self, enterprise: Enterprise, row: dict[str, Any]) -> Iterator[Statement]:
        """Yield what a row says, a fact each."""
        place = enterprise.place
        said: dict[str, Any] = {"name": row["name"], **({"place": place.code} if place else {})}
        said |= {column: value for column, value in row.items() if column not in IDENTITY}
        for column, value in said.items():
            resolved = load_dictionary().of_column(column)
            name, year = (resolved[0].id, resolved[1]) if resolved else (column, None)
            if name not in vocabulary():
                continue
            yield self._statement(enterprise, name, year, value)

    def _statement(self, enterprise: Enterprise, name: str, year: int | None, value: Any) -> Statement:
        is_flag, is_number = isinstance(value, bool), isinstance(value, int | Decimal)
        return Statement(
            enterprise=enterprise, fact=name, year=year, since=None if year else self.terms.since, source=self.terms.source,
            flag=value if is_flag else None,
            number=Decimal(value).quantize(PLACES_OF_NUMBERS) if is_number and not is_flag else None,
            text=None if is_flag or is_number else str(value),
            recorded_by=self.actor.name, intake=self.intake,
        )  # fmt: skip
