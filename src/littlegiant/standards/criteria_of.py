"""Link the criteria of a file: test and routes into one condition, texts into labels."""

from __future__ import annotations

from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.rules.conditions import Any, Condition, Named
from littlegiant.standards.documents import Steps
from littlegiant.standards.model import Criterion
from littlegiant.standards.reading import allowed_keys, cases_of, entry, mapping, name, sequence
from littlegiant.standards.tests_of import Linker

_KEYS = ("id", "clause", "text", "test", "evidence", "source", "confidence", "cases", "routes")
_ROUTE_KEYS = ("id", "kind", "clause", "text", "test", "evidence", "source", "confidence")


def link_criteria(
    linker: Linker, raw: Anything, steps: Steps, added_by: str | None = None
) -> list[Criterion]:
    """Return the criteria of a list that are examined in the linker's case."""
    found: list[Criterion] = []
    for index, item in enumerate(sequence(linker.document, raw, steps)):
        fields = mapping(linker.document, item, (*steps, index))
        criterion = _criterion(linker, fields, (*steps, index), added_by)
        if any(other.id == criterion.id for other in found):
            linker.document.report(
                (*steps, index),
                "id",
                Text(f"条件 {criterion.id} 重复。", f"criterion {criterion.id} occurs twice."),
            )
        if linker.case in cases_of(linker.document, fields, (*steps, index)):
            found.append(criterion)
    return found


def _criterion(linker: Linker, fields: dict[str, Anything], steps: Steps, added_by: str | None) -> Criterion:
    allowed_keys(linker.document, fields, steps, _KEYS)
    identity = name(linker.document, fields.get("id"), (*steps, "id"))
    label = entry(linker.document, fields, steps, (linker.sources, None))
    linker.labels[identity] = label
    test = linker.test(fields.get("test"), (*steps, "test"), identity)
    routes = sequence(linker.document, fields.get("routes"), (*steps, "routes"))
    if not routes:
        return Criterion(identity, label, test, added_by)
    ways: list[Condition] = [Named(identity, "test", test)]
    ways += [_route(linker, route, (*steps, "routes", index), identity) for index, route in enumerate(routes)]
    return Criterion(identity, label, Any(tuple(ways)), added_by)


def _route(linker: Linker, raw: Anything, steps: Steps, criterion: str) -> Condition:
    fields = mapping(linker.document, raw, steps)
    allowed_keys(linker.document, fields, steps, _ROUTE_KEYS)
    path = f"{criterion}/{name(linker.document, fields.get('id'), (*steps, 'id'))}"
    kind = fields.get("kind")
    if kind not in ("exemption", "alternative"):
        linker.document.report(
            steps,
            "route",
            Text("kind 应为 exemption 或 alternative。", "kind must be exemption or alternative."),
        )
    linker.labels[path] = entry(linker.document, fields, steps, (linker.sources, linker.labels[criterion]))
    test = linker.test(fields.get("test"), (*steps, "test"), path)
    return Named(path, "exemption" if kind == "exemption" else "alternative", test)
