"""Draws whole standards as YAML files in a folder of their own, and links them."""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from tests.engines import known_gaps as gap
from tests.engines.expressions import COUNTED, OPERATORS, Pen
from tests.engines.known_gaps import GAPS

from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import Rulebook

AS_OF = datetime.date(2026, 5, 1)
TEXT = {"zh": "甲", "en": "A"}
SOURCED = {"source": "s", "confidence": "official"}
BORDERS = ("lower-inclusive", "upper-inclusive", "better")
LEVELS = (0, 5, 10, 15, 20, 2.5, 0.1)
CLASSES = ("micro", "small", "medium", "large")
INDUSTRIES = (["C"], ["I63-I64", "72"], ["G54-G58", "I652"], ["B", "D44"], ["651"])
PROVINCES = ("CN-GD", "CN-JS")


@dataclass(frozen=True)
class Drawn:
    """One standard with everything around it, as texts by file name, and how it is linked."""

    files: dict[str, str] = field(hash=False)
    case: str

    @classmethod
    def of(cls, files: dict[str, Any], case: str = "new") -> Drawn:
        """Return a standard from the contents of its files."""
        options = {"allow_unicode": True, "sort_keys": False, "width": 150}
        return cls({name: yaml.dump(content, **options) for name, content in files.items()}, case)

    def rulebook(self, jurisdiction: str | None = None) -> Rulebook:
        """Write the files, read them as a catalogue and link the standard; a finding is an error of the drawing."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in self.files.items():
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            catalogue = Catalogue(Path(folder))
            edition = catalogue.edition("cn/drawn@2026")
            return demand_clean(link(edition, catalogue, Setting(self.case, AS_OF, jurisdiction)))

    def __str__(self) -> str:
        return "\n".join(f"# {name}\n{text}" for name, text in self.files.items())


@st.composite
def standards(draw: Any, *, overlaid: bool = False) -> Drawn:
    """Draw a standard of criteria with all that belongs to it, or one that only classifies.

    `overlaid` draws an overlay for certain.
    """
    author = _Author(Pen(draw, source=SOURCED))
    if not overlaid and author.pen.chance(8):
        files = author.classification_alone()
    else:
        files = author.criteria_standard(overlaid=overlaid)
    return Drawn.of(files, author.pen.one(("new", "renewal")))


@st.composite
def standards_of_shared_facts(draw: Any) -> Drawn:
    """Draw a standard whose criteria are plain but demand something of the same few facts."""
    author = _Author(Pen(draw, source=SOURCED))
    return Drawn.of(author.shared_standard(), author.pen.one(("new", "renewal")))


class _Author:
    """Writes the files of one standard."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.parts: list[str] = []
        self.of_score: frozenset[str] = frozenset()
        self.classifies = False

    # -- files

    def classification_alone(self) -> dict[str, Any]:
        return {"cn/drawn@2026.yaml": {**edition("drawn"), "classification": self.classification()}}

    def criteria_standard(self, *, overlaid: bool) -> dict[str, Any]:
        pen, files = self.pen, {}
        score = self.score() if pen.chance(2) else None
        self.of_score = frozenset(pen.thresholds)
        self.classifies = pen.chance(4)
        criteria = [self.criterion(f"c{index}") for index in range(pen.one((1, 2, 3)))]
        if score is not None and not any("score" in str(item["test"]) for item in criteria):
            criteria.append(self.criterion("evaluation", self.score_test()))
        overlay = self.overlay([item["id"] for item in criteria]) if overlaid or pen.chance(3) else None
        content = {**edition("drawn"), "thresholds": pen.thresholds, "criteria": criteria}
        if score is not None:
            content["score"] = score
        files["cn/drawn@2026.yaml"] = content
        if self.classifies:
            files["cn/size@2026.yaml"] = {**edition("size"), "classification": self.classification()}
        if overlay is not None:
            files["cn/overlays/notice.yaml"] = overlay
        return files

    def shared_standard(self) -> dict[str, Any]:
        pen = self.pen
        tests: list[Any] = [self.shared_test() for _ in range(pen.one((2, 3, 4, 5)))]
        content: dict[str, Any] = edition("drawn")
        files = {"cn/drawn@2026.yaml": content}
        if pen.chance(3):
            files["cn/size@2026.yaml"] = {**edition("size"), "classification": self.classification()}
            tests.append("meets(cn/size)")
        if pen.chance(3):
            content["score"] = self.score()
            tests.append(f"score >= {pen.one((10, 5, 20))}")
        content["thresholds"] = pen.thresholds
        content["criteria"] = [
            {"id": f"c{index}", "text": TEXT, "test": test, **SOURCED} for index, test in enumerate(tests)
        ]
        return files

    def shared_test(self) -> Any:
        pen = self.pen
        one, other = pen.shared(), pen.shared()
        return pen.one(
            (
                one,
                one,
                one,
                {"any": [one, other]},
                {"all": [one, other]},
                {"when": pen.shared(), "then": one, "else": other},
                f"not ({one})",
                {"at_least": 1, "of": [one, other]},
            )
        )

    # -- criteria

    def criterion(self, identity: str, test: Any = None) -> dict[str, Any]:
        pen = self.pen
        found = {"id": identity, "text": TEXT, "test": test or self.test(pen.one((0, 1, 2))), **SOURCED}
        if pen.chance(4):
            kind = pen.one(("exemption", "alternative"))
            found["routes"] = [{"id": "way", "kind": kind, "text": TEXT, "test": self.test(pen.one((0, 1)))}]
        return found

    def test(self, depth: int) -> Any:
        pen = self.pen
        forms = [lambda: pen.expression(min(depth, 1)), lambda: pen.expression(depth)]
        if self.parts:
            forms.append(self.score_test)
        if self.classifies:
            forms.append(lambda: pen.one(("meets(cn/size)", "not meets(cn/size)")))
        if depth > 0:
            forms += [
                lambda: {pen.one(("all", "any")): self.tests(depth - 1)},
                lambda: self.at_least(depth - 1),
            ]
            forms += [lambda: self.by_case(depth - 1), lambda: self.choose(depth - 1)]
            forms.append(lambda: {"test": self.test(depth - 1), "text": TEXT, "id": "part"})
        return pen.one(forms)()

    def tests(self, depth: int) -> list[Any]:
        return [self.test(depth) for _ in range(self.pen.one((1, 2, 3)))]

    def at_least(self, depth: int) -> dict[str, Any]:
        items = self.tests(depth)
        return {"at_least": self.pen.one(range(1, len(items) + 1)), "of": items}

    def by_case(self, depth: int) -> dict[str, Any]:
        return {"by_case": {"new": self.test(depth), "renewal": self.test(depth)}}

    def choose(self, depth: int) -> dict[str, Any]:
        return {"when": self.test(0), "then": self.test(depth), "else": self.test(depth)}

    def score_test(self) -> str:
        part = self.pen.one(("score", *self.parts))
        return f"{part} {self.pen.one(OPERATORS[:4] if gap.EQUAL_POINTS in GAPS else OPERATORS)} {self.pen.one((10, 5, 15, 20, 30, 0, 7.5, 0.3))}"

    # -- the score

    def score(self) -> dict[str, Any]:
        groups = [self.group(f"g{index}") for index in range(self.pen.one((1, 2)))]
        self.parts = [f"score.{group['id']}" for group in groups]
        self.parts += [f"score.{item['id']}" for group in groups for item in group["indicators"]]
        most = sum(Decimal(str(group["max"])) for group in groups)
        cap = self.pen.one((1, 1, 1, 2))
        return {"text": TEXT, "max": _plain_number(most / cap), **SOURCED, "groups": groups}

    def group(self, identity: str) -> dict[str, Any]:
        indicators = [self.indicator(f"{identity}i{index}") for index in range(self.pen.one((1, 2, 3)))]
        most = sum(Decimal(str(item["max"])) for item in indicators)
        cap = self.pen.one((1, 1, 1, 2))
        return {"id": identity, "text": TEXT, "max": _plain_number(most / cap), "indicators": indicators}

    def indicator(self, identity: str) -> dict[str, Any]:
        points, most = self.points(1)
        return {"id": identity, "text": TEXT, "max": most, "points": points}

    def points(self, depth: int) -> tuple[dict[str, Any], Any]:
        forms = [self.bands, self.bands, self.first, self.per_item, self.given]
        if depth > 0:
            forms.append(self.better_of)
        return self.pen.one(forms)()

    def bands(self) -> tuple[dict[str, Any], Any]:
        pen = self.pen
        value, borders = self.scale()
        levels = [pen.one(LEVELS) for _ in range(len(borders) + 1)]
        lows, highs = [None, *borders], [*borders, None]
        bands = []
        for low, high, points in zip(lows, highs, levels, strict=True):
            ends = {"from": low, "to": high}
            bands.append({**{key: end for key, end in ends.items() if end is not None}, "points": points})
        return {"of": value, "border": pen.one(BORDERS), "bands": bands}, max(levels)

    def scale(self) -> tuple[str, list[Any]]:
        """Draw a value and rising borders for it."""
        pen = self.pen
        unit = pen.one(("ratio", "CNY", "persons", "count"))
        if unit == "count":
            fact = pen.one(
                (
                    "class1_ip",
                    "class1_ip_self",
                    "digital_level",
                    "development_score",
                    "national_award_rank_3y",
                )
            )
            return fact, sorted(pen.draw(st.sets(st.sampled_from(COUNTED[fact]), min_size=1)))
        ladder = {
            "ratio": ("0 %", "3 %", "5 %", "10 %", "50 %", "100 %"),
            "CNY": ("0 元", "0.3 元", "100 元", "500 万元", "1 亿元"),
            "persons": ("1 persons", "20 persons", "300 persons"),
        }[unit]
        chosen = pen.draw(st.sets(st.integers(0, len(ladder) - 1), min_size=1, max_size=4))
        return pen.value(unit), [ladder[index] for index in sorted(chosen)]

    def first(self) -> tuple[dict[str, Any], Any]:
        lines: list[dict[str, Any]] = [
            {"when": self.pen.expression(self.pen.one((0, 0, 1))), "points": self.pen.one(LEVELS)}
            for _ in range(self.pen.one((1, 2, 3)))
        ]
        lines.append({"points": self.pen.one(LEVELS)})
        return {"first": lines}, max(line["points"] for line in lines)

    def per_item(self) -> tuple[dict[str, Any], Any]:
        items = [self.pen.expression(self.pen.one((0, 0, 1))) for _ in range(self.pen.one((1, 2, 3)))]
        each, cap = self.pen.one((3, 1, 2.5, 0.1)), self.pen.one((5, 9, 1))
        return {"each": each, "up_to": cap, "of": items}, cap

    def given(self) -> tuple[dict[str, Any], Any]:
        value = self.pen.one(("regional_feature_score", "development_score", "development_score.previous"))
        cap = self.pen.one((15, 5) if gap.GIVEN_POINTS in GAPS else (15, 5, 60))
        return {"value": value, "up_to": cap}, cap

    def better_of(self) -> tuple[dict[str, Any], Any]:
        ways = [self.points(0) for _ in range(2)]
        return {"better_of": [points for points, _ in ways]}, max(most for _, most in ways)

    # -- the classification

    def classification(self) -> dict[str, Any]:
        pen = self.pen
        classes = list(CLASSES[: pen.one((2, 3, 4))])
        most = len(classes) - 1 if gap.ALL_CLASSES in GAPS else len(classes)
        met = pen.draw(st.sets(st.sampled_from(classes), min_size=1, max_size=most))
        industries = pen.draw(
            st.lists(st.sampled_from(range(len(INDUSTRIES))), min_size=1, max_size=3, unique=True)
        )
        rows = [
            {"row": number, "text": TEXT, "industries": INDUSTRIES[place], "bounds": self.bounds(classes)}
            for number, place in enumerate(industries, start=1)
        ]
        return {
            "text": TEXT, "classes": classes, "labels": dict.fromkeys(classes, TEXT),
            "met": [item for item in classes if item in met],
            "row_fact": "size_industry", "industry_fact": "industry", **SOURCED, "rows": rows,
        }  # fmt: skip

    def bounds(self, classes: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        above = classes[1:]
        for fact in self.pen.draw(
            st.lists(
                st.sampled_from(("employees", "revenue", "total_assets")), min_size=1, max_size=2, unique=True
            )
        ):
            ladder = (10, 300, 1000) if fact == "employees" else ("300 万元", "2000 万元", "40000 万元")
            found[fact] = dict(zip(above, ladder, strict=False))
        return found

    # -- the overlay

    def overlay(self, criteria: list[str]) -> dict[str, Any]:
        places = self.pen.draw(
            st.lists(st.sampled_from(("CN", *PROVINCES)), min_size=1, max_size=2, unique=True)
        )
        return overlay_of([self.amendment(place, index, criteria) for index, place in enumerate(places)])

    def amendment(self, place: str, index: int, criteria: list[str]) -> dict[str, Any]:
        pen = self.pen
        body: dict[str, Any] = {
            "standard": "cn/drawn", "edition": "2026", "cases": ["new", "renewal"],
            "from": datetime.date(2026, 1, 1), "jurisdiction": place,
        }  # fmt: skip
        fixed = self.of_score if place != "CN" and gap.PROVINCIAL_SCORES in GAPS else ()
        changed = [name for name in pen.thresholds if name not in fixed and pen.chance(2)]
        if changed:
            body["set"] = {name: _raised(pen.thresholds[name]) for name in changed}
        if pen.chance(3):
            body["waive"] = [{"criterion": criteria[0], "cases": ["new", "renewal"], "text": TEXT, **SOURCED}]
        if pen.chance(2) or len(body) == 5:
            inner = _Author(Pen(pen.draw, source=SOURCED, prefix=f"notice{index}_"))
            body["add"] = [inner.criterion(f"added{index}")]
            body["thresholds"] = inner.pen.thresholds
        return body


def _raised(threshold: dict[str, Any]) -> dict[str, Any]:
    return {**threshold, "value": _plain_number(Decimal(str(threshold["value"])) * 2 + 1)}


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def overlay_of(amendments: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the content of an overlay file."""
    return {
        "overlay": "cn/notice", "title": TEXT, "issuer": TEXT, "instrument": {"number": "1", **TEXT},
        "sources": {"s": TEXT}, "amends": amendments,
    }  # fmt: skip


def edition(name: str) -> dict[str, Any]:
    """Return the head of an edition file."""
    return {
        "standard": f"cn/{name}", "edition": "2026", "title": TEXT, "issuer": TEXT,
        "instrument": {"number": "1", **TEXT}, "jurisdiction": "CN", "currency": "CNY",
        "in_force": [{"case": case, "from": datetime.date(2026, 1, 1), **SOURCED} for case in ("new", "renewal")],
        "sources": {"s": TEXT},
    }  # fmt: skip
