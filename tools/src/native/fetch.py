"""Fetches a URL into a file, going on where the file ends, and prints `P <done> <total>` as it goes.

usage: fetch.py URL FILE
exit codes: 0 complete, 5 the network gave up (the file is kept, a later call goes on), 6 not possible this way
"""

import os
import sys
import time
from urllib.parse import urlsplit
from urllib.request import url2pathname

CHUNK = 1 << 20
QUIET_ATTEMPTS = 4  # attempts in a row that brought nothing


def main(url, path):
    parts = urlsplit(url)
    if parts.scheme == "file":
        copy(url2pathname(parts.path), path)
        return 0
    try:
        from pip._vendor import requests
    except ImportError:
        return refuse("pip has no requests library")
    session = requests.Session()
    session.headers["Accept-Encoding"] = "identity"  # lengths and ranges must mean the file's own bytes
    quiet = 0
    while quiet < QUIET_ATTEMPTS:
        before = size(path)
        try:
            with session.get(url, headers={"Range": "bytes=%d-" % before}, stream=True, timeout=60) as response:
                if response.status_code == 416:  # nothing left to send
                    return 0
                if response.status_code >= 500:
                    raise requests.ConnectionError("HTTP %d" % response.status_code)
                if response.status_code not in (200, 206):
                    return refuse("HTTP %d" % response.status_code)
                if receive(response, path, before if response.status_code == 206 else 0):
                    return 0
                reason = "the connection closed early"
        except requests.exceptions.SSLError as error:
            return refuse(error)
        except requests.RequestException as error:
            reason = error
        quiet = quiet + 1 if size(path) <= before else 0
        time.sleep(quiet)
    sys.stderr.write("%s\n" % reason)
    return 5


def receive(response, path, start):
    length = response.headers.get("Content-Length")
    total = start + int(length) if length else 0
    with open(path, "ab" if start else "wb") as out:
        tell(start, total)
        for chunk in response.iter_content(CHUNK):
            out.write(chunk)
            tell(out.tell(), total)
        return total == 0 or out.tell() == total


def copy(source, path):
    total = size(source)
    with open(source, "rb") as data, open(path, "ab") as out:
        data.seek(min(out.tell(), total))
        for chunk in iter(lambda: data.read(CHUNK), b""):
            out.write(chunk)
            tell(out.tell(), total)


def size(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def tell(done, total):
    sys.stdout.write("P %d %d\n" % (done, total))
    sys.stdout.flush()


def refuse(reason):
    sys.stderr.write("%s\n" % reason)
    return 6


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
