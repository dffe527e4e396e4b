"""The command `kondusif <noun> <verb>`: thin commands over the rooms, the first preparation, the server."""
