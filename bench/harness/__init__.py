"""What the harnesses share: a reporter without a browser, a served installation, and the reckoning at the end.

Nothing of it is shipped. Every server listens on this machine alone, is started here and ended here by its own number.
"""

import sys
from pathlib import Path

# The parts that the tests share (a PostgreSQL of one's own, the cast of the stories) are used here as well.
_TESTS = str(Path(__file__).resolve().parents[2] / "tests")
if _TESTS not in sys.path:
    sys.path.append(_TESTS)
