"""What the report says: words and tables, the same in every form."""
