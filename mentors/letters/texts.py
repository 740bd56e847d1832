from django.utils.translation import gettext_lazy as _

# Why a mentor is not written to, by the answers of actions.why_not.
WHY_NOT = {
    "no_address": _("No mail: the mentor's e-mail is not written down."),
    "stopped": _("No mail: the mentor has asked for no more mails."),
    "not_agreed": _(
        "No mail: the start agreement does not say that the candidate has agreed to contact."
    ),
}
