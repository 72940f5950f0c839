"""Writes the words of Kolibri's own translations that the sample campus needs: CSV headers, user types, messages of an import.

Run with the Python that has Kolibri: .kolibri/venv-<version>/bin/python scripts/kolibri-wording.py
Kolibri and its translations are under the MIT licence (Learning Equality). Words that a language has not translated are left
out; the reader falls back to English, as Kolibri does.
"""

import gettext
import json
import os
import sys

import kolibri

ROOT = os.path.dirname(kolibri.__file__)
DJANGO = os.path.join(ROOT, "dist", "django", "conf", "locale")
TARGET = os.path.join(os.path.dirname(__file__), "..", "src", "core", "kolibriWords", "wording.json")
LANGUAGES = (
    "ar bg-bg bn-bd de el en es-es es-419 fa fr-fr ff-cm gu-in ha hi-in ht id it ka km ko mr my ny pa pt-br pt-mz "
    "sw-tz te uk ur-pk vi yo zh-hans"
).split()
TYPE = "CSV header for the type of user: ADMIN, LEARNER, COACH..."
ENROLLED = "CSV file header for the list of classrooms names where the learner is going to be enrolled"
ASSIGNED = "CSV file header for the list of classrooms names where the tutor is going to be a coach"
FIRST = "CSV column header for the time of the first interaction in the exported logs"
LAST = "CSV column header for the time of the last interaction in the exported logs"
DONE = "CSV column header for the percentage of completion in the exported logs"
SPENT = "CSV column header for the time spent in a resource in the exported logs"
TERMINAL = "Error when the command is executed in the Terminal (command prompt)"
MISSING = "Error message indicating that the CSV file selected for import is missing a required column"
HEADER = (
    "Error message indicating that one column header in the CSV file selected for import is missing or incorrect"
)
FILE = "Default name for the exported CSV file with content "
KEEP = " Please keep the underscores between words in the translation"

# key: (context or None, English)
WORDS = {
    "UUID": (None, "Database ID ({})"),
    "USERNAME": (None, "Username ({})"),
    "PASSWORD": (None, "Password ({})"),
    "FULL_NAME": (None, "Full name ({})"),
    "USER_TYPE": (TYPE, "User type ({})"),
    "IDENTIFIER": (None, "Identifier ({})"),
    "BIRTH_YEAR": (None, "Birth year ({})"),
    "GENDER": (None, "Gender ({})"),
    "ENROLLED_IN": (ENROLLED, "Learner enrollment ({})"),
    "ASSIGNED_TO": (ASSIGNED, "Coach assignment ({})"),
    "facilityName": (None, "Facility name"),
    "username": (None, "Username"),
    "userType": ("CSV column header for the type of user", "User type"),
    "channelId": (None, "Channel id"),
    "channelName": (None, "Channel name"),
    "contentId": (None, "Content id"),
    "contentTitle": (None, "Content title"),
    "firstInteraction": (FIRST, "Time of first interaction"),
    "lastInteraction": (LAST, "Time of last interaction"),
    "completion": (DONE, "Time of completion"),
    "timeSpent": (SPENT, "Time Spent (sec)"),
    "progress": (None, "Progress (0-1)"),
    "kind": (None, "Content kind"),
    "admin": (None, "Admin"),
    "superuser": (None, "Super admin"),
    "classroom assignable coach": (None, "Class coach"),
    "coach": (None, "Facility coach"),
    "learner": (None, "Learner"),
    "tooLong": (TERMINAL, "Value in column '{}' has too many characters"),
    "invalid": (None, "Value in column '{}' not valid"),
    "duplicatedUsername": (None, "Username is duplicated"),
    "invalidUsername": (None, "Username only can contain characters, numbers and underscores"),
    "requiredColumn": (MISSING, "The column '{}' is required"),
    "invalidHeader": (HEADER, "Incorrect header label found in the first row"),
    "fileRead": (None, "Error trying to read csv file: {}"),
    "requiredPassword": (
        None,
        "The password field is required. To leave the password unchanged in existing users, insert an asterisk (*)",
    ),
    "unknownUuid": (
        None,
        "Cannot update user with ID: '{}' because no user with that database ID exists in this facility",
    ),
    "invalidUuid": (None, "Database ID is not valid"),
    "sessionFile": (FILE + "session logs." + KEEP, "content_session_logs_from_"),
    "summaryFile": (FILE + "summary logs." + KEEP, "content_summary_logs_from_"),
    "toFile": (FILE + "summary logs." + KEEP, "to_"),
    "usersFile": (
        "Default name for the exported CSV file of facility user data. Please keep the underscore between words in "
        "the translation",
        "users",
    ),
}
LENGTH = (
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
)


def folder(code):
    language, _, region = code.partition("-")
    return language if not region else language + "_" + (region.upper() if len(region) == 2 else region.title())


def catalog(root, code):
    for name in (folder(code), code.partition("-")[0]):
        path = os.path.join(root, name, "LC_MESSAGES", "django.mo")
        if os.path.exists(path):
            with open(path, "rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def words(code):
    own, django = catalog(os.path.join(ROOT, "locale"), code), catalog(DJANGO, code)
    found = {}
    for key, (context, english) in WORDS.items():
        said = own.pgettext(context, english) if context else own.gettext(english)
        if code == "en" or said != english:
            found[key] = said
    for limit in (16, 64, 120):
        said = django.ngettext(LENGTH[0], LENGTH[1], limit)
        if code == "en" or said not in LENGTH:
            found["atMost%d" % limit] = said.replace("%(limit_value)d", str(limit)).replace("%(show_value)d", "{}")
    return found


with open(TARGET, "w", encoding="utf-8") as target:
    json.dump({code: words(code) for code in LANGUAGES}, target, ensure_ascii=False, indent=2)
    target.write("\n")
sys.stdout.write("%d languages\n" % len(LANGUAGES))
