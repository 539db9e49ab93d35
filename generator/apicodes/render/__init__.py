"""From values to text: the Jinja environment, literals, comments and Markdown."""
