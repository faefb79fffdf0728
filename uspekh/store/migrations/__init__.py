"""Shapes of the store, one after another; ``uspekh.store.upgrading`` walks through them."""

HEAD = "0009"
