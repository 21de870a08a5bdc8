"""Official tables (基层政务公开标准目录) as counties have them in Excel: in and out.

In: `books` opens the file, `layout` finds what stands in which column, `rows` reads row by row,
`times` the free words of 公开时限, `ticks` the boxes. Nothing is guessed: what cannot be read is a
`Problem` that names its place and the mend. `understanding` says what a row means to the duty
engine and what a person has to settle, `drafting` makes a standard of settled rows.
Out: `printing` words an item, `columns` lays rows out, `writing` makes the file; `refilling`
writes into the county's own, `adding` the columns that it lacks.

`books`, `writing`, `refilling` and `adding` load what reads and writes Excel: only
`catalogue.apart` imports them.
"""
