"""Superset's own commands that make its tables, roles and first administrator, in one process: each would start anew."""

import os

from flask.cli import ScriptInfo
from superset.app import create_app
from superset.cli.main import superset

app = create_app()
admin = {
    "username": os.environ["SUITE_ADMIN_USER"],
    "password": os.environ["SUITE_ADMIN_PASSWORD"],
    "firstname": "Admin",
    "lastname": "of the suite",
    "email": "admin@panorama.invalid",
}
for words in (
    ["db", "upgrade"],
    ["fab", "create-admin", *(word for name, value in admin.items() for word in (f"--{name}", value))],
    ["init"],
):
    superset.main(args=words, obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)
