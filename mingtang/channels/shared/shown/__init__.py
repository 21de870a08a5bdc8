"""Values fit to be shown: dates, numbers, states, bars and strips, in the words of the kit.

Templates print them and ask nothing; each channel builds its rows from these.
"""
