"""The tree of a condition as lines of a letter."""

from __future__ import annotations

from dataclasses import replace

from littlegiant.cli.letters.document import Line
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_doubts import weaker
from littlegiant.verdicts.explanation_facts import capital
from littlegiant.verdicts.explanation_tree import Change, Part

ATOMS = ("compare", "truth", "one_of", "class")
_DOUBT = {
    "one-source": Text("（只有一个来源）", " (one source only)"),
    "unconfirmed": Text("（未经证实）", " (not confirmed)"),
}


def lines_of(part: Part, confidence: str, alone: Change | None = None) -> tuple[Line, ...]:
    """Return the lines of a part; `confidence` is that of the whole, `alone` the change that would settle it."""
    match part.kind:
        case "compare" | "truth" | "one_of" | "class":
            return (_atom(part, confidence, alone),)
        case "part":
            return (_labelled(part, confidence, alone),)
        case "choose":
            return (_choice(part, confidence, alone),)
        case "by_place":
            return (_places(part, confidence, alone),)
        case "all" if part.parts:
            return _inner(part, confidence, alone)
    inner = _inner(part, confidence, alone)
    return (Line(_colon(part.text) if inner else part.text, part.state, inner),)


def subjects(part: Part) -> set[str]:
    """Return what the parts of a tree are about, so that nothing need be said twice."""
    own = {part.subject.zh} if part.subject is not None else set()
    if part.change is not None:
        own.add(part.change.label.zh)
    return own.union(*(subjects(inner) for inner in part.parts))


def _inner(part: Part, confidence: str, alone: Change | None) -> tuple[Line, ...]:
    return tuple(line for item in part.parts for line in lines_of(item, confidence, alone))


def _atom(part: Part, confidence: str, alone: Change | None) -> Line:
    zh, en = _said(part)
    if part.room is not None:
        zh, en = f"{zh}（{part.room.zh}）", f"{en} ({part.room.en})"
    if part.set_by is not None:
        zh, en = f"{zh}（{part.set_by.zh}）", f"{en} ({part.set_by.en})"
    if weaker(part.confidence, confidence):
        doubt = _DOUBT[str(part.confidence)]
        zh, en = zh + doubt.zh, en + doubt.en
    return Line(Text(zh, en), part.state, _change(part, alone))


def _said(part: Part) -> tuple[str, str]:
    """Return the sentence of an atom; where nothing was found, what it asks, for the mark says the rest."""
    if part.found is not None or part.subject is None or part.required is None:
        return part.text.zh, part.text.en
    subject, required = capital(part.subject), part.required
    if part.kind == "truth":
        return f"{subject.zh}（须为“{required.zh}”）", f"{subject.en} (must be {required.en})"
    return f"{subject.zh}（要求{required.zh}）", f"{subject.en} (required: {required.en})"


def told_change(part: Part) -> Change | None:
    """Return the change of one fact that is worth telling: not where the part is about that fact itself."""
    same = part.change is not None and part.subject is not None and part.subject.zh == part.change.label.zh
    return None if same else part.change


def tells_closed_year(part: Part) -> bool:
    """Say whether a tree tells of a change in a year that is over."""
    change = told_change(part)
    return (change is not None and change.closed) or any(tells_closed_year(inner) for inner in part.parts)


def _change(part: Part, alone: Change | None) -> tuple[Line, ...]:
    change = told_change(part)
    if change is None:
        return ()
    if change == alone:
        return (Line(Text(f"单凭这一点就够：{change.text.zh}", f"This alone would do: {change.text.en}")),)
    return (Line(capital(change.text)),)


def _labelled(part: Part, confidence: str, alone: Change | None) -> Line:
    """Return the standard's own wording over its parts; a single figure speaks for itself."""
    inner, label = part.parts[0], part.label or part.text
    if inner.kind in ATOMS:
        doubtful = part.confidence if weaker(part.confidence, confidence) else inner.confidence
        return _atom(replace(inner, confidence=doubtful), confidence, alone)
    doubt = _DOUBT[str(part.confidence)] if weaker(part.confidence, confidence) else Text("", "")
    trust = part.confidence or confidence
    lines = _inner(inner if inner.kind in ("any", "all", "at_least") else part, trust, alone)
    return Line(_colon(Text(label.zh + doubt.zh, label.en + doubt.en)), part.state, lines)


def _choice(part: Part, confidence: str, alone: Change | None) -> Line:
    branches = part.parts[1:]
    counting = [branch for branch in branches if branch.applies]
    if len(counting) == 1:
        if counting[0].kind == "choose" and counting[0].parts[0].subject == part.parts[0].subject:
            return _choice(counting[0], confidence, alone)
        return Line(_colon(part.text), None, lines_of(counting[0], confidence, alone))
    names = (Text("若达到", "If so"), Text("若未达到", "If not"))
    lines = tuple(
        Line(_colon(name), None, lines_of(branch, confidence, alone))
        for name, branch in zip(names, branches, strict=True)
    )
    return Line(part.text, part.state, (*lines_of(part.parts[0], confidence), *lines))


def _places(part: Part, confidence: str, alone: Change | None) -> Line:
    if len(part.parts) == 1:
        return Line(_colon(part.text), None, lines_of(part.parts[0], confidence, alone))
    lines = [
        Line(_colon(place.text), place.state, lines_of(place.parts[0], confidence, alone))
        for place in part.parts
    ]
    return Line(_colon(part.text), part.state, tuple(lines))


def _colon(text: Text) -> Text:
    return Text(f"{text.zh}：", f"{text.en}:")
