"""Pure rules: by when what is withheld is looked at again, and what may be said of it."""
