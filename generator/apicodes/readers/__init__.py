"""Files that apicodes wrote, read back: text to a `Reading`, strictly.

A reader knows nothing of the catalog, and nothing that it reads is ever run. What it does not
understand is in the leftovers, with its line.
"""
