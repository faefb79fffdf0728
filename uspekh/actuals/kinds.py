"""The kinds of reported values (``actuals.values`` says what each is)."""

KINDS = ("component", "budget", "milestone", "plan", "organization")
