"""Pure algorithms: no database, no clock, no network; called the same way by a page and a command."""
