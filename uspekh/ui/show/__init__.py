"""How a figure, a flag, a table and a chart are shown, and where a number comes from."""
