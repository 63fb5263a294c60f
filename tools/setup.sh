#!/bin/sh
# Make .venv and install the locked packages when the lock has changed. Usage: tools/setup.sh requirements[-dev].lock
# Plain sh, because the Python that it looks for may be missing or too old.
set -eu
lock=$1
venv=.venv
stamp=$venv/installed

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 2; }

# Nothing to do when this folder's environment already holds exactly these locks. The dev lock contains the other one.
# (A virtual environment does not survive being moved, so the folder is part of what is compared.)
wanted() { printf '%s\n' "$PWD"; cat "$1"; }
current() { [ -x $venv/bin/cellpark ] && [ -f "$stamp/$1" ] && wanted "$1" | cmp -s - "$stamp/$1"; }
if current "$lock"; then exit 0; fi

suitable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
  if suitable "$candidate"; then python=$candidate; break; fi
done
[ -n "$python" ] || stop "Cellpark needs Python 3.11 or newer, and none was found: install it, or name it with PYTHON=/path/to/python3."

case "$(uname -s) $(uname -m)" in
  "Darwin x86_64") stop "Cellpark does not run on Macs with an Intel processor: its cryptography library is published for Apple silicon and Linux only." ;;
  "Darwin arm64" | "Linux x86_64" | "Linux aarch64") ;;
  *) stop "Cellpark runs on Linux (x86_64, aarch64) and on macOS with Apple silicon; this machine is $(uname -s) $(uname -m)." ;;
esac

# Debian keeps the part of Python that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $package ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null ||
      stop "The Debian package $package could not be installed; install it and try again."
  else
    stop "Python's venv module is incomplete: install the package $package (Debian: apt-get install $package) and try again."
  fi
fi

say "Setting up the Python environment in $venv (this takes a minute, once) ..."
rm -rf "$stamp"
if [ -f $venv/folder ] && [ "$(cat $venv/folder)" != "$PWD" ]; then rm -rf $venv; fi
"$python" -m venv $venv || stop "The Python environment in $venv could not be made; the lines above say why."
printf '%s\n' "$PWD" >$venv/folder
pip() { $venv/bin/python -m pip --disable-pip-version-check --no-input --quiet "$@"; }
# Bytecode is made when a module is first imported: pip would make it for thousands of files that nothing imports.
# flowio (pure Python) is published as source only; everything else comes as wheels, so that nobody needs a compiler.
pip install --no-compile --require-hashes --only-binary :all: --no-binary flowio -r "$lock" ||
  stop "The packages of $lock could not be installed; the lines above say why (no network, or a full disk?)."
pip install --no-deps --no-build-isolation --editable . || stop "Cellpark itself could not be installed into $venv; the lines above say why."

mkdir -p "$stamp"
wanted "$lock" >"$stamp/$lock"
if [ "$lock" = requirements-dev.lock ]; then wanted requirements.lock >"$stamp/requirements.lock"; fi
