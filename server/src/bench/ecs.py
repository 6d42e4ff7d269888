# Are these documents of the Elastic Common Schema 8.17? Checks each line of a file against the field types
# and the allowed values that ECS publishes for what Warder sets.
import ipaddress, json, sys
from datetime import datetime

KINDS = {"alert", "asset", "enrichment", "event", "metric", "state", "pipeline_error", "signal"}
CATEGORIES = set("api authentication configuration database driver email file host iam intrusion_detection library malware"
                 " network package process registry session threat vulnerability web".split())
TYPES = set("access admin allowed change connection creation deletion denied device end error group indicator info"
            " installation protocol start user".split())
FIELDS = {  # name: type
    "@timestamp": "date", "message": "text", "ecs.version": "word", "event.id": "word", "event.sequence": "long",
    "event.kind": "word", "event.module": "word", "event.dataset": "word", "event.provider": "word", "event.category": "words",
    "event.type": "words", "event.action": "word", "event.outcome": "word", "event.severity": "long", "event.reason": "word",
    "event.risk_score": "float", "event.duration": "long", "observer.vendor": "word", "observer.product": "word",
    "observer.name": "word", "user.id": "word", "user.name": "word", "source.address": "word", "source.ip": "ip",
    "source.geo.country_iso_code": "word", "source.as.number": "long", "source.as.organization.name": "word",
    "http.request.method": "word", "url.scheme": "word", "url.path": "word", "url.domain": "word",
    "user_agent.original": "word", "trace.id": "word", "span.id": "word", "rule.id": "word", "rule.name": "word",
    "rule.ruleset": "word",
}
NEEDED = ["@timestamp", "ecs.version", "event.id", "event.kind", "event.category", "event.type", "event.outcome"]
CHECKS = {
    "date": lambda v: datetime.fromisoformat(v.replace("Z", "+00:00")) and True, "text": lambda v: isinstance(v, str),
    "word": lambda v: isinstance(v, str), "words": lambda v: isinstance(v, list) and v and all(isinstance(e, str) for e in v),
    "long": lambda v: isinstance(v, int) and not isinstance(v, bool), "float": lambda v: isinstance(v, (int, float)),
    "ip": lambda v: ipaddress.ip_address(v) and True,
}


def flat(node, name=""):
    for key, value in node.items():
        full = name + key
        if isinstance(value, dict) and full != "warder":
            yield from flat(value, full + ".")
        else:
            yield full, value


count = 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    fields = dict(flat(json.loads(line)))
    fields.pop("warder")  # our own, as ECS asks for
    for name, value in fields.items():
        assert name in FIELDS and CHECKS[FIELDS[name]](value), (number, name, value)
    assert all(name in fields for name in NEEDED), (number, "something needed is missing")
    assert fields["event.kind"] in KINDS and fields["event.outcome"] in {"success", "failure", "unknown"}, number
    assert set(fields["event.category"]) <= CATEGORIES and set(fields["event.type"]) <= TYPES, number
    count += 1
print(count, "documents")
