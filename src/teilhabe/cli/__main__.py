"""`python -m teilhabe.cli`, for those who call the command by its interpreter."""

import sys

from teilhabe.cli import main

sys.exit(main())
