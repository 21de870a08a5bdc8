"""What was found, what is to be looked at, and how key and general items compare."""
