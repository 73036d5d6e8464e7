"""The face for enterprises and the public. No rule lives here."""
