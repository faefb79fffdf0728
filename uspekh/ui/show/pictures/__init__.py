"""Charts on a page: the picture, its clicks and what can be saved of it."""
