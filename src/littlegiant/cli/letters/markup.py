"""Blocks of a letter as HTML; every text is escaped here and nowhere else."""

from __future__ import annotations

from html import escape

from littlegiant.cli.letters.document import (
    STATES,
    Block,
    Bullets,
    Finding,
    Findings,
    Line,
    Paragraph,
    Table,
    TableRow,
)
from littlegiant.cli.letters.speech import Speech
from littlegiant.cli.letters.wrapping import held
from littlegiant.errors import Text

_NO_BREAK = "\u00a0"


def element(name: str, content: str, **attributes: str) -> str:
    """Return an element around content that is HTML already; attribute names take _ for -, class_ for class."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>"


class Markup:
    """Writes blocks in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def text(self, text: Text) -> str:
        """Return a wording escaped, its numbers held to their units."""
        return escape(held(self.speech(text), _NO_BREAK))

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Paragraph():
                return element("p", self.text(block.text))
            case Bullets():
                return self._list(block.lines)
            case Findings():
                items = "\n".join(
                    self._finding(item, number) for number, item in enumerate(block.items, block.start)
                )
                return element("ul", items, class_="findings")
            case Table():
                return self._table(block)

    def _list(self, lines: tuple[Line, ...]) -> str:
        return element("ul", "\n".join(self._line(line) for line in lines), class_="lines")

    def _line(self, line: Line) -> str:
        inner = self._list(line.lines) if line.lines else ""
        return element("li", self._mark(line.state) + self.text(line.text) + inner)

    def _mark(self, state: str | None) -> str:
        if state is None:
            return ""
        return element("span", self.text(STATES[state]), class_=f"mark {state}")

    def _finding(self, finding: Finding, number: int) -> str:
        title = element("h3", f"{self._mark(finding.state)}{number}. {self.text(finding.title)}")
        meta = element("p", self.text(finding.meta), class_="meta") if self.speech(finding.meta) else ""
        lines = self._list(finding.lines) if finding.lines else ""
        return element("li", title + meta + lines, class_=f"finding {finding.state}")

    def _table(self, table: Table) -> str:
        """Return a table whose roles are spelt out, for narrow screens show its rows as blocks."""
        head = "".join(
            element("th", self.text(text), scope="col", role="columnheader") for text in table.head
        )
        rows = "\n".join(self._row(row, table) for row in table.rows)
        return element(
            "table",
            element("caption", self.text(table.caption))
            + element("thead", element("tr", head, role="row"), role="rowgroup")
            + element("tbody", rows, role="rowgroup"),
            role="table",
            **({"class_": "points"} if any(row.filled is not None for row in table.rows) else {}),
        )

    def _row(self, row: TableRow, table: Table) -> str:
        name = element("th", self.text(row.cells[0]), scope="row", role="rowheader")
        cells = [self._cell(row, table, place) for place in range(1, len(row.cells))]
        marked = {"class_": "group"} if row.group else {}
        return element("tr", name + "".join(cells), role="row", **marked)

    def _cell(self, row: TableRow, table: Table, place: int) -> str:
        content = self.text(row.cells[place])
        if table.aside and place == len(row.cells) - 1:
            content = element("code", content)
        if place == 1 and row.filled is not None:
            share = element("span", "", style=f"width:{row.filled * 100:.4g}%")
            content += element("span", share, class_="filled", aria_hidden="true")
        labelled = {} if place == 1 else {"data_head": self.speech(table.head[place])}
        return element("td", content, role="cell", **labelled)
