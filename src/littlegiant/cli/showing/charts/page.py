"""The charts of a simulation as one HTML file: what they say in words, the drawings, and the tables behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest

from littlegiant.cli.showing.charts.moves_chart import IN, OUT
from littlegiant.cli.showing.charts.writing import NARROW, NOTHING, WIDE, charts, telling_bars
from littlegiant.cli.showing.kind_words import KIND
from littlegiant.cli.showing.simulation import (
    AFTER,
    BEFORE,
    CHANGES,
    HEAD,
    OUTCOMES,
    TOTALS,
    Outcome,
    SimulationPage,
)
from littlegiant.cli.showing.simulation_words import Told
from littlegiant.errors import Text

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:47rem;padding:1.2rem;color:#1b1f24;background:#fff;line-height:1.6;
font-family:"Noto Sans SC","Microsoft YaHei","PingFang SC",system-ui,sans-serif}
h1{font-size:1.35rem;line-height:1.35;margin:.2rem 0 1rem}
h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
figure{margin:1.8rem 0 0;break-inside:avoid}
svg{display:block;width:100%;height:auto}
.narrow{display:none}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:.5rem 0 0;font-size:.9rem}
caption{text-align:left;color:#57606a;padding-bottom:.2rem}
th,td{padding:.2rem .7rem .2rem 0;text-align:right;border-bottom:1px solid #d8dee4;white-space:nowrap}
th[scope=row],th:first-child{text-align:left;font-weight:400;white-space:normal}
@media (max-width:600px){.wide{display:none}.narrow{display:block}body{padding:.8rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}.wide{display:block}.narrow{display:none}
tr{break-inside:avoid}thead{display:table-header-group}@page{size:A4;margin:16mm}}
"""
NOW_MARK, PLANNED_MARK = Text("（现行）", " (now)"), Text("（拟改为）", " (planned)")
THRESHOLD = Text("阈值", "threshold")
Rows = Sequence[Sequence[str]]


def page(found: Outcome, language: str) -> str:
    """Return the whole file: no script, nothing loaded from elsewhere, for screen, telephone and paper."""
    return _Page(found, language).html()


class _Page:
    def __init__(self, found: Outcome, language: str) -> None:
        self.found, self.language = found, language
        self.told = Told(found.books, found.moves, language)

    def pick(self, text: Text) -> str:
        return text.in_language(self.language)

    def html(self) -> str:
        before = self.found.before
        title = escape(self.pick(HEAD).format(before.name, before.as_of))
        changes = list(SimulationPage(self.found, self.language).changes())
        listed = "".join(f"<li>{escape(item)}</li>" for item in changes)
        body = [
            f"<h1>{title}</h1>",
            *(f"<p>{escape(text)}</p>" for text in self.told.paragraphs(self.found.curve)),
            f"<h2>{self.pick(CHANGES)}</h2><ul>{listed}</ul>" if changes else "",
            self._table(self.pick(TOTALS), self._totals()),
            *self._figures(),
        ]
        tongue = "zh-CN" if self.language == "zh" else "en"
        return (
            f'<!doctype html>\n<html lang="{tongue}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{STYLE}</style></head><body><main>\n"
            + "\n".join(body)
            + "\n</main></body></html>\n"
        )

    def _figures(self) -> Iterator[str]:
        wide = charts(self.found, WIDE, self.language)
        narrow = charts(self.found, NARROW, self.language)
        nothing = True
        for large, small, table in zip_longest(wide, narrow, self._tables()):
            nothing = False
            yield (
                f'<figure><div class="wide">{large.svg()}</div><div class="narrow">{small.svg()}</div>{table}</figure>'
            )
        if nothing:
            yield f"<p>{escape(self.pick(NOTHING))}</p>"

    def _tables(self) -> Iterator[str]:
        """Yield the table behind each chart."""
        if self.found.curve is not None:
            yield self._table("", self._curve())
        for kind in self.found.moves.by:
            listed = telling_bars(self.found, kind, self.language)
            if listed:
                rows = [["", self.pick(OUT), self.pick(IN)]]
                rows += [[bar.name, f"{bar.lost:,}", f"{bar.gained:,}"] for bar in listed]
                yield self._table(self.pick(KIND[kind]), rows)

    def _totals(self) -> Rows:
        sides = [self.found.moves.side(place) for place in (0, 1)]
        head = ["", self.pick(BEFORE), self.pick(AFTER)]
        return [
            head,
            *([self.pick(OUTCOMES[word]), *(f"{side[word]:,}" for side in sides)] for word in OUTCOMES),
        ]

    def _curve(self) -> Rows:
        curve = self.found.curve
        assert curve is not None
        rows = [[self.pick(THRESHOLD), *(self.pick(text) for text in OUTCOMES.values())]]
        for item in curve.points:
            marks = ((curve.now, NOW_MARK), (curve.planned, PLANNED_MARK))
            mark = next((self.pick(text) for value, text in marks if value == item.value), "")
            counts = (f"{count:,}" for count in (item.met, item.unmet, item.unknown))
            rows.append([f"{self.told.amount(item.value, curve.unit)}{mark}", *counts])
        return rows

    def _table(self, caption: str, rows: Rows) -> str:
        head, *others = rows
        heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in others)
        named = f"<caption>{escape(caption)}</caption>" if caption else ""
        return f'<div class="scroll"><table>{named}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _cells(row: Sequence[str]) -> str:
    first, *others = row
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in others)
