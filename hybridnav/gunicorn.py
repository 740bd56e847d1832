"""How the web server runs, wherever it runs: `gunicorn --config python:hybridnav.gunicorn`."""

from gunicorn.glogging import Logger

from hybridnav.logs import NoTokens, without_tokens


class WebServerLogger(Logger):
    """gunicorn's, without the addresses of link pages and without what tells nothing new."""

    def setup(self, cfg):
        super().setup(cfg)
        self.error_log.addFilter(NoTokens())

    def access(self, resp, req, environ, request_time):
        if not resp.status.startswith("304"):
            super().access(resp, req, environ, request_time)

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        headers = {name.lower(): value for name, value in resp.headers}
        if headers.get("referrer-policy") == "no-referrer":
            atoms |= dict.fromkeys("Urqf", "-")
        return {
            name: without_tokens(value) if isinstance(value, str) else value
            for name, value in atoms.items()
        }


worker_class = "gthread"
workers = 2
threads = 4
control_socket_disable = True
logger_class = WebServerLogger
