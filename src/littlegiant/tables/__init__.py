"""Tables of enterprises in, tables of verdicts out."""

from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.faults import CellFault, FaultReport
from littlegiant.tables.mapping import ColumnRule, Mapping
from littlegiant.tables.mapping_file import load_mapping
from littlegiant.tables.read import read_table, table_from_frame, table_from_rows

__all__ = [
    "CellFault",
    "ColumnRule",
    "FactTable",
    "FaultReport",
    "Mapping",
    "load_mapping",
    "read_table",
    "table_from_frame",
    "table_from_rows",
]
