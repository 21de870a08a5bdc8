"""What a page of the desk shows: records in, words and links out; one module per app."""
