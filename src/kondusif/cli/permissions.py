"""The doors of the shell: every command, kept by whoever may log in to the machine."""

from kondusif.accounts.rules import Audience, Door

SHELL = Door(Audience.COMMAND)
COMMANDS = [
    "advise",
    "audit verify",
    "brief make",
    "media read",
    "roster match",
    "rulebook acts",
    "rulebook due",
    "rulebook export",
    "rulebook load",
    "rulebook validate",
    "screening run",
    "similar",
    "stages show",
    "territory boundaries",
    "territory load",
    "territory show",
    "up",
    "worker",
]

DOORS = {f"command:{name}": SHELL for name in COMMANDS}
