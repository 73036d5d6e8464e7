"""Outcome, score interval, margin, reasons: what the columns of an engine mean for one enterprise."""
