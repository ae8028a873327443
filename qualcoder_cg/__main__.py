"""`python -m qualcoder_cg` is the same command as `qualcoder-cg`."""

from .cli.main import main

raise SystemExit(main())
