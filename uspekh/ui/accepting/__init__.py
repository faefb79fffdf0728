"""Accepting the reports of organizations and closing periods."""
