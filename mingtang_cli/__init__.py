"""What stands behind `bin/mingtang`: set-up, supervision, checks.

It runs before the virtual environment exists, so it uses the standard library alone; only
`messages.py` runs inside the environment. It never imports Django: it starts `manage.py`.
"""
