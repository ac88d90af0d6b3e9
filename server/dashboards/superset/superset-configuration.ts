/**
 * What Superset's own configuration needs for embedding, as Python for `superset_config.py`: Superset has no API for it.
 * @param origins addresses of the pages that show dashboards: scheme, host and port
 */
export function supersetConfiguration(guestRole: string, origins: readonly string[]): string {
  return `# For dashboards inside Panorama. Made by: panorama superset config
import os
import re

FEATURE_FLAGS = {**globals().get("FEATURE_FLAGS", {}), "EMBEDDED_SUPERSET": True}

# Guests have a role of their own: with Public, a token that has ended would leave them what Public may read.
GUEST_ROLE_NAME = ${text(guestRole)}
GUEST_TOKEN_JWT_SECRET = os.environ["PANORAMA_GUEST_TOKEN_SECRET"]  # openssl rand -base64 42
GUEST_TOKEN_JWT_AUDIENCE = "panorama"
GUEST_TOKEN_JWT_EXP_SECONDS = 300

# With it, Superset's page stays white where a browser keeps frames from storing anything.
FEATURE_FLAGS["SQLLAB_BACKEND_PERSISTENCE"] = False

# Nothing that a guest sends may be run as a template or as a query of their own.
FEATURE_FLAGS["ENABLE_TEMPLATE_PROCESSING"] = False
FEATURE_FLAGS["ALLOW_ADHOC_SUBQUERY"] = False

# Pages that may show dashboards in a frame. Talisman's other rules stay as they are.
from superset.config import TALISMAN_CONFIG as _talisman  # noqa: E402

TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    **_talisman,
    "content_security_policy": {
        **_talisman["content_security_policy"],
        "frame-ancestors": ["'self'", ${origins.map(text).join(', ')}],
    },
    "frame_options": None,
}

_CONDITION = re.compile(
    r"(?:course_key|org|actor_id) IN \\('[\\w.~:+/-]+'(?:, '[\\w.~:+/-]+')*\\)"
)


def _is_narrowed(body):
    """Every token carries rules, and every rule is one that Panorama makes."""
    rules = body.get("rls") or []
    return bool(rules) and all(
        clause in ("1 = 1", "1 = 0")
        or all(_CONDITION.fullmatch(part) for part in clause.split(" OR "))
        for clause in (rule.get("clause", "") for rule in rules)
    )


GUEST_TOKEN_VALIDATOR_HOOK = _is_narrowed
`
}

/** A Python text; what is put in has neither quotes nor backslashes. */
const text = (value: string) => JSON.stringify(value)
