"""Answers requests to reduce streams, and to measure that, one JSON object a line, with the Python package.

The first argument is the folder into which the package is installed.
"""

import json
import logging
import resource
import sys
import time

sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)

import spec_kitty_events as package
from spec_kitty_events import connector
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

# Models that the package has and did not register.
FORGOTTEN = {
    "UserConnected": connector.UserConnectedPayload,
    "UserDisconnected": connector.UserDisconnectedPayload,
}


def options(request):
    chosen = dict(request.get("options") or {})
    if "roster" in chosen:
        chosen["roster"] = {
            name: ParticipantIdentity.model_validate(identity)
            for name, identity in chosen["roster"].items()
        }
    return chosen


def reduce(request):
    events = [package.Event.model_validate(event) for event in request["events"]]
    state = REDUCERS[request["reducer"]](events, **options(request))
    return state.model_dump(mode="json")


loaded = []


def load(request):
    """Reads events from a file of JSON lines, to be measured."""
    with open(request["load"], encoding="utf-8") as lines:
        loaded[:] = [package.Event.model_validate(json.loads(line)) for line in lines]
    return len(loaded)


def measure(request):
    """Reduces the loaded events, often enough for a steady time."""
    reducer, chosen, runs, seconds = REDUCERS[request["measure"]], options(request), 0, 0.0
    # The first time fetches memory from the system, and does not count.
    reducer(loaded, **chosen)
    while runs == 0 or (seconds < 0.5 and runs < 1000):
        start = time.process_time()
        state = reducer(loaded, **chosen)
        seconds += time.process_time() - start
        runs += 1
        del state
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds / runs, "peak_kib": peak}


def models():
    from spec_kitty_events.conformance import validators

    return {**validators._EVENT_TYPE_TO_MODEL, **FORGOTTEN}


def write(request):
    """Passes events through the models and back; what they refuse becomes null."""
    known, written = models(), []
    for event in request["write"]:
        try:
            model = known.get(event["event_type"])
            if model:
                event["payload"] = model.model_validate(event["payload"]).model_dump(mode="json")
            written.append(json.dumps(package.Event.model_validate(event).model_dump(mode="json")))
        except Exception:
            written.append(None)
    return written


def judge(request):
    """Says of each event why it is refused, or null."""
    from spec_kitty_events.conformance import validate_event

    known, verdicts = models(), []
    for text in request["judge"]:
        event = json.loads(text)
        name = event["event_type"]
        try:
            package.Event.model_validate(event)
            verdict = validate_event(event, name, strict=True)
            broken = [*verdict.model_violations, *verdict.schema_violations]
            verdicts.append(None if verdict.valid else f"{name}: {broken[0].message}")
        except Exception as error:
            forgotten = name in FORGOTTEN
            verdicts.append(f"unregistered {name}" if forgotten else f"{name}: {type(error).__name__}: {error}")
    return verdicts


WORK = {"load": load, "measure": measure, "write": write, "judge": judge}


def answer(request):
    work = next((WORK[name] for name in WORK if name in request), reduce)
    try:
        return {"ok": True, "state": work(request)}
    except Exception as error:
        return {"ok": False, "error": {"kind": type(error).__name__, "message": str(error)[:500]}}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
