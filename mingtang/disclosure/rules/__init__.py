"""What the law and the county ask of a publication. Plain functions, no database."""
