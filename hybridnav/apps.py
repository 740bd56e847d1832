from django.apps import AppConfig

from hybridnav import roles  # its check is known once it is read

__all__ = ["HybridnavConfig", "roles"]


class HybridnavConfig(AppConfig):
    name = "hybridnav"
