"""Verifies the journal's chain and names the first link that is broken."""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.errors import Text
from littlegiant_platform.core.digest import FIRST, digest_of
from littlegiant_platform.core.models import ChainHead, Entry

CHUNK = 2000


@dataclass(frozen=True)
class Chain:
    """What was found: how many entries were read, and the first that is wrong with what is wrong about it."""

    entries: int
    digest: str
    broken: int | None = None
    fault: Text | None = None

    @property
    def whole(self) -> bool:
        """Say whether every link holds."""
        return self.broken is None


def check_chain() -> Chain:
    """Read the whole journal in order, computing every digest anew; stops at the first broken link."""
    sequence, digest = 0, FIRST
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        fault = _fault(entry, sequence, digest)
        if fault is not None:
            return Chain(sequence, digest, sequence + 1, fault)
        sequence, digest = entry.sequence, entry.digest
    head = ChainHead.objects.filter(pk=1).first()
    if (head.sequence, head.digest) != (sequence, digest) if head else sequence:
        return Chain(sequence, digest, sequence + 1, _CUT)
    return Chain(sequence, digest)


_CUT = Text("日志末尾的记录缺失或被增添", "entries at the end are missing, or were added past the journal")


def _fault(entry: Entry, sequence: int, digest: str) -> Text | None:
    if entry.sequence != sequence + 1:
        return Text(
            f"第 {sequence + 1} 条缺失，其后是第 {entry.sequence} 条",
            f"entry {sequence + 1} is missing; the next is {entry.sequence}",
        )
    if entry.previous != digest:
        return Text("与前一条的链接不符", "it is not linked to the entry before it")
    if entry.digest != digest_of(entry):
        return Text("内容被改动", "its content was altered")
    return None
