"""`python -m kondusif` is the command `kondusif`."""

import sys

from kondusif.cli.main import main

sys.exit(main())
