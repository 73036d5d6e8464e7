"""Charts of a simulation as SVG, PNG and a page of their own; no script, no font from elsewhere."""
