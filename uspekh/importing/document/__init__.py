"""A Word document as rows of cells, each known to belong to a table of the passport."""
