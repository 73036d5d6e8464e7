"""What to ask next of an enterprise with gaps in its facts: the shortest expected way to a settled outcome."""
