"""What the verifier begins with when it was handed out as one file."""

import sys

try:
    from tlog.verifying.commands import main
except ModuleNotFoundError as problem:
    sys.stderr.write(f"缺少 {problem.name}：pip install cryptography\n")
    sys.stderr.write(f"{problem.name} is missing: pip install cryptography\n")
    sys.exit(3)
sys.exit(main(sys.argv[1:]))
