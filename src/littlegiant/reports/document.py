"""What a report is made of, in one language and without a layout: sections of paragraphs, tables and figures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

Number = int | float | Fraction


@dataclass(frozen=True)
class Amount:
    """A number in a unit of the dictionary: `CNY`, `ratio` (a fraction of one), `persons`, `years`, `points`…

    On paper it shows every digit it has; with `beside`, the border it is held against, only as many as keep the two
    apart. A sheet always holds the whole number.
    """

    value: Number
    unit: str
    beside: Number | None = None


@dataclass(frozen=True)
class State:
    """An outcome: met, unmet or unknown; `text` instead of the usual word."""

    outcome: str
    text: str = ""


Cell = None | str | bool | int | float | datetime.date | Amount | State


@dataclass(frozen=True)
class Column:
    """The head of a column. `wide` asks for that share of room instead of what its cells take."""

    title: str
    wide: float | None = None


@dataclass(frozen=True)
class Row:
    """One row of a table; `group` for a row that heads those below it."""

    cells: tuple[Cell, ...]
    group: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a head, which repeats on every page; in XLSX a sheet called `sheet`, else by its title.

    `note` stands below it, such as how many rows are left out. `only` is pdf or xlsx for a table that suits one of
    them: paper takes few columns, a sheet every one.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    sheet: str = ""
    only: str = ""


@dataclass(frozen=True)
class Line:
    """One statement; `state` met, unmet or unknown marks it, `lines` stand below it."""

    text: str
    state: State | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; `tone` is plain, small, or warning (set in a frame, with a sign of its own)."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of statements."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Finding:
    """One criterion: its number, its state, its wording, where it stands, what was found."""

    number: int
    state: State
    title: str
    meta: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Findings:
    """Criteria one below the other."""

    items: tuple[Finding, ...]


@dataclass(frozen=True)
class Fields:
    """Names and what they stand for, as at the head of a form."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG; `caption` stands below it, `alternative` says in words what it shows.

    Fonts named in the drawing do not matter: its text is set in the fonts of the report.
    """

    svg: str
    caption: str
    alternative: str


Block = Paragraph | Bullets | Findings | Fields | Table | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]

    def blocks_in(self, kind: str) -> tuple[Block, ...]:
        """Return what of it stands in a pdf, or in an xlsx."""
        return tuple(
            block for block in self.blocks if not isinstance(block, Table) or block.only in ("", kind)
        )


@dataclass(frozen=True)
class Source:
    """Where one clause comes from and how sure that is; `confidence` is one of the four of a standard."""

    standard: str
    name: str
    clause: str
    text: str
    number: str
    source: str
    confidence: str


@dataclass(frozen=True)
class Answer:
    """What the report says in a few words, marked by an outcome where it is one, with a sentence or two below."""

    text: str
    state: State | None = None
    lead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report in `zh` or `en`.

    `kind` says what sort of report it is, `day` the day it judges on (also its date: the same input gives the same
    bytes), `about` one line below the title. `sources` become the last section, or sheet, with what is unconfirmed
    said first. `caveats` say what the report is not.
    """

    language: str
    kind: str
    title: str
    day: datetime.date
    about: str = ""
    answer: Answer | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    caveats: tuple[str, ...] = ()

    def sections_in(self, kind: str) -> tuple[Section, ...]:
        """Return the sections of a pdf, or of an xlsx: those that have something to say there."""
        found = (Section(section.title, section.blocks_in(kind)) for section in self.sections)
        return tuple(section for section in found if section.blocks)
