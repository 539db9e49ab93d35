"""How text is measured, cut and shown."""
