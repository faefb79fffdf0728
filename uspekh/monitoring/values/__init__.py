"""What the figures ask of the reports."""
