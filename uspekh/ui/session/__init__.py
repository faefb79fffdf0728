"""Who is at the screen, what is chosen, and the cached way to the project and its figures."""
