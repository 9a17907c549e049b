"""`python hooks/chronicle check` and `python hooks/chronicle stage DIR`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a folder, not as a package

from chronicle.cli import main

if __name__ == "__main__":
    sys.exit(main())
