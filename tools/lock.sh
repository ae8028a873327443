#!/bin/sh
# Writes the lock files anew from pyproject.toml; needs uv.
set -eu
cd "$(dirname "$0")/.."
options="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header"
# shellcheck disable=SC2086 # options are meant to be split
uv pip compile $options pyproject.toml -o requirements.lock
# shellcheck disable=SC2086
uv pip compile $options pyproject.toml --group dev -o requirements-dev.lock
