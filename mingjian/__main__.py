"""`python -m mingjian` is the same as the `mingjian` command."""

from mingjian.cli import main

if __name__ == "__main__":
    main()
