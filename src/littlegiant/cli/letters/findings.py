"""The criteria of a letter: what is not met and by how much, what is not known and why, what is met."""

from __future__ import annotations

from dataclasses import replace

from littlegiant.cli.letters.document import (
    TRUST,
    Block,
    Bullets,
    Finding,
    Findings,
    Line,
    Paragraph,
    Section,
)
from littlegiant.cli.letters.parts import lines_of, subjects, under_its_wording
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_doubts import WEAK, weaker
from littlegiant.verdicts.explanation_facts import asked_for, column_name
from littlegiant.verdicts.explanation_tree import CriterionExplained, Explanation, RouteExplained
from littlegiant.verdicts.explanation_wording import together

MOST_NAMED = 6


def unmet_section(explanation: Explanation) -> Section | None:
    """Return what is not met and by how much, with the other ways that stand open."""
    items = _of(explanation, "unmet")
    if not items or _is_size(explanation):
        return None
    return Section(
        "unmet", Text("不满足的条件", "What is not met"), (Findings(_findings(explanation, "unmet")),)
    )


def conflict_section(explanation: Explanation) -> Section | None:
    """Return which criteria cannot all be met, where none of them fails for itself."""
    if not explanation.conflicts:
        return None
    lines = tuple(Line(item.text) for item in explanation.conflicts)
    return Section("conflict", Text("不可能同时满足的条件", "What cannot be met together"), (Bullets(lines),))


def unknown_section(explanation: Explanation) -> Section | None:
    """Return what cannot be judged, why it matters, and what would settle it."""
    if not _of(explanation, "unknown") or _is_size(explanation):
        return None
    start = len(_of(explanation, "unmet")) + 1
    blocks: list[Block] = [
        Paragraph(_why_it_matters(explanation)),
        Findings(_findings(explanation, "unknown"), start),
    ]
    return Section("unknown", Text("尚无法判断的条件", "What is not known"), tuple(blocks))


def met_section(explanation: Explanation) -> Section | None:
    """Return what is met and by how much."""
    items = _of(explanation, "met")
    if not items or _is_size(explanation):
        return None
    start = len(explanation.criteria) - len(items) + 1
    return Section(
        "met", Text("已满足的条件", "What is met"), (Findings(_findings(explanation, "met"), start),)
    )


def _is_size(explanation: Explanation) -> bool:
    return any(size.standard == explanation.standard for size in explanation.sizes)


def _of(explanation: Explanation, outcome: str) -> list[CriterionExplained]:
    return [item for item in explanation.criteria if item.outcome == outcome]


def _findings(explanation: Explanation, outcome: str) -> tuple[Finding, ...]:
    """Return the findings of one outcome; other ways told once are only pointed at."""
    order = [item for state in ("unmet", "unknown", "met") for item in _of(explanation, state)]
    told: dict[tuple[tuple[Text, str], ...], int] = {}
    found = []
    for number, item in enumerate(order, 1):
        ways = tuple((route.text, route.state) for route in item.routes)
        first = told.setdefault(ways, number) if ways and item.outcome != "met" else number
        if item.outcome == outcome:
            routes = _routes(item) if first == number else (_same_ways(first),)
            lines = _unrepeated((*_body(item), *routes, *_gaps(item)), item)
            found.append(Finding(item.id, item.outcome, item.text, _meta(item), lines))
    return tuple(found)


def _unrepeated(lines: tuple[Line, ...], item: CriterionExplained) -> tuple[Line, ...]:
    """Return lines that do not repeat their finding: its state, or a yes or no that its wording asks for itself."""
    state = item.outcome
    bare = item.test.kind == "truth" and not item.routes and not item.remarks
    if bare and state != "unmet":
        return ()
    if state == "met":
        return tuple(_unmarked(line, "met") for line in lines)
    if [line.state for line in lines if line.state is not None] == [state]:
        return tuple(replace(line, state=None) for line in lines)
    return lines


def _unmarked(line: Line, state: str) -> Line:
    """Return a line, and those below it, without the marks of one state."""
    mark = None if line.state == state else line.state
    return replace(line, state=mark, lines=tuple(_unmarked(inner, state) for inner in line.lines))


def _same_ways(number: int) -> Line:
    return Line(
        Text(f"其他途径与第{number}条所列相同。", f"The other ways are the same as under number {number}.")
    )


