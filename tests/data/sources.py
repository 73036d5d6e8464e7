"""Where the real data lies: outside the repository, in the folder that LITTLEGIANT_DATA names."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "LITTLEGIANT_DATA"
PANEL = "listed_machinery/panel_2000_2017.csv"
PRODUCTS = "product_graph/company_product.csv"
DATA_FILES = (PANEL, PRODUCTS)
MAPPING = "mappings/listed-machinery.yaml"
PROJECT_FILES = (MAPPING, "standards/cn/sme-size@2011.yaml", "standards/cn/little-giant@2022.yaml")


class DataAbsentError(Exception):
    """The real data is not where LITTLEGIANT_DATA says, or the variable is not set."""


def data_file(name: str) -> Path:
    """Return the path of one file of the real data; raises DataAbsentError when there is none."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        raise DataAbsentError(f"Set {VARIABLE} to the folder of the real data (see docs/real-data.md).")
    path = Path(folder) / name
    if not path.is_file():
        raise DataAbsentError(
            f"{VARIABLE} names {folder}, which holds no file {name} (see docs/real-data.md)."
        )
    return path


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
