"""Writes official tables: `python -m mingtang.catalogue.apart.writer`, JSON in, an Excel file out.

What comes in are sheets as `columns.as_json` gives them.
"""

import json
import sys

from mingtang.catalogue.rules.official.columns import sheets_from
from mingtang.catalogue.rules.official.writing import written

if __name__ == "__main__":
    sys.stdout.buffer.write(written(sheets_from(json.load(sys.stdin))))
