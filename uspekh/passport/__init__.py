"""Floor 1: what was promised. The plan tables, their schemas, loading, and audit."""
