"""`python -m tlog`: the programs that need neither Django nor database."""

import sys

from tlog.commands import main
from tlog.verifying.commands import main as verify

VERIFY = "verify"
if sys.argv[1:2] == [VERIFY]:
    sys.exit(verify(sys.argv[2:]))
sys.exit(main(sys.argv[1:]))
