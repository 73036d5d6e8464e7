"""What a letter is made of, in both languages and without a layout: sections of paragraphs, findings and tables."""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.errors import Text


@dataclass(frozen=True)
class Line:
    """One statement; `state` met, unmet or unknown marks it, `lines` stand below it."""

    text: Text
    state: str | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list of statements."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Finding:
    """One criterion: its state, its wording, where it stands, what was found."""

    id: str
    state: str
    title: Text
    meta: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Findings:
    """Criteria, numbered from `start`."""

    items: tuple[Finding, ...]
    start: int = 1


@dataclass(frozen=True)
class TableRow:
    """One row; `group` for a row that heads those below it. `filled` is the share of a maximum, 0 to 1."""

    cells: tuple[Text, ...]
    group: bool = False
    filled: float | None = None


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of a row names it. `aside`: the last column only identifies the row."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[TableRow, ...]
    aside: bool = False


Block = Paragraph | Bullets | Findings | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Gauge:
    """The score as a bar: fewest and most points, the mark, the maximum."""

    low: float
    high: float
    mark: float | None
    most: float
    text: Text


@dataclass(frozen=True)
class Letter:
    """A whole letter: to whom, about what, the answer, and why. `heading` is to whom, as a title.

    `counts` are the numbers of criteria met, unmet and unknown; `answer` is the outcome in two or three words.
    """

    to: Text
    heading: Text
    about: Text
    outcome: str
    answer: Text
    lead: tuple[Text, ...]
    counts: tuple[int, int, int]
    gauge: Gauge | None
    sections: tuple[Section, ...]


STATES = {
    "met": Text("满足", "met"),
    "unmet": Text("不满足", "not met"),
    "unknown": Text("未知", "not known"),
}
TRUST = {
    "official": Text("已与官方文本核对", "compared with the official text"),
    "two-sources": Text("有两个以上来源", "two or more sources agree"),
    "one-source": Text("只有一个来源", "one source only"),
    "unconfirmed": Text("未经证实", "not confirmed"),
}
WEAK_WORDS = {
    "unconfirmed": Text("（未经证实）", " (not confirmed)"),
    "one-source": Text("（只有一个来源）", " (one source only)"),
}
