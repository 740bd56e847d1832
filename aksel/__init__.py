"""Nav's design system in Django: icons, template tags and forms.

Knows no domain and imports no app of ours. The markup is in templates/aksel/ and
templates/django/forms/, the look in npm's @navikt/ds-css and static/hybridnav/app.css.
"""
