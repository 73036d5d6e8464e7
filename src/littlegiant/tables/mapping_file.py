"""Reads a mapping file and checks every key, fact, unit and value in it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import yaml

from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.facts.model import Dictionary, Fact, ValueType
from littlegiant.tables.mapping import ColumnRule, Mapping
from littlegiant.tables.units import UNITS, unit_exponent, units_of
from littlegiant.tables.yaml_nodes import YamlFile

KEYS = ("layout", "sheet", "encoding", "id", "year", "units", "columns", "constants")
COLUMN_KEYS = ("fact", "year", "unit", "year_only", "values", "ignore")
LAYOUTS = ("wide", "long")
YEAR = re.compile(r"[0-9]{4}")


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (YAML); what is wrong with it is an error that names the line."""
    file = YamlFile(Path(path))
    entries = file.checked(file.root(), KEYS)
    long = _layout(file, entries.get("layout")) == "long"
    columns = file.items(entries["columns"]) if "columns" in entries else []
    mapping = Mapping(
        layout="long" if long else "wide",
        sheet=_text(file, entries.get("sheet")),
        encoding=_encoding(file, entries.get("encoding")),
        id=_text(file, entries.get("id")),
        year=_text(file, entries.get("year")),
        units=_units(file, entries.get("units")),
        columns={header: _rule(file, node, long) for header, _, node in columns},
        constants=_constants(file, entries.get("constants")),
        name=str(path),
    )
    if mapping.year and not long:
        node = entries["year"]
        raise file.wrong(node, "year 只用于 layout: long", "`year` belongs to `layout: long`")
    return mapping


def _text(file: YamlFile, node: yaml.Node | None) -> str | None:
    return None if node is None else file.text(node) or None


def _layout(file: YamlFile, node: yaml.Node | None) -> str:
    layout = "wide" if node is None else file.text(node)
    if node is not None and layout not in LAYOUTS:
        raise file.unknown(node, layout, LAYOUTS)
    return layout


def _encoding(file: YamlFile, node: yaml.Node | None) -> str | None:
    name = _text(file, node)
    if node is None or name is None:
        return None
    try:
        codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise file.wrong(node, f"没有编码“{name}”", f"there is no text encoding `{name}`") from error
    return name


def _units(file: YamlFile, node: yaml.Node | None) -> dict[ValueType, str]:
    known = tuple(value_type.value for value_type in UNITS)
    entries = {} if node is None else file.checked(node, known)
    return {ValueType(key): _unit(file, value, ValueType(key)) for key, value in entries.items()}


def _unit(file: YamlFile, node: yaml.Node, value_type: ValueType) -> str:
    unit = file.text(node)
    if unit_exponent(unit, value_type) is None:
        raise file.unknown(node, unit, tuple(units_of(value_type)))
    return unit


def _rule(file: YamlFile, node: yaml.Node, long: bool) -> ColumnRule:
    if isinstance(node, yaml.ScalarNode):
        fact, year = _fact(file, node, file.text(node))
        return _dated(file, node, ColumnRule(fact.id, year), long)
    entries = file.checked(node, COLUMN_KEYS)
    if "ignore" in entries and file.flag(entries["ignore"]):
        return ColumnRule(None)
    if "fact" not in entries:
        raise file.wrong(node, "缺少 fact（或 ignore: true）", "`fact` is missing (or `ignore: true`)")
    fact, year = _fact(file, entries["fact"], file.text(entries["fact"]))
    if "year" in entries:
        year = _year(file, entries["year"], fact)
    rule = ColumnRule(
        fact.id,
        year,
        unit=_unit(file, entries["unit"], fact.type) if "unit" in entries else None,
        year_only=_year_only(file, entries.get("year_only"), fact),
        values=_values(file, entries.get("values")),
    )
    return _dated(file, node, rule, long)


def _dated(file: YamlFile, node: yaml.Node, rule: ColumnRule, long: bool) -> ColumnRule:
    assert rule.fact is not None
    if load_dictionary()[rule.fact].is_yearly and rule.year is None and not long:
        wish = f"{rule.fact}_2025"
        raise file.wrong(
            node,
            f"{rule.fact} 是年度事实，应写明年份，如 {wish}",
            f"`{rule.fact}` is yearly: write the year, as in `{wish}`",
        )
    return rule


def _fact(file: YamlFile, node: yaml.Node, name: str) -> tuple[Fact, int | None]:
    dictionary: Dictionary = load_dictionary()
    found = dictionary.of_column(name)
    if found is not None:
        return found
    if name in dictionary:
        return dictionary[name], None
    raise file.unknown(node, name, tuple(nearest(name)) or tuple(dictionary.facts))


def _year(file: YamlFile, node: yaml.Node, fact: Fact) -> int:
    text = file.text(node)
    if not fact.is_yearly:
        raise file.wrong(node, f"{fact.id} 不分年度", f"`{fact.id}` has no year")
    if not YEAR.fullmatch(text):
        raise file.wrong(node, f"“{text}”不是年份", f"`{text}` is not a year of four digits")
    return int(text)


def _year_only(file: YamlFile, node: yaml.Node | None, fact: Fact) -> bool:
    if node is not None and fact.type is not ValueType.DATE:
        raise file.wrong(node, "year_only 只用于日期", "`year_only` belongs to dates")
    return node is not None and file.flag(node)


def _values(file: YamlFile, node: yaml.Node | None) -> tuple[tuple[str, str], ...]:
    items = [] if node is None else file.items(node)
    return tuple((key.strip(), file.text(value)) for key, _, value in items)


def _constants(file: YamlFile, node: yaml.Node | None) -> dict[str, str]:
    constants = {}
    for key, key_node, value in [] if node is None else file.items(node):
        fact, year = _fact(file, key_node, key)
        if fact.is_yearly and year is None:
            raise file.wrong(key_node, f"{key} 须写明年份", f"`{key}` needs its year, as in `{key}_2025`")
        constants[fact.column(year)] = file.text(value)
    return constants
