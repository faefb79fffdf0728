"""A passport in Word becomes the tables of the plan: grids, forms, rows, sums."""
