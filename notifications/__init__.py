"""What is told to whom: the bell, the outgoing mails, and links that open without signing in."""
