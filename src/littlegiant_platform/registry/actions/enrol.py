"""Enrols an enterprise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from stdnum.cn import uscc as code
from stdnum.exceptions import ValidationError

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record
from littlegiant_platform.registry.models import Enterprise


@dataclass(frozen=True)
class Entry:
    """An enterprise as it is enrolled: its name, and its unified social credit code unless it is synthetic."""

    name: str
    uscc: str | None = None
    synthetic: bool = False


def enrol(entry: Entry, actor: Actor) -> Enterprise:
    """Make a row for an enterprise; raises enterprise.code for a wrong code, enterprise.exists for a known one."""
    uscc = None if entry.uscc is None else checked_code(entry.uscc)
    name = entry.name.strip()
    if not 1 <= len(name) <= 200:
        raise LittleGiantError(
            "enterprise.name",
            Text("企业名称应有 1 至 200 个字。", "The name of an enterprise has 1 to 200 characters."),
        )
    with transaction.atomic():
        if uscc is not None:
            _demand_new(uscc)
        enterprise = Enterprise.objects.create(
            uscc=uscc, name=name, synthetic=entry.synthetic, created=clock.now()
        )
        after = {"uscc": uscc, "name": name, "synthetic": entry.synthetic}
        written = record(Act("enterprise.enrolled", enterprise.subject, after=after), actor)
        enterprise.version = written.sequence
        enterprise.save(update_fields=["version"])
    return enterprise


def checked_code(written: str) -> str:
    """Return a unified social credit code in its compact form; raises enterprise.code with what is wrong."""
    try:
        return str(code.validate(written.upper()))
    except ValidationError as error:
        shown = written if len(written) <= 40 else f"{written[:40]}…"
        raise LittleGiantError(
            "enterprise.code",
            Text(
                f"“{shown}”不是统一社会信用代码：应为 18 位，末位是校验码。",
                f"{shown!r} is no unified social credit code: 18 characters, the last of which checks the others.",
            ),
            Text("请对照营业执照。", "Compare it with the business licence."),
        ) from error


def _demand_new(uscc: str) -> None:
    other = Enterprise.objects.filter(uscc=uscc).first()
    if other is not None:
        raise LittleGiantError(
            "enterprise.exists",
            Text(f"代码 {uscc} 已登记为“{other.name}”。", f"The code {uscc} is enrolled as {other.name!r}."),
            Text("请打开该企业的记录。", "Open the record of that enterprise."),
        )
