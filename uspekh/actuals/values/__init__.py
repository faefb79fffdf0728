"""The tidy frame of reported values: its columns, its schema, the kinds of values."""
