"""A file from the field in which it is chosen to the reading of it: forms, unknown tables, unknown names."""
