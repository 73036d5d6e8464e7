"""Link an edition for one case, day and place: amendments applied, expressions parsed, texts gathered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.places import province_code
from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import ByPlace, ClassAmong, Condition, atoms
from littlegiant.rules.scope import Numbers, Scope, Threshold
from littlegiant.rules.scores import Indicator, Points, PointsByPlace, Score
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.classes_of import link_classification
from littlegiant.standards.criteria_of import link_criteria
from littlegiant.standards.documents import Steps
from littlegiant.standards.guidance_of import link_guidance
from littlegiant.standards.model import Amendment, Criterion, Edition, Entry, Rulebook, Waiver
from littlegiant.standards.reading import cases_of, entry, mapping, sequence, threshold
from littlegiant.standards.score_of import link_score, score_parts
from littlegiant.standards.tests_of import ALWAYS, Linker


@dataclass(frozen=True)
class Setting:
    """For which case, day and place a rulebook is linked.

    `jurisdiction` None follows each enterprise's province, `CN` is the whole country, `CN-GD` a province.
    `adjust` replaces single numbers by key, to see what depends on them. Without `overlays` the edition stands as
    it was issued, whatever notices and provinces changed later. `also` are further amendments, applied last.
    """

    case: str
    as_of: datetime.date
    jurisdiction: str | None = None
    adjust: Mapping[str, Fraction] = field(default_factory=dict)
    overlays: bool = True
    also: tuple[Amendment, ...] = ()


def link(edition: Edition, catalogue: Catalogue, setting: Setting) -> Rulebook:
    """Return the rulebook of an edition; findings stay in its documents (see `demand_clean`)."""
    known = (*(catalogue.amendments if setting.overlays else ()), *setting.also)
    amendments = [item for item in known if item.covers(edition, setting.case, setting.as_of)]
    applied = [item for item in amendments if item.province is None or item.province == setting.jurisdiction]
    base = _Linking(edition, catalogue, setting, tuple(applied)).rulebook()
    if setting.jurisdiction is not None:
        return base
    variants = []
    for place in sorted({item.province for item in amendments if item.province}):
        chosen = tuple(item for item in amendments if item.province in (None, place))
        code = province_code(place)
        if code is not None:
            variants.append((code, _Linking(edition, catalogue, setting, chosen).rulebook()))
    if not variants:
        return base
    return replace(
        base,
        criteria=_by_place(base, variants),
        score=_score_by_place(base, variants),
        classifications=_all_classifications(base, variants),
        variants=tuple(variants),
    )


def demand_clean(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook, or raise standard.broken with the first finding of its documents."""
    documents = [rulebook.edition.document, *(item.document for item in rulebook.amendments)]
    findings = [finding for document in documents for finding in document.findings]
    if not findings:
        return rulebook
    first = findings[0]
    raise LittleGiantError(
        "standard.broken",
        Text(
            f"标准文件有误：{first.in_language('zh')}",
            f"The standard's file is broken: {first.in_language('en')}",
        ),
        Text(
            "用 littlegiant standards check 查看全部问题。",
            "See every finding with: littlegiant standards check",
        ),
    )


def _by_place(base: Rulebook, variants: list[tuple[str, Rulebook]]) -> tuple[Criterion, ...]:
    """Merge the criteria of the country and of single provinces into conditions that follow the province."""
    order = {item.id: item for item in base.criteria}
    for _, variant in variants:
        for item in variant.criteria:
            order.setdefault(item.id, item)
    return tuple(_merged(item, base, variants) for item in order.values())


def _merged(item: Criterion, base: Rulebook, variants: list[tuple[str, Rulebook]]) -> Criterion:
    default = _condition(base, item.id)
    branches = [(code, _condition(variant, item.id)) for code, variant in variants]
    different = tuple((code, condition) for code, condition in branches if condition != default)
    return replace(item, condition=ByPlace(different, default)) if different else item


