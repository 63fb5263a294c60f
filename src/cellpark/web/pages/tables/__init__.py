"""Tables for people who look at them all day: sorted, filtered, paged and taken home, as plain links.

A view declares its columns once; the same declaration draws the page, sorts, searches and exports. Two queries a page,
whatever the number of rows: the rows themselves by keyset (the thousandth page costs what the first does), and a count
that stops at ten thousand. Everything is in the address, so that a table can be linked, and works without JavaScript.
"""

from cellpark.web.pages.tables.cells import Cell, Kind, State
from cellpark.web.pages.tables.column import Choice, Column
from cellpark.web.pages.tables.table import Table, table_response

__all__ = ["Cell", "Choice", "Column", "Kind", "State", "Table", "table_response"]
