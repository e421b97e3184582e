"""Runs commands of the installed openstack client, one a line of standard input.

Writes one line of JSON for each: its exit status, its output and its errors. One process for all commands of a user, because
starting the client takes longer than most commands; the client keeps its session in the process, so another user needs another.
"""

import contextlib
import io
import json
import shlex
import sys

from openstackclient import shell


def run(command):
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            status = shell.main(shlex.split(command))
        except SystemExit as end:
            status = end.code
    return {"status": status or 0, "output": output.getvalue(), "errors": errors.getvalue()}


for line in sys.stdin:
    print(json.dumps(run(line)), flush=True)
