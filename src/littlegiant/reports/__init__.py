"""Reports to print and to work on: one small document model, written as PDF and as XLSX.

`Report` is what is said, in one language; `to_pdf` and `to_xlsx` set it, `svg_to_png` draws one figure. Whatever comes
from a user is data to both writers: never markup, never a formula. Nothing here is loaded before a report is asked for.
"""

from littlegiant.reports.document import (
    Amount,
    Answer,
    Block,
    Bullets,
    Cell,
    Column,
    Fields,
    Figure,
    Finding,
    Findings,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    Source,
    State,
    Table,
)
from littlegiant.reports.figures import svg_to_png
from littlegiant.reports.pdf import to_pdf
from littlegiant.reports.sources import sources_of
from littlegiant.reports.workbook import add_sources, to_xlsx

__all__ = [
    "Amount",
    "Answer",
    "Block",
    "Bullets",
    "Cell",
    "Column",
    "Fields",
    "Figure",
    "Finding",
    "Findings",
    "Line",
    "Paragraph",
    "Report",
    "Row",
    "Section",
    "Source",
    "State",
    "Table",
    "add_sources",
    "sources_of",
    "svg_to_png",
    "to_pdf",
    "to_xlsx",
]
