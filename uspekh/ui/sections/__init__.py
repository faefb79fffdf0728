"""Sections of single pages. A page runs when it is imported, so what tests call stands here and not in the page."""
