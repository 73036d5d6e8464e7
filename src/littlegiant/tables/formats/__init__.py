"""The formats a table of enterprises arrives in."""
