"""The tree of a condition as lines of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from littlegiant.cli.letters.document import WEAK_WORDS, Line
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_doubts import weaker
from littlegiant.verdicts.explanation_facts import NO_RANK, capital
from littlegiant.verdicts.explanation_tree import Change, Part

ATOMS = ("compare", "truth", "one_of", "class")


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
        case "any" if part.state == "met":
            return _met_ways(part, confidence, alone)
    inner = _inner(part, confidence, alone)
    return (Line(_colon(part.text) if inner else part.text, part.state, inner),)


def under_its_wording(part: Part, confidence: str) -> tuple[Line, ...]:
    """Return what the wording above a part does not say already: no bare yes or no, nothing of years that are over."""
    if _bare(part) or all(atom.found is None and atom.room is None for atom in atoms_of(part)):
        return ()
    inner = _without_closed_changes(part)
    if inner.kind == "any" and inner.state != "met":
        return _inner(inner, confidence, None)
    return lines_of(inner, confidence)


def subjects(part: Part) -> set[str]:
    """Return what the parts of a tree are about, so that nothing need be said twice."""
    own = {part.subject.zh} if part.subject is not None else set()
    if part.change is not None:
        own.add(part.change.label.zh)
    return own.union(*(subjects(inner) for inner in part.parts))


def atoms_of(part: Part) -> Iterator[Part]:
    """Yield the parts without parts, from left to right."""
    if not part.parts:
        yield part
    for inner in part.parts:
        yield from atoms_of(inner)


def _inner(part: Part, confidence: str, alone: Change | None) -> tuple[Line, ...]:
    return tuple(line for item in _worth_saying(part) for line in lines_of(item, confidence, alone))


def _worth_saying(part: Part) -> tuple[Part, ...]:
    """Return the parts of a part, without the rank of an award that was not won."""
    lost = any(item.kind == "truth" and item.state == "unmet" for item in part.parts)
    return tuple(item for item in part.parts if not (lost and item.found == NO_RANK))


def _bare(part: Part) -> bool:
    """Say whether a part holds nothing but plain answers that all say what its own wording says."""
    if part.kind == "truth":
        return True
    inner = _worth_saying(part)
    return bool(inner) and all(_bare(item) and item.state == part.state for item in inner)


def _met_ways(part: Part, confidence: str, alone: Change | None) -> tuple[Line, ...]:
    """Return the alternatives that are met; the others no longer matter."""
    met = [item for item in part.parts if item.state == "met"]
    return tuple(line for item in met for line in lines_of(item, confidence, alone))


def _without_closed_changes(part: Part) -> Part:
    change = None if part.change is not None and part.change.closed else part.change
    return replace(part, change=change, parts=tuple(_without_closed_changes(inner) for inner in part.parts))


def _atom(part: Part, confidence: str, alone: Change | None) -> Line:
    zh, en = _said(part)
    if part.room is not None:
        zh, en = f"{zh}（{part.room.zh}）", f"{en} ({part.room.en})"
    if part.set_by is not None:
        zh, en = f"{zh}（{part.set_by.zh}）", f"{en} ({part.set_by.en})"
    if weaker(part.confidence, confidence):
        doubt = WEAK_WORDS[str(part.confidence)]
        zh, en = zh + doubt.zh, en + doubt.en
    return Line(Text(zh, en), part.state, _change(part, alone))


def _said(part: Part) -> tuple[str, str]:
    """Return the sentence of an atom: what it asks where nothing was found, what was found where that is enough."""
    if part.subject is None or part.required is None:
        return part.text.zh, part.text.en
    subject, required, found = capital(part.subject), part.required, part.found
    if part.kind == "compare":
        asked = Text(f"{subject.zh}（要求{required.zh}）", f"{subject.en} (required: {required.en})")
        said = asked if found is None else part.text
        return said.zh, said.en
    if found is not None and part.state == "met":
        return f"{subject.zh}：{found.zh}", f"{subject.en}: {found.en}"
    if found is not None:
        return part.text.zh, part.text.en
    must = f"须为“{required.zh}”" if part.kind == "truth" else f"要求{required.zh}"
    return f"{subject.zh}（{must}）", f"{subject.en} (must be {required.en})"


def told_change(part: Part) -> Change | None:
    """Return the change of one fact that is worth telling: not where the shortfall itself says as much."""
    change = part.change
    if change is None or (part.subject is not None and part.subject.zh == change.label.zh):
        return None
    return None if _same_size(change, part) else change


def _same_size(change: Change, part: Part) -> bool:
    """Say whether a change is as large as what the comparison lacks, as it is for a sum."""
    margin, now, then = part.measure.margin, change.current, change.needed
    if not (
        isinstance(margin, int | float) and isinstance(now, int | float) and isinstance(then, int | float)
    ):
        return False
    return abs(then - now) == abs(margin)


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
    doubt = Text("", "")
    if weaker(part.confidence, confidence) and "未经证实" not in label.zh:
        doubt = WEAK_WORDS[str(part.confidence)]
    if _bare(inner):
        return Line(Text(label.zh + doubt.zh, label.en + doubt.en), part.state)
    trust = part.confidence or confidence
    if inner.kind == "any" and inner.state == "met":
        lines = _met_ways(inner, trust, alone)
    else:
        lines = _inner(inner if inner.kind in ("any", "all", "at_least") else part, trust, alone)
    return Line(_colon(Text(label.zh + doubt.zh, label.en + doubt.en)), part.state, lines)


def _choice(part: Part, confidence: str, alone: Change | None) -> Line:
    """Return the branch that applies under the reason why, or every branch under what would make it apply."""
    counting = [branch for branch in part.parts[1:] if branch.applies]
    if len(counting) == 1:
        if counting[0].kind == "choose" and counting[0].subject == part.subject:
            return _choice(counting[0], confidence, alone)
        return Line(_colon(part.text), None, lines_of(counting[0], confidence, alone))
    return Line(_colon(part.text), part.state, tuple(_cases(part, confidence, alone)))


def _cases(part: Part, confidence: str, alone: Change | None) -> Iterator[Line]:
    """Yield the branches of an undecided choice, those of a choice inside by the same value among them."""
    for case in part.parts[1:]:
        branch = case.parts[0] if case.kind == "case" else case
        if branch.kind == "choose" and branch.subject == part.subject:
            yield from _cases(branch, confidence, alone)
        elif branch.kind == "part":
            yield from lines_of(branch, confidence, alone)
        else:
            yield Line(_colon(case.text), branch.state, lines_of(branch, confidence, alone))


def _places(part: Part, confidence: str, alone: Change | None) -> Line:
    if len(part.parts) == 1:
        return Line(_colon(part.text), None, lines_of(part.parts[0], confidence, alone))
    return Line(_colon(part.text), part.state, tuple(_place(item, confidence, alone) for item in part.parts))


def _place(place: Part, confidence: str, alone: Change | None) -> Line:
    """Return what one province asks: in one line where it asks one thing."""
    lines = lines_of(place.parts[0], confidence, alone)
    if len(lines) > 1 or lines[0].state is None:
        return Line(_colon(place.text), place.state, lines)
    said = lines[0]
    text = Text(f"{place.text.zh}：{said.text.zh}", f"{place.text.en}: {said.text.en}")
    return replace(said, text=text)


def _colon(text: Text) -> Text:
    return Text(f"{text.zh}：", f"{text.en}:")
