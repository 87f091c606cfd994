"""Validates an exported RO-Crate with roc-validator against the Workflow Run profiles.

    python3 -m venv venv && venv/bin/pip install roc-validator rocrate
    venv/bin/python tools/scripts/check-exports/ro_crate.py CRATE

The validator fetches JSON-LD contexts. Where the network does not reach them, the terms come from the `rocrate` package
(whose newer context names the Bioschemas types otherwise than 1.1 does) and from the list below.
"""

import json
import os
import sys

import rdflib.plugins.parsers.jsonld as parser
import rdflib.plugins.shared.jsonld.context as context
import rdflib.plugins.shared.jsonld.util as util
import requests
import rocrate
from rocrate_validator import models, services

TERMS = "https://bioschemas.org/"
WORKFLOW_RUN = "https://w3id.org/ro/terms/workflow-run#"
PROFILES = ["workflow-run-crate-0.5", "workflow-ro-crate-1.0", "process-run-crate-0.5", "ro-crate-1.1"]

with open(os.path.join(os.path.dirname(rocrate.__file__), "data", "ro-crate.jsonld"), encoding="utf8") as file:
    base = json.load(file)
base["@context"].update(
    {
        "ComputationalWorkflow": TERMS + "ComputationalWorkflow",
        "FormalParameter": TERMS + "FormalParameter",
        "input": TERMS + "ComputationalWorkflow#input",
        "output": TERMS + "ComputationalWorkflow#output",
    }
)
SERVED = {
    "https://w3id.org/ro/crate/1.1/context": base,
    "https://w3id.org/ro/terms/workflow-run/context": {
        "@context": {name: WORKFLOW_RUN + name for name in ("sha256", "containerImage", "environment")}
    },
}

original_source = util.source_to_json
original_request = requests.Session.request


def source_to_json(source, *rest, **options):
    return (SERVED[source], None) if isinstance(source, str) and source in SERVED else original_source(source, *rest, **options)


def request(self, method, url, *rest, **options):
    if url not in SERVED:
        return original_request(self, method, url, *rest, **options)
    response = requests.Response()
    response.status_code = 200
    response.url = url
    response.headers["Content-Type"] = "application/ld+json"
    response._content = json.dumps(SERVED[url]).encode()
    return response


for module in (util, context, parser):
    if hasattr(module, "source_to_json"):
        module.source_to_json = source_to_json
requests.Session.request = request
try:
    import requests_cache

    requests_cache.CachedSession.request = request
except ImportError:
    pass

failed = 0
for profile in PROFILES:
    for severity in (models.Severity.REQUIRED, models.Severity.RECOMMENDED):
        settings = services.ValidationSettings(
            rocrate_uri=sys.argv[1],
            profile_identifier=profile,
            requirement_severity=severity,
            skip_availability_check=True,
        )
        issues = services.validate(settings).get_issues()
        print(f"{profile}, {severity.name.lower()}: {len(issues)} issues")
        for issue in issues:
            print("   ", issue.severity.name, issue.check.identifier, issue.message)
        failed += sum(issue.severity == models.Severity.REQUIRED for issue in issues)
sys.exit(1 if failed else 0)
