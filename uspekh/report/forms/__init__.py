"""The forms of the report: a document, slides, a workbook. None holds content of its own."""
