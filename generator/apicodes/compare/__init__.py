"""Views and readings, and what differs between two of them."""