def _score_by_place(base: Rulebook, variants: list[tuple[str, Rulebook]]) -> Score | None:
    """Merge the scores, whose groups and indicators are the file's everywhere, into points that follow the province."""
    if base.score is None:
        return None
    local = [
        (code, {item.id: item.points for item in variant.score.indicators})
        for code, variant in variants
        if variant.score is not None
    ]
    groups = tuple(
        replace(group, indicators=tuple(_points_by_place(item, local) for item in group.indicators))
        for group in base.score.groups
    )
    return replace(base.score, groups=groups)


def _points_by_place(item: Indicator, local: list[tuple[str, dict[str, Points]]]) -> Indicator:
    different = tuple((code, points[item.id]) for code, points in local if points[item.id] != item.points)
    return replace(item, points=PointsByPlace(different, item.points)) if different else item


def _all_classifications(base: Rulebook, variants: list[tuple[str, Rulebook]]) -> dict[str, Classification]:
    """Add the classifications that only a province's criteria look at."""
    found = dict(base.classifications)
    for _, variant in variants:
        found = variant.classifications | found
    return dict(sorted(found.items()))


def _cases(amendment: Amendment, fields: dict[str, Any], steps: Steps) -> tuple[str, ...]:
    return cases_of(amendment.document, fields, steps) if "cases" in fields else amendment.cases


def _condition(rulebook: Rulebook, criterion_id: str) -> Condition:
    found = rulebook.criterion(criterion_id)
    return ALWAYS if found is None else found.condition


