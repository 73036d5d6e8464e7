"""The synthetic tables that come with the package."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def examples_folder() -> Path:
    """Return the folder of the examples: inside an installed package, or beside the sources."""
    packaged = Path(str(resources.files("littlegiant"))) / "examples"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "examples"
