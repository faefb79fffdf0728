"""Calendars, letters and e-mail about what is expected."""
