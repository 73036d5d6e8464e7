"""Scans evidence with ClamAV by its daemon, where there is one.

The daemon is reached by its INSTREAM command at `LITTLEGIANT_CLAMD` (a socket path, or host:port). Without it, or while
it has no signatures, a file stays marked unscanned.
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from django.conf import settings

from littlegiant_platform.registry.models import Evidence

CHUNK = 1 << 18
SECONDS = 60


def scan(path: Path) -> str:
    """Return what the scanner says of a file: clean, infected, or unscanned where it cannot say."""
    if not settings.CLAMD:
        return Evidence.Scan.UNSCANNED
    try:
        answer = _asked(path)
    except OSError:
        return Evidence.Scan.UNSCANNED
    if answer.endswith("FOUND"):
        return Evidence.Scan.INFECTED
    return Evidence.Scan.CLEAN if answer.endswith("OK") else Evidence.Scan.UNSCANNED


def _asked(path: Path) -> str:
    with _connected() as daemon, path.open("rb") as source:
        daemon.sendall(b"zINSTREAM\0")
        while chunk := source.read(CHUNK):
            daemon.sendall(struct.pack("!I", len(chunk)) + chunk)
        daemon.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := daemon.recv(4096)):
            answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connected() -> socket.socket:
    where = str(settings.CLAMD)
    host, _, port = where.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    found.settimeout(SECONDS)
    found.connect(where)
    return found
