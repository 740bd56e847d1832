"""How the web server runs, wherever it runs: `gunicorn --config python:hybridnav.gunicorn`."""

worker_class = "gthread"
workers = 2
threads = 4
control_socket_disable = True
