"""Personal data in a foreign file and in what people type: found before anything is kept (152-ФЗ)."""
