"""The catalog: its model, its fields, names, groups and HTTP statuses."""