def _why_it_matters(explanation: Explanation) -> Text:
    open_ended = any(item.reason != "missing" for item in _of(explanation, "unknown"))
    zh, en = (
        ("，或规则对现有数据没有给出答案", " or because the rule gives no answer") if open_ended else ("", "")
    )
    if explanation.outcome == "unmet":
        return Text(
            f"下列条件因缺少数据{zh}，尚无法判断。它们改变不了上面的结果，但再次申报前应当查明。",
            f"The criteria below cannot be judged for want of facts{en}. They cannot change the result above, "
            "but should be settled before the next application.",
        )
    return Text(
        f"各项条件须全部满足，所以下列每一项都可能左右结果。现在无法判断，是因为缺少数据{zh}；无法判断不等于不满足。",
        f"All criteria must be met, so each of these can decide the result. They are open for want of facts{en}; "
        "not known does not mean not met.",
    )


def _meta(item: CriterionExplained) -> Text:
    trust = TRUST[item.confidence] if item.confidence in WEAK else None
    zh = [item.clause.zh, *(text.zh for text in item.changed), trust.zh if trust else ""]
    en = [item.clause.en, *(text.en for text in item.changed), trust.en if trust else ""]
    return Text("；".join(part for part in zh if part), "; ".join(part for part in en if part))


def _body(item: CriterionExplained) -> tuple[Line, ...]:
    """Return what was found: the route first where one was used, then the criterion's own test."""
    own = lines_of(item.test, item.confidence, item.change)
    used = next((route for route in item.routes if route.used), None)
    remarks = tuple(Line(remark) for remark in item.remarks)
    if used is None:
        return (*own, *remarks)
    words = Text("因此不必再看本项原来的要求：", "So the requirement itself no longer matters:")
    return (_used(used), Line(words, None, own), *remarks)


def _used(route: RouteExplained) -> Line:
    lines = under_its_wording(route.part, route.confidence)
    if route.kind == "exemption":
        return Line(
            Text(
                f"本项免予考查，因为符合：{route.text.zh}{_trust(route).zh}",
                f"Exempt, because this holds: {route.text.en}{_trust(route).en}",
            ),
            "met",
            lines,
        )
    return Line(
        Text(
            f"通过另一途径满足：{route.text.zh}{_trust(route).zh}",
            f"Met in another way: {route.text.en}{_trust(route).en}",
        ),
        "met",
        lines,
    )


def _trust(route: RouteExplained) -> Text:
    """Return where a route stands and how sure that is, unless its own wording says so."""
    zh, en = route.clause.zh, route.clause.en
    if TRUST[route.confidence].zh not in route.text.zh:
        zh, en = f"{zh}，{TRUST[route.confidence].zh}", f"{en}; {TRUST[route.confidence].en}"
    return Text(f"（{zh}）", f" ({en})")


def _routes(item: CriterionExplained) -> tuple[Line, ...]:
    """Return the routes that could satisfy a criterion that is not met by its own test."""
    if item.outcome == "met" or not item.routes:
        return ()
    lines = tuple(_open_route(route, item.confidence) for route in item.routes)
    if all(route.state == "unmet" for route in item.routes):
        lines = tuple(_unmarked(line, "unmet") for line in lines)
        return (Line(Text("其他途径也不满足：", "The other ways are not met either:"), None, lines),)
    return (Line(Text("也可以通过其他途径满足：", "Other ways that stand open:"), None, lines),)


def _open_route(route: RouteExplained, than: str) -> Line:
    """Return a route with its kind, and how sure it is where it is less so than its criterion."""
    exempts = route.kind == "exemption"
    zh, en = ["符合的可免予考查"] if exempts else [], ["would exempt from this criterion"] if exempts else []
    trust = TRUST[route.confidence]
    if weaker(route.confidence, than) and trust.zh not in route.text.zh:
        zh.append(trust.zh)
        en.append(trust.en)
    text = Text(
        route.text.zh + (f"（{'；'.join(zh)}）" if zh else ""),
        route.text.en + (f" ({'; '.join(en)})" if en else ""),
    )
    return Line(text, route.state, under_its_wording(route.part, route.confidence))


def _gaps(item: CriterionExplained) -> tuple[Line, ...]:
    """Return the facts that would settle a criterion and were not named yet, or why none would."""
    if item.outcome != "unknown":
        return ()
    said = subjects(item.test).union(*(subjects(route.part) for route in item.routes))
    unsaid = [
        asked_for(column)
        for column in item.missing
        if not {column_name(column).zh, asked_for(column).zh} & said
    ]
    if unsaid:
        listed, more = together(unsaid[:MOST_NAMED]), len(unsaid) - MOST_NAMED
        zh = f"需要查明：{listed.zh}" + (f"，以及另外{more}项（见“需要查明的数据”）" if more > 0 else "")
        en = f"To be found out: {listed.en}" + (
            f", and {more} more (see “What to find out”)" if more > 0 else ""
        )
        return (Line(Text(zh, en)),)
    if item.why is None:
        return ()
    return (Line(Text(f"没有答案的原因：{item.why.zh}", f"Why there is no answer: {item.why.en}")),)
