"""How the web server runs, wherever it runs: `gunicorn --config python:hybridnav.gunicorn`."""

from gunicorn.glogging import Logger

from hybridnav.logs import RESPONDENTS, LineFormatter, without_tokens


class WebServerLogger(Logger):
    """gunicorn's, without the addresses of link pages and without what tells nothing new."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LineFormatter(self.error_fmt, self.datefmt))

    def access(self, resp, req, environ, request_time):
        if not resp.status.startswith("304"):
            super().access(resp, req, environ, request_time)

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        headers = {name.lower(): value for name, value in resp.headers}
        path = environ.get("PATH_INFO", "")
        if headers.get("referrer-policy") == "no-referrer" or path.startswith(RESPONDENTS):
            atoms |= dict.fromkeys("Urqf", "-")
        return {
            name: without_tokens(value) if isinstance(value, str) else value
            for name, value in atoms.items()
        }


worker_class = "gthread"
workers = 2
threads = 4
control_socket_disable = True
# A result table of 200 questions names them in its address; the most gunicorn takes.
limit_request_line = 8190
logger_class = WebServerLogger
