"""Runs Kolibri's command line and ends it, in good order, when standard input closes.

The script that starts a server keeps the other end of the pipe: however that script ends, no server is left behind.
"""

import os
import signal
import sys
import threading


def end_with_parent():
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_parent, daemon=True).start()

from kolibri.utils.cli import main  # noqa: E402  (the import takes a second; the watch begins before it)

main(args=sys.argv[1:])
