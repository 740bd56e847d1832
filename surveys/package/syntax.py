"""What stands first in the files with commands, whatever the program."""

from django.utils.translation import gettext as _


def how_to_begin(command):
    """[line] without a full stop. `command` goes to a folder."""
    return [
        _("Reads the file with data, and gives it labels and missing values"),
        _("First go to the folder of the package, for example: %(command)s") % {"command": command},
    ]
