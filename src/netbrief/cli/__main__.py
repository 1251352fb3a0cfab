"""`python -m netbrief.cli`."""

import sys

from netbrief.cli.main import main

sys.exit(main())
