"""Kolibri's own settings, and leave to push certificates: what a data portal allows, and a school's server does not.

With them a second Kolibri can be the portal that a first one syncs with (Kolibri protocol, section 7).
"""

from kolibri.deployment.default.settings.base import *  # noqa: F401,F403

ALLOW_CERTIFICATE_PUSHING = True