class _Linking:
    """One pass over an edition file and the overlays that apply."""

    def __init__(
        self, edition: Edition, catalogue: Catalogue, setting: Setting, amendments: tuple[Amendment, ...]
    ) -> None:
        self.edition = edition
        self.catalogue = catalogue
        self.setting = setting
        self.amendments = amendments
        self.numbers = Numbers(setting.adjust)
        self.labels: dict[str, Entry] = {}
        self.used: set[str] = set()
        self.broken: set[str] = set()
        self.root = edition.document.root

    def rulebook(self) -> Rulebook:
        """Link everything and return the rulebook."""
        thresholds = self._thresholds()
        linker = self._linker(self.edition, thresholds)
        score = link_score(linker, self.root["score"]) if "score" in self.root else None
        criteria = link_criteria(linker, self.root.get("criteria"), ("criteria",))
        for amendment in self.amendments:
            self._add(amendment, criteria, thresholds)
        waived = self._waived({item.id for item in criteria})
        kept = tuple(
            self._marked(item) for item in criteria if item.id not in {waiver.criterion for waiver in waived}
        )
        return Rulebook(
            edition=self.edition,
            case=self.setting.case,
            as_of=self.setting.as_of,
            criteria=kept,
            score=score,
            classifications=self._classifications(linker, kept),
            labels=self.labels,
            numbers=self.numbers,
            thresholds=thresholds,
            waived=waived,
            amendments=self.amendments,
            guidance=link_guidance(self.edition, self.amendments, self.setting.case),
            unused=tuple(name for name in thresholds if name not in self.used),
        )

    def _linker(self, origin: Edition | Amendment, thresholds: dict[str, Threshold]) -> Linker:
        scope = Scope(
            dictionary=load_dictionary(),
            thresholds=thresholds,
            numbers=self.numbers,
            score_parts=score_parts(self.root.get("score")),
            classifications={name: self._met(name) for name in self.catalogue.classification_ids},
            used=self.used,
            broken=frozenset(self.broken),
        )
        return Linker(origin.document, scope, self.setting.case, origin.sources, self.labels)

    def _thresholds(self) -> dict[str, Threshold]:
        document, found = self.edition.document, {}
        for name, raw in mapping(document, self.root.get("thresholds", {}), ("thresholds",)).items():
            found[name] = threshold(document, raw, ("thresholds", name), self.edition.sources)
            if name in load_dictionary():
                message = Text(f"阈值“{name}”与事实同名。", f"the threshold '{name}' has the name of a fact.")
                document.report(("thresholds", name), "threshold", message)
        for amendment in self.amendments:
            for key in ("thresholds", "set"):
                found |= self._overlay_thresholds(amendment, key, set(found))
        self.broken = {name for name, value in found.items() if value is None}
        return {name: value for name, value in found.items() if value is not None}

    def _overlay_thresholds(
        self, amendment: Amendment, key: str, known: set[str]
    ) -> dict[str, Threshold | None]:
        document, steps = amendment.document, ("amends", amendment.index, key)
        found = {}
        for name, raw in mapping(document, amendment.body.get(key, {}), steps).items():
            found[name] = threshold(document, raw, (*steps, name), amendment.sources)
            if key == "set" and name not in known:
                message = Text(
                    f"{self.edition.name} 没有名为“{name}”的阈值。",
                    f"{self.edition.name} has no threshold '{name}'.",
                )
                document.report((*steps, name), "threshold", message)
        return found

    def _add(self, amendment: Amendment, criteria: list[Criterion], thresholds: dict[str, Threshold]) -> None:
        steps = ("amends", amendment.index, "add")
        linker = self._linker(amendment, thresholds)
        for item in link_criteria(linker, amendment.body.get("add"), steps, amendment.overlay):
            if any(other.id == item.id for other in criteria):
                message = Text(f"条件 {item.id} 已存在。", f"there is a criterion {item.id} already.")
                amendment.document.report(steps, "id", message)
            criteria.append(item)

    def _waived(self, known: set[str]) -> tuple[Waiver, ...]:
        found = []
        for amendment, steps, fields in self._remarks("waive", known):
            label = entry(amendment.document, fields, steps, (amendment.sources, None))
            found.append(Waiver(str(fields["criterion"]), label, amendment.overlay))
        return tuple(found)

    def _marked(self, criterion: Criterion) -> Criterion:
        label = criterion.entry
        for amendment, steps, fields in self._remarks("mark", {criterion.id}):
            if fields.get("criterion") == criterion.id:
                mark = entry(amendment.document, fields, steps, (amendment.sources, label))
                label = replace(label, confidence=mark.confidence, remarks=(*label.remarks, mark.text))
        self.labels[criterion.id] = label
        return replace(criterion, entry=label)

    def _remarks(
        self, key: str, known: set[str]
    ) -> list[tuple[Amendment, tuple[str | int, ...], dict[str, Any]]]:
        found: list[tuple[Amendment, tuple[str | int, ...], dict[str, Any]]] = []
        for amendment in self.amendments:
            steps: tuple[str | int, ...] = ("amends", amendment.index, key)
            for index, raw in enumerate(sequence(amendment.document, amendment.body.get(key), steps)):
                fields = mapping(amendment.document, raw, (*steps, index))
                if self.setting.case not in _cases(amendment, fields, (*steps, index)):
                    continue
                if key == "waive" and fields.get("criterion") not in known:
                    message = Text(
                        f"没有条件“{fields.get('criterion')}”。",
                        f"there is no criterion '{fields.get('criterion')}'.",
                    )
                    amendment.document.report((*steps, index), "id", message)
                    continue
                found.append((amendment, (*steps, index), fields))
        return found

    def _met(self, standard: str) -> frozenset[str]:
        edition = self._classifier(standard)
        raw = edition.document.root.get("classification")
        met = raw.get("met") if isinstance(raw, dict) else None
        return frozenset(str(item) for item in met) if isinstance(met, list) else frozenset()

    def _classifier(self, standard: str) -> Edition:
        found = self.catalogue.in_force(standard, "new", self.setting.as_of)
        return found or self.catalogue.editions(standard)[0]

    def _classifications(self, linker: Linker, criteria: tuple[Criterion, ...]) -> dict[str, Classification]:
        needed = {
            atom.classification
            for criterion in criteria
            for atom in atoms(criterion.condition)
            if isinstance(atom, ClassAmong)
        }
        if "classification" in self.root:
            needed.add(self.edition.id)
        return {name: self._classification(linker, name) for name in sorted(needed)}

    def _classification(self, linker: Linker, standard: str) -> Classification:
        edition = self.edition if standard == self.edition.id else self._classifier(standard)
        labels: dict[str, Entry] = {}
        scope = replace(linker.scope, numbers=self.numbers if edition is self.edition else Numbers())
        inner = Linker(edition.document, scope, linker.case, edition.sources, labels)
        linked = link_classification(inner, edition.document.root.get("classification"))
        self.labels.update({f"{standard}:{path}": label for path, label in labels.items()})
        return linked
