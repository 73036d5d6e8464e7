"""Editions and overlays: read, linked, chosen by day and case, checked."""
