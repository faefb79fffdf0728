"""What a person makes of an imported draft: rows that can be changed, questions by section, the tables in the end."""
