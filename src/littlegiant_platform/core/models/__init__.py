"""The journal's tables."""

from littlegiant_platform.core.models.chain import ChainHead
from littlegiant_platform.core.models.entry import Entry

__all__ = ["ChainHead", "Entry"]
