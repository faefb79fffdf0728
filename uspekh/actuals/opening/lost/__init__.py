"""Cells that calamine gives as empty though they are not: errors, and formulas that were never calculated."""
