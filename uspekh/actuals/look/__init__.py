"""The second look at a file: what the eye sees of its cells and their values do not tell."""
