"""`python -m littlegiant` is the command line."""

import sys

from littlegiant.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
