"""The dictionary: what can be known about an enterprise, in which unit, for which period."""
