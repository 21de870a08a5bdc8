"""What is withheld and when it was looked at last; and what that adds up to by organ."""
