"""Before the pages: what of a request may pass."""
