"""`python -m training_library` does what the command `training-library` does."""

import sys

from training_library.cli import main

sys.exit(main())
