"""The tables of the registry."""

from littlegiant_platform.registry.models.enterprise import Enterprise
from littlegiant_platform.registry.models.evidence import Evidence, Proof
from littlegiant_platform.registry.models.intake import Intake
from littlegiant_platform.registry.models.right import Right
from littlegiant_platform.registry.models.settlement import Settlement
from littlegiant_platform.registry.models.statement import Source, Statement
from littlegiant_platform.registry.models.tie import Tie
from littlegiant_platform.registry.models.title import Title
from littlegiant_platform.registry.models.upload import Upload

__all__ = [
    "Enterprise",
    "Evidence",
    "Intake",
    "Proof",
    "Right",
    "Settlement",
    "Source",
    "Statement",
    "Tie",
    "Title",
    "Upload",
]
