"""What the program begins with, also where it was handed out as one file."""

import sys

from scoreboard.commands import main

sys.exit(main(sys.argv[1:]))
