"""Lines of the audit log in the form that Nav's audit logger reads (ArcSight CEF)."""

HEAD = "CEF:0|hybridnav|auditLog|1.0"
# What is done to personal data, as Nav's logger tells it apart, by the verb of the action.
EVENTS = {
    "create": "add record make start create log write begin note bring",
    "update": "edit change correct move reassign hand_over end close withdraw",
}


def cef(entry):
    """One line of an AuditEntry: ids, never names, of who did it and of whom it is about."""
    permitted = "Permit" if entry.permitted else "Deny"
    severity = "INFO" if entry.permitted else "WARN"
    extension = {
        "end": int(entry.at.timestamp() * 1000),
        "suid": entry.user_id or "",
        "duid": entry.subject_id,
        "sproc": entry.action,
        "flexString1Label": "Decision",
        "flexString1": permitted,
        "flexString2Label": "Role",
        "flexString2": entry.role,
    }
    if entry.reason:
        extension |= {"cs1Label": "Reason", "cs1": entry.reason}
    said = " ".join(f"{key}={_escaped(value)}" for key, value in extension.items() if value != "")
    return f"{HEAD}|audit:{_event(entry.action)}|Sporingslogg|{severity}|{said}"


def _event(action):
    verb = action.rpartition(".")[2]
    return next((event for event, verbs in EVENTS.items() if verb in verbs.split()), "read")


def _escaped(value):
    text = str(value).replace("\\", "\\\\").replace("=", "\\=")
    return text.replace("\r", "").replace("\n", "\\n")
