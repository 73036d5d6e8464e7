"""The commands that the platform adds to `littlegiant`: check, migrate, serve."""

from __future__ import annotations

import os
from typing import Any

from littlegiant.cli.command import Call, Command
from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.serving import SERVE

SETTINGS = "littlegiant_platform.settings.base"
WHOLE = Text("日志完整：{0} 条，末条指纹 {1}。", "The journal is whole: {0} entries, the last digest is {1}.")
BROKEN = Text("日志在第 {0} 条断开：{1}。", "The journal is broken at entry {0}: {1}.")


def prepared() -> Any:
    """Set Django up with the settings of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    return django


def check(call: Call) -> int:
    """Verify the journal's chain; status 1 where a link is broken."""
    prepared()
    from django.db import DatabaseError

    from littlegiant_platform.core.checking import check_chain

    try:
        chain = check_chain()
    except DatabaseError as error:
        raise no_database(error) from error
    if chain.fault is None:
        call.say(call.pick(WHOLE).format(chain.entries, chain.digest))
        return 0
    call.say(call.pick(BROKEN).format(chain.broken, call.pick(chain.fault)))
    return 1


def no_database(error: Exception) -> LittleGiantError:
    """Return the error for a database that cannot be used."""
    return LittleGiantError(
        "platform.database",
        Text(
            f"数据库不可用或尚未建立：{error}",
            f"The database cannot be used, or has not been set up yet: {error}",
        ),
        Text("请检查 DATABASE_URL，或先运行 make run。", "Check DATABASE_URL, or run make run first."),
    )


CHECK = Command(
    words=("check",),
    summary=Text("核验平台日志的链条", "verify the chain of the platform's journal"),
    run=check,
    options=(),
    examples=("littlegiant check",),
    details=Text(
        "逐条重算指纹，指出第一处断开的地方；断开时以状态 1 结束。",
        "Computes every digest anew and names the first broken link; ends with status 1 on one.",
    ),
)
COMMANDS = (CHECK, SERVE)
