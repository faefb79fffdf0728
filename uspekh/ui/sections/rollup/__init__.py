"""«Свод»: shared indicators over projects and municipalities, and the packages that these send."""
