"""Style sheets, scripts and icons as browsers get them: named by their content, compressed once, kept for a year."""

from hashlib import sha256
from importlib.metadata import version

from cellpark.command.fingerprint import PACKAGE
from cellpark.command.site import set_up_django
from cellpark.config.environment import Environment

STAMP = "published"


def publish_statics(environment: Environment) -> None:
    """Put the static files of this program into ``var/static``; nothing to do where they lie there already.

    A start that is killed in between leaves no stamp, and the next one does it again.
    """
    stamp = environment.var / "static" / STAMP
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    set_up_django()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    digest = sha256(version("whitenoise").encode())
    for path in sorted(each for each in PACKAGE.glob("web/**/static/**/*") if each.is_file()):
        known = path.stat()
        digest.update(f"{path.relative_to(PACKAGE)} {known.st_size} {known.st_mtime_ns}\n".encode())
    return digest.hexdigest()
