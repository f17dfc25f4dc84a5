#!/bin/sh
# Make or update the virtual environment .venv with the checkout in it.
#
#   tools/venv.sh PYTHON REQUIREMENTS...
#
# Run by the Makefile when a requirements file is newer than its stamp, so it may take the network.
set -eu

python=$1
shift
venv=.venv

die() {
    echo "make: $*" >&2
    exit 1
}

# A name on the path need not run: it may be a version manager's placeholder.
"$python" -c '' >/dev/null 2>&1 ||
    die "'$python' does not run: install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "'$python' is $("$python" -V 2>&1): install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3"
# Debian ships venv without ensurepip, which fails only half way.
"$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    die "'$python' cannot make virtual environments: install its venv module (Debian, Ubuntu: apt install python3-venv)"

PIP_DISABLE_PIP_VERSION_CHECK=1
PIP_REQUIRE_VIRTUALENV=1
export PIP_DISABLE_PIP_VERSION_CHECK PIP_REQUIRE_VIRTUALENV

# An environment is kept only if it runs, is of the Python asked for and stands where it was made.
version='import sys; print(sys.version_info[:2])'
if [ "$("$venv/bin/python" -c "$version" 2>/dev/null || :)" != "$("$python" -c "$version")" ] ||
    [ "$(cat "$venv/.made-in" 2>/dev/null || :)" != "$(pwd -P)" ]; then
    echo "Creating $venv with $("$python" -V)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
    pwd -P >"$venv/.made-in"
fi

for file in "$@"; do
    echo "Installing $file"
    "$venv/bin/python" -m pip install --quiet --requirement "$file" ||
        die "pip could not install $file: is there a network?"
done
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
