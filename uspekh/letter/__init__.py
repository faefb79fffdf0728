"""What is sent about a passport: the letter that asks for amendments, and the list of findings as a workbook."""
