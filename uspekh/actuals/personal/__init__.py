"""Personal data in a foreign file: found by headings and by the shape of values, before anything is kept (152-ФЗ)."""
