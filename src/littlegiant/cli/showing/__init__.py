"""A standard set out for a reader: as one object, and as a page."""
