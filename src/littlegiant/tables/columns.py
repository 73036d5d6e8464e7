"""Decides for every header of a table which fact it is, by the mapping or by its name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.header import Match, foreign_unit, match_header
from littlegiant.tables.mapping import ColumnRule, Mapping
from littlegiant.tables.targets import Target
from littlegiant.tables.units import unit_exponent

YEAR_HEADERS = ("year", "年份", "年度", "会计年度", "fiscal_year", "fiscal year")
NOTED = 20
# Looking for what a header may have meant takes half a millisecond.
GUESSED = 200


def resolve_columns(
    source: str, headers: Sequence[str], mapping: Mapping | None, *, alone: bool = False
) -> tuple[list[Target], list[Text]]:
    """Return a target for every header that is a known fact, the identifier among them, and notes on the rest.

    With `alone` identifiers may stand without any fact.
    """
    _refuse_repeated(source, headers)
    if mapping is not None:
        _refuse_missing(source, headers, mapping)
    matched = {position: _target(position, header, mapping) for position, header in enumerate(headers)}
    targets = [target for target in matched.values() if target is not None]
    targets = _with_identifier(source, headers, targets, mapping)
    _refuse_same_fact(source, targets)
    left = [header for position, header in enumerate(headers) if matched[position] is None]
    unknown = [header for header in left if header and not _is_accounted(header, mapping)]
    if (unknown or not alone) and all(target.column == "id" for target in targets):
        raise _no_known_column(source, headers)
    return targets, _notes(unknown)


def year_position(source: str, headers: Sequence[str], mapping: Mapping) -> int:
    """Return the position of the year column of a long table."""
    names = (mapping.year,) if mapping.year else YEAR_HEADERS
    for position, header in enumerate(headers):
        if header == mapping.year or header.strip().lower() in names:
            return position
    raise LittleGiantError(
        "table.no-year",
        Text(zh=f"{source} 没有年份列。", en=f"{source} has no column with the fiscal year."),
        Text(zh="请在映射文件写明：year: 年份列的表头。", en="Name it in the mapping file: `year: HEADER`."),
    )


def _target(position: int, header: str, mapping: Mapping | None) -> Target | None:
    """Return what a header stands for: by its rule where the mapping names it, else by its own words."""
    rule = None if mapping is None else mapping.columns.get(header)
    if rule is not None:
        return _by_rule(position, header, rule, mapping)
    if _is_accounted(header, mapping):
        return None
    found = match_header(header)
    if found is None or (found.year is None and found.fact.is_yearly and not (mapping and mapping.is_long)):
        return None
    if found.fact.id == "id" and mapping is not None and mapping.id:
        return None
    return _by_match(position, header, found, mapping)


def _by_rule(position: int, header: str, rule: ColumnRule, mapping: Mapping | None) -> Target | None:
    if rule.fact is None:
        return None
    fact = load_dictionary()[rule.fact]
    unit = rule.unit or (mapping.units.get(fact.type) if mapping else None)
    exponent = unit_exponent(unit, fact.type) if unit else None
    if exponent is None:
        written = match_header(header)
        exponent = written.exponent if written is not None and written.exponent is not None else 0
    return Target(position, header, fact, rule.year, exponent, rule.year_only, rule.values)


def _by_match(position: int, header: str, found: Match, mapping: Mapping | None) -> Target:
    unit = None if mapping is None else mapping.units.get(found.fact.type)
    default = (unit_exponent(unit, found.fact.type) if unit else None) or 0
    return Target(
        position, header, found.fact, found.year, default if found.exponent is None else found.exponent
    )


def _with_identifier(
    source: str, headers: Sequence[str], targets: list[Target], mapping: Mapping | None
) -> list[Target]:
    """Add the identifier when the mapping names it or only the credit code can serve."""
    fact = load_dictionary()["id"]
    if mapping is not None and mapping.id:
        return [Target(list(headers).index(mapping.id), mapping.id, fact), *targets]
    if any(target.column == "id" for target in targets):
        return targets
    for target in targets:
        if target.column == "uscc":
            return [Target(target.position, target.header, fact), *targets]
    raise LittleGiantError(
        "table.no-id",
        Text(
            zh=f"{source} 没有 id 列，也没有 uscc 列；表头有：{_listed(headers)}。",
            en=f"{source} has neither a column `id` nor `uscc`; its headers are {_listed(headers)}.",
        ),
        Text(
            zh="请在第一行写明表头，把编号列命名为 id，或在映射文件写明：id: 表头。",
            en="Put headers in the first row and name the identifier `id`, or write `id: HEADER` in a mapping file.",
        ),
    )


def _refuse_repeated(source: str, headers: Sequence[str]) -> None:
    seen: set[str] = set()
    for header in headers:
        if header and header in seen:
            raise LittleGiantError(
                "table.repeated-header",
                Text(
                    zh=f"{source} 的表头“{shortened(header)}”出现两次。",
                    en=f"{source} has the header {quoted(header)} twice.",
                ),
                Text(zh="请删除或改名其中一列。", en="Remove or rename one of the two columns."),
            )
        seen.add(header)


def _refuse_same_fact(source: str, targets: Sequence[Target]) -> None:
    seen: dict[str, str] = {}
    for target in targets:
        if target.column in seen:
            first, second = shortened(seen[target.column]), shortened(target.header)
            raise LittleGiantError(
                "table.repeated-fact",
                Text(
                    zh=f"{source} 的“{first}”和“{second}”两列都是 {target.column}。",
                    en=f"{source} has two columns for `{target.column}`: '{first}' and '{second}'.",
                ),
                Text(
                    zh="请删除其中一列，或在映射文件中用 ignore: true 忽略。",
                    en="Remove one of them, or leave it out in a mapping file with `ignore: true`.",
                ),
            )
        seen[target.column] = target.header


def _refuse_missing(source: str, headers: Sequence[str], mapping: Mapping) -> None:
    named = [name for name in (mapping.id, mapping.year) if name] + list(mapping.columns)
    for name in named:
        if name not in headers:
            near = get_close_matches(name, [header for header in headers if header], n=1)
            raise LittleGiantError(
                "table.unknown-header",
                Text(
                    zh=f"{mapping.name} 写了表头“{shortened(name)}”，{source} 没有这一列；表头有：{_listed(headers)}。",
                    en=f"{mapping.name} names the header {quoted(name)}, which {source} lacks; it has {_listed(headers)}.",
                ),
                Text(
                    zh=f"是否指“{shortened(near[0])}”？" if near else "请改正映射文件中的表头。",
                    en=f"Did you mean {quoted(near[0])}?"
                    if near
                    else "Correct the header in the mapping file.",
                ),
            )


def _is_accounted(header: str, mapping: Mapping | None) -> bool:
    """Say whether the mapping itself accounts for a header that carries no fact."""
    if mapping is None:
        return False
    year = header.strip().lower() in YEAR_HEADERS and mapping.is_long
    return header in mapping.columns or header in (mapping.id, mapping.year) or year


def _no_known_column(source: str, headers: Sequence[str]) -> LittleGiantError:
    return LittleGiantError(
        "table.no-known-column",
        Text(
            zh=f"{source} 除编号外没有一列是已知的事实；表头有：{_listed(headers)}。",
            en=f"Not one column of {source} besides the identifier is a known fact; its headers are {_listed(headers)}.",
        ),
        Text(
            zh="表头应在第一行，如 revenue_2025 或 营业收入_2025（见 littlegiant facts），或用 --map 给出映射文件。",
            en="Headers belong in the first row, as in `revenue_2025` (see `littlegiant facts`), or give a mapping with `--map`.",
        ),
    )


def _notes(unknown: Sequence[str]) -> list[Text]:
    guessed = unknown[:GUESSED]
    hints = {header: hint for header in guessed if (hint := _hint(header)) is not None}
    notes = list(hints.values())[:NOTED]
    plain = [header for header in unknown if header not in hints]
    if plain:
        notes.append(Text(zh=f"未使用的列：{_listed(plain)}。", en=f"Columns not used: {_listed(plain)}."))
    return notes


def _hint(header: str) -> Text | None:
    found = match_header(header)
    if found is not None and not found.fact.is_yearly:
        return None
    if found is not None:
        wish = f"{found.fact.id}_2025"
        return Text(
            zh=f"未使用“{shortened(header)}”：{found.fact.id} 是年度事实，列名应带年份，如 {wish}。",
            en=f"{quoted(header)} is not used: `{found.fact.id}` is yearly, its column needs the year, as in `{wish}`.",
        )
    foreign = foreign_unit(header)
    if foreign is not None:
        fact, unit = foreign
        return Text(
            zh=f"未使用“{shortened(header)}”：不认识 {fact.id} 的单位“{shortened(unit)}”。",
            en=f"{quoted(header)} is not used: {quoted(unit)} is not a known unit of `{fact.id}`.",
        )
    near = nearest(header.strip())
    if not near:
        return None
    return Text(
        zh=f"未使用“{shortened(header)}”：是否指 {near[0]}？",
        en=f"{quoted(header)} is not used: did you mean `{near[0]}`?",
    )


def _listed(headers: Sequence[str]) -> str:
    named = [shortened(header) for header in headers if header]
    return ", ".join(named[:NOTED]) + (" …" if len(named) > NOTED else "")
