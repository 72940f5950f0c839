"""Kolibri's own settings, with passwords that are hashed in no time: for the tests, which make thousands.

Each accepted row of a users file costs a real server 75 ms for the hash of its password, in a dry run, too (Kolibri protocol, section
6.7). No answer shows a hash. Those that are there already go on being read.
"""

from kolibri.deployment.default.settings.base import *  # noqa: F401,F403

PASSWORD_HASHERS = [
    "kolibri_test_hasher.QuickPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
