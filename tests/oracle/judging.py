"""The oracle: judges one enterprise by a rulebook, slowly and in the most obvious way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.oracle.classifying import ClassRange, class_names, class_range
from tests.oracle.deciding import Sources, Verdict, all_of, among, decide
from tests.oracle.earning_points import score_parts
from tests.oracle.exact_numbers import Between
from tests.oracle.implied import Facts
from tests.oracle.reading_values import NONE, Enterprise

from littlegiant.standards.model import Rulebook


@dataclass(frozen=True)
class Judgement:
    """Everything that is said about one enterprise.

    `points` are keyed by indicator and group, the whole score by the empty name; `classes` by standard id.
    """

    criteria: dict[str, Verdict]
    points: dict[str, Between]
    classes: dict[str, ClassRange]
    outcome: Verdict


class Examination:
    """One enterprise under one rulebook; each part is worked out when it is first asked for. `slack` as in Enterprise."""

    def __init__(self, rulebook: Rulebook, facts: Facts, slack: Fraction = NONE) -> None:
        self.rulebook = rulebook
        self.firm = Enterprise(facts, rulebook.as_of, slack)
        self.sources = Sources(self.firm, lambda part: self.points[part], self._possible_classes)

    @cached_property
    def points(self) -> dict[str, Between]:
        """Return the points of every part of the score."""
        score = self.rulebook.score
        return {} if score is None else score_parts(score, Sources(self.firm))

    @cached_property
    def classes(self) -> dict[str, ClassRange]:
        """Return the range of classes by every classification."""
        return {name: class_range(item, self.firm) for name, item in self.rulebook.classifications.items()}

    def criterion(self, criterion_id: str) -> Verdict:
        """Return whether one criterion is met."""
        criterion = self.rulebook.criterion(criterion_id)
        assert criterion is not None, f"no criterion {criterion_id}"
        return decide(criterion.condition, self.sources)

    @property
    def outcome(self) -> Verdict:
        """Return whether all criteria are met, or the class is among those that count as met."""
        if self.rulebook.is_classification:
            name = self.rulebook.edition.id
            return among(self._possible_classes(name), self.rulebook.classifications[name].met)
        return all_of([self.criterion(item.id) for item in self.rulebook.criteria])

    def _possible_classes(self, name: str) -> frozenset[str] | None:
        return class_names(self.rulebook.classifications[name], self.classes[name])


def judge(rulebook: Rulebook, facts: Facts, slack: Fraction = NONE) -> Judgement:
    """Return everything the rulebook says about one enterprise."""
    found = Examination(rulebook, facts, slack)
    criteria = {item.id: found.criterion(item.id) for item in rulebook.criteria}
    return Judgement(criteria, found.points, found.classes, found.outcome)
