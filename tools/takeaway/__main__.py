"""`python tools/takeaway`, by way of `make dist`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a folder, not as a package
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from takeaway.dist import main

if __name__ == "__main__":
    sys.exit(main())
