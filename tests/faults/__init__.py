"""What breaks, and what must hold: real servers on this machine, broken on purpose.

`python -m tests.faults`, or `make test-faults`; README.md says what is measured and how.
"""
