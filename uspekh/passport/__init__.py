"""Floor 0: what was promised. The plan tables, their schemas, loading."""
