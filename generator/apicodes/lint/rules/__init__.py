"""The rules, in modules by subject."""
