"""The scoreboard of a county made again from what it publishes, by anyone, on any machine.

Standard library only, and a few modules of `tlog` that need no more. It shares no line of code with
the site whose figures it checks: what it knows is the formula, which stands on the page.
"""
