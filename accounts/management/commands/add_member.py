import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import actions
from accounts.models import Membership


class Command(BaseCommand):
    help = "Give somebody a role at an office; makes county, office and user where they are new."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=Membership.Role.values)
        parser.add_argument("--county", required=True)
        parser.add_argument("--office", help="needed for every role but county_contact")
        parser.add_argument("--department", help="for a department leader, and for her people")

    def handle(self, *, email, name, role, county, office, department, **options):
        try:
            with transaction.atomic():
                membership = actions.add_member(
                    email=email,
                    name=name,
                    role=role,
                    county=county,
                    office=office,
                    department=department,
                )
                if not membership.user.has_usable_password():
                    self.ask_for_password(membership.user)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"{membership.user.email} is {role} at {membership.place}.")

    def ask_for_password(self, user):
        password = getpass.getpass(f"Password for {user.email}: ")
        validate_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
