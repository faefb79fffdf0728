"""Reading one cell: numbers, dates, and names of the plan and the directory."""
