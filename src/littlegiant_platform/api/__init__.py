"""The face for machines: `/api/v1/`. No rule lives here."""
