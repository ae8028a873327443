"""Opens the window: `python main.py [STUDY.qcg]`."""

from qualcoder_cg.gui.app import main

if __name__ == "__main__":
    raise SystemExit(main())
