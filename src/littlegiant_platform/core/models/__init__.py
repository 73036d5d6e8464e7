"""The journal's tables, and the replies that are kept."""

from littlegiant_platform.core.models.chain import ChainHead
from littlegiant_platform.core.models.entry import Entry
from littlegiant_platform.core.models.reply import Reply

__all__ = ["ChainHead", "Entry", "Reply"]
