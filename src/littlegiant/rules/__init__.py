"""The language of a standard: nodes, types and units, the parser, and what an expression means."""
