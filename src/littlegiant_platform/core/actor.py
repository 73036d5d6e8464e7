"""Who does something: a person, another system by its key, or the platform itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`name` is a reference that outlives the person's account (`user:12`, `key:3`, `system:import`).

    `organisation` is for whom they act, `address` and `agent` from where, `request` the request that asked for it.
    """

    name: str
    organisation: str = ""
    address: str = ""
    agent: str = ""
    request: str = ""


def system(part: str) -> Actor:
    """Return a part of the platform as the one who acts."""
    return Actor(f"system:{part}")
