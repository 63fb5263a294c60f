"""Everything about one thing as one story: sections of plain tables, each with the rules that it answers."""
