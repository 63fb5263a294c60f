#!/bin/sh
# Renew the lock files: every platform, every hash, no registry address. Needs uv (https://docs.astral.sh/uv/).
set -eu
uv=$(command -v uv || true)
[ -n "$uv" ] || uv=.venv/bin/uv
if [ ! -x "$uv" ]; then .venv/bin/python -m pip --quiet --disable-pip-version-check install uv; fi

compile() {
  "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url "$@"
}
compile --upgrade --group build --output-file requirements.lock
compile --upgrade --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock
compile --upgrade --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
