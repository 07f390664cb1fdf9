"""Answers requests to reduce streams, one JSON object a line, with the Python package.

The first argument is the folder into which the package is installed.
"""

import json
import logging
import sys

sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)

import spec_kitty_events as package
from spec_kitty_events.collaboration import ParticipantIdentity

REDUCERS = {
    "collaboration": package.reduce_collaboration_events,
    "connector": package.reduce_connector_events,
    "decisionpoint": package.reduce_decision_point_events,
    "dossier": package.reduce_mission_dossier,
    "glossary": package.reduce_glossary_events,
    "lifecycle": package.reduce_lifecycle_events,
    "mission_audit": package.reduce_mission_audit_events,
    "mission_next": package.reduce_mission_next_events,
    "status": package.reduce_status_events,
    "sync": package.reduce_sync_events,
}


def answer(request):
    try:
        events = [package.Event.model_validate(event) for event in request["events"]]
        options = dict(request.get("options") or {})
        if "roster" in options:
            options["roster"] = {
                name: ParticipantIdentity.model_validate(identity)
                for name, identity in options["roster"].items()
            }
        state = REDUCERS[request["reducer"]](events, **options)
        return {"ok": True, "state": state.model_dump(mode="json")}
    except Exception as error:
        return {"ok": False, "error": {"kind": type(error).__name__, "message": str(error)[:500]}}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
