"""`littlegiant serve`: brings the platform up: tables, places, static files, then the server."""

from __future__ import annotations

from typing import Any

from littlegiant.cli.command import Call, Command, Option
from littlegiant.errors import LittleGiantError, Text

PORT = Option(
    "--port",
    Text("监听的端口", "the port to listen on"),
    metavar="PORT",
    default="8000",
    sample="8000",
)
HOST = Option(
    "--host",
    Text("监听的地址", "the address to listen on"),
    metavar="ADDRESS",
    default="127.0.0.1",
    sample="127.0.0.1",
)
DEMONSTRATION = Option(
    "--demonstration",
    Text("空库时装入演示数据（合成省）", "fill an empty platform with a synthetic province"),
)
READY = Text(
    "平台已就绪：http://{0}:{1}/（按 Ctrl+C 停止）",
    "The platform is up: http://{0}:{1}/ (stop it with Ctrl+C)",
)
SYNTHETIC = Text(
    "演示数据：{0} 家合成企业（不是真实企业）。演示账号，密码均为 {1}：",
    "Demonstration: {0} synthetic enterprises, no real firm. Accounts, all with the password {1}:",
)


def run(call: Call) -> int:
    """Bring the platform up and serve it until it is stopped."""
    from littlegiant_platform.commands import no_database, prepared

    port = _port(call)
    prepared()
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        _fill(call)
    except DatabaseError as error:
        raise no_database(error) from error
    host = call.required("host")
    call.say(call.pick(READY).format(host, port))
    _serve(host, port)
    return 0


def _fill(call: Call) -> None:
    from littlegiant_platform.accounts.places import load_places
    from littlegiant_platform.registry import demonstration
    from littlegiant_platform.registry.models import Enterprise

    if call.flag("demonstration") and demonstration.is_empty():
        demonstration.demonstrate()
    else:
        load_places()
    if call.flag("demonstration"):
        count = Enterprise.objects.filter(synthetic=True).count()
        call.say(call.pick(SYNTHETIC).format(f"{count:,}", demonstration.PASSWORD))
        for account in demonstration.ACCOUNTS:
            call.say(f"  {account.email}  {account.name}")


def _serve(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    server: Any = Granian(
        "littlegiant_platform.wsgi:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=1, blocking_threads=4, log_access=False,
    )  # fmt: skip
    server.serve()


def _port(call: Call) -> int:
    written = call.required("port")
    if not written.isdigit() or not 1 <= int(written) <= 65535:
        raise LittleGiantError(
            "call.value",
            Text(f"--port “{written}”不对。", f"--port {written!r} is wrong."),
            Text("应为 1 至 65535 的整数。", "Give a whole number from 1 to 65535."),
        )
    return int(written)


SERVE = Command(
    words=("serve",),
    summary=Text("启动平台", "bring the platform up"),
    run=run,
    options=(HOST, PORT, DEMONSTRATION),
    examples=("littlegiant serve --demonstration",),
    details=Text(
        "数据库由 DATABASE_URL 指定，缺省为 LITTLEGIANT_STATE（缺省 var）目录中的 SQLite；表结构会自动建立和更新。",
        "The database is that of DATABASE_URL, by default SQLite in the folder LITTLEGIANT_STATE (default var); its tables are "
        "made and brought up to date.",
    ),
)
