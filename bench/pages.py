"""How long the desk's pages take: `python -m bench.pages 12000`, on the database of DATABASE_URL or a fresh one."""

import sys

from bench.place import main

if __name__ == "__main__":
    main(["desk", *sys.argv[1:]])
