"""Why a figure is what it is: its rule, its cells, who is missing, what chance gives."""
