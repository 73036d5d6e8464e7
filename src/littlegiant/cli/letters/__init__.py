"""An explanation as a letter from a patient expert: plain text, or one HTML page."""

from littlegiant.cli.letters.page import page
from littlegiant.cli.letters.text import letter

__all__ = ["letter", "page"]
