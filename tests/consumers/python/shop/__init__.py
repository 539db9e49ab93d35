"""The back end of a shop, which answers with the codes of its catalog."""
