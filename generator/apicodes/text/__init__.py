"""How text is shown and measured: on a terminal, in a message, in a column."""
