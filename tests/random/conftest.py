"""The recomputation lives beside this folder; the tests here import it by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))
