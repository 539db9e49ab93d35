"""Response codes as code: one YAML catalog, four outputs that cannot disagree."""

__version__ = "0.1.0"
