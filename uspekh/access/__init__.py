"""Floor 0: who may do what. The functions that change something ask here; pages only hide what would be refused."""
