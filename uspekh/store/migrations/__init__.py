"""Shapes of the store, one after another; ``uspekh.store.database.upgrading`` walks through them."""

HEAD = "0023"
