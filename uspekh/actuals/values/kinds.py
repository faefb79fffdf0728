"""The kinds of reported values (``actuals.values.frame`` says what each is)."""

KINDS = ("component", "budget", "milestone", "plan", "organization")
