"""Tables that stay where they are: read, checked and judged inside PostgreSQL or on Apache Spark."""
