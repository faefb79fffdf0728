"""Finding our tables on the sheets of a file: which sheet, which heading, which rows."""
