"""Who may open which address, in which way: the matrix of all cells, and what it cannot say."""
