"""``python -m srh_assess`` is the command ``srh-assess``."""

from srh_assess.cli import main

raise SystemExit(main())
