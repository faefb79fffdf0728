"""Loading a passport: its head and its tables, and what must hold between them before anything is counted."""
