"""Official tables (基层政务公开标准目录) as counties have them in Excel, read without guessing.

`books` opens the file, `layout` finds what stands in which column, `rows` reads row by row,
`times` the free words of 公开时限, `ticks` the boxes. What cannot be read is a `Problem` that names
its place and the mend; nothing is read as what it may not be.
"""

from mingtang.catalogue.rules.official.books import Sheet, sheets_of
from mingtang.catalogue.rules.official.rows import OfficialRow, Problem, Read, read

__all__ = ["OfficialRow", "Problem", "Read", "Sheet", "read", "sheets_of"]
