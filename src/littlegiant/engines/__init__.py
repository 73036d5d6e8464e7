"""Columnar evaluation: one compiler from nodes to sqlglot trees, run by DuckDB."""
