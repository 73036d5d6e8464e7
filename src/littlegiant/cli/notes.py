"""What a reader of verdicts should know beside them, told on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from littlegiant.api import Standard
from littlegiant.cli.command import Call
from littlegiant.errors import Text
from littlegiant.standards.model import Amendment, Rulebook
from littlegiant.tables import FaultReport
from littlegiant.tables.faults import where_all

SHOWN_FAULTS = 20


def tell_notes(call: Call, notes: tuple[Text, ...]) -> None:
    """Write notes about the edition, the place and the columns."""
    for note in notes:
        text = call.pick(note)
        marked = text.startswith(("注意", "note:"))
        call.note(text if marked else ("注意：" if call.language == "zh" else "note: ") + text)


def rule_notes(standard: Standard) -> Iterator[Text]:
    """Yield which overlays apply, what is not examined, and how much of the rules is unconfirmed."""
    rulebook = standard.rulebook
    national = [amendment for amendment in rulebook.amendments if amendment.province is None]
    provincial = {item.overlay: item for item in _provincial(rulebook)}
    if national:
        yield Text(f"适用的年度通知：{_listed(national).zh}。", f"overlays applied: {_listed(national).en}.")
    if provincial:
        listed = _listed(list(provincial.values()))
        by_row = rulebook.variants
        yield Text(
            f"{'按每家企业的省份' if by_row else ''}适用的省级细则：{listed.zh}。",
            f"provincial overlays applied{' by province of each enterprise' if by_row else ''}: {listed.en}.",
        )
    for waiver in rulebook.waived:
        text = waiver.entry.text
        yield Text(
            f"不考查 {waiver.criterion}：{text.zh}（{waiver.overlay}）。",
            f"{waiver.criterion} is not examined: {text.en} ({waiver.overlay}).",
        )
    count = unconfirmed(rulebook)
    if count:
        shown = f"littlegiant standards show {rulebook.name} --as-of {rulebook.as_of}"
        yield Text(
            f"⚠ {rulebook.name} 有{count}条规则未经证实；逐条见 {shown}。",
            f"⚠ {count} {'clause' if count == 1 else 'clauses'} of {rulebook.name} "
            f"{'is' if count == 1 else 'are'} unconfirmed; see {shown}",
        )


def unconfirmed(rulebook: Rulebook) -> int:
    """Count the clauses in use (criteria, their parts and routes, indicators, class rows) that nothing confirms."""
    waived = {waiver.criterion for waiver in rulebook.waived}
    inherited = tuple(f"{name}:" for name in rulebook.classifications if name != rulebook.edition.id)
    used = [
        label
        for path, label in rulebook.labels.items()
        if not path.startswith(inherited) and path.partition("/")[0] not in waived
    ]
    return sum(label.confidence == "unconfirmed" for label in used)


def tell_faults(call: Call, faults: FaultReport, listed: Path | None = None) -> None:
    """Write the first cells at fault, how many more there are, and the file that lists all of them, if any."""
    if not faults.total:
        return
    call.note(
        Text(
            f"{faults.total}处单元格有误，按未知处理：",
            f"{faults.total} {'cell is' if faults.total == 1 else 'cells are'} at fault and "
            f"{'counts' if faults.total == 1 else 'count'} as unknown:",
        )
    )
    for line in faults.as_text(call.language, SHOWN_FAULTS).splitlines():
        call.note(f"  {line}")
    where = call.pick(where_all(faults.total, SHOWN_FAULTS, listed)).strip()
    if where:
        call.note(f"  {where}")


def _provincial(rulebook: Rulebook) -> Iterator[Amendment]:
    yield from (amendment for amendment in rulebook.amendments if amendment.province)
    for _, variant in rulebook.variants:
        yield from (amendment for amendment in variant.amendments if amendment.province)


def _listed(amendments: list[Amendment]) -> Text:
    return Text(
        "、".join(f"{item.title.zh}（{item.number}，{item.overlay}）" for item in amendments),
        "; ".join(f"{item.title.en} ({item.number}, {item.overlay})" for item in amendments),
    )
