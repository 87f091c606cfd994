"""Prints the address of a file that package indexes offer; the first place that has it wins.

usage: locate.py FILE PLACE...     a place is a folder, a page with links, or a project's page of an index
exit codes: 0 found, 1 no place has it or can be reached
Which file it is has been decided already (the wheels are pinned), so none of pip's choosing is needed, only its places.
"""

import html.parser
import json
import os
import sys
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import pathname2url, url2pathname

ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"


class Links(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links(place):
    """All addresses that a place offers."""
    parts = urlsplit(place)
    if parts.scheme in ("http", "https"):
        return remote(place)
    path = url2pathname(parts.path) if parts.scheme == "file" else os.path.expanduser(place)
    if os.path.isdir(path):
        here = [os.path.join(path, name) for name in os.listdir(path)]
        page = os.path.join(path, "index.html")
        return [address(entry) for entry in here] + (links(page) if os.path.exists(page) else [])
    with open(path, encoding="utf-8") as page:
        return [urljoin(address(path), link) for link in Links(page.read()).found]


def remote(place):
    from pip._vendor import requests

    response = requests.get(place, headers={"Accept": ACCEPT}, timeout=30)
    response.raise_for_status()
    if "json" in response.headers.get("Content-Type", ""):
        found = [entry["url"] for entry in json.loads(response.text)["files"]]
    else:
        found = Links(response.text).found
    return [urljoin(response.url, link) for link in found]


def address(path):
    return "file://" + pathname2url(os.path.abspath(path))


def main(name, places):
    for place in places:
        try:
            offered = links(place)
        except Exception as error:  # whatever ails one place, another may have it, and pip may still know better
            sys.stderr.write("%s: %s\n" % (urlsplit(place).hostname or place, error))
            continue
        for link in offered:
            if unquote(urlsplit(link).path).endswith("/" + name):
                print(urldefrag(link)[0])
                return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
