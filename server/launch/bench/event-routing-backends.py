"""Seconds of a processor in which event-routing-backends turns a tracking log into statements, on one core: `bench-mapping.py LOG`.

The LMS's part is stubbed as cheaply as can be: one external id for everybody, the course key for the course's name.
Reading, parsing, transforming and writing as JSON are timed, as its own replay of logs does them.
"""

import json
import logging
import sys
import time
import types

import django
from django.conf import settings

lms = "https://lms.example"
settings.configure(
    LMS_ROOT_URL=lms,
    XAPI_AGENT_IFI_TYPE="external_id",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    OPEN_EDX_FILTERS_CONFIG={},
)
django.setup()
logging.disable(logging.CRITICAL)


def value_at(event, path):
    value = event
    for key in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


# Its database models need a configured Django project; of their module the transformers use this function alone.
models = types.ModuleType("event_routing_backends.models")
models.get_value_from_dotted_path = value_at
sys.modules["event_routing_backends.models"] = models

from event_routing_backends.management.commands.helpers.event_log_parser import parse_json_event  # noqa: E402
from event_routing_backends.processors.xapi import event_transformers  # noqa: E402, F401
from event_routing_backends.processors.xapi import transformer as base  # noqa: E402
from event_routing_backends.processors.xapi.event_transformers import enrollment_events, grading_events  # noqa: E402
from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry  # noqa: E402


def external_id(user, _type):
    if not user:
        raise ValueError("nobody")
    return "11111111-2222-4333-8444-555555555555"


base.get_anonymous_user_id = external_id
for module in (base, enrollment_events, grading_events):
    if hasattr(module, "get_course_from_id"):
        module.get_course_from_id = lambda key: {"display_name": key}


def statements_of(line):
    event = parse_json_event(line)
    if event is None:
        return []
    try:
        made = XApiTransformersRegistry.get_transformer(event).transform()
    except Exception:  # What it does not know or cannot read is skipped, as in its replay.
        return []
    return [statement.to_json() for statement in (made if isinstance(made, list) else [made])]


started = time.process_time()
lines = 0
statements = 0
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        lines += 1
        statements += len(statements_of(line))
print(json.dumps({"lines": lines, "statements": statements, "seconds": time.process_time() - started}))
