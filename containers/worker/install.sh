#!/bin/sh
# Installs the programs that workers start: for the image, and for a machine that runs Castline
# itself. Usage: install.sh [more packages]. Does nothing where all are there already.
set -eu

# Fonts are for text in pictures; DejaVu covers Latin, Cyrillic, Greek and Arabic. Python runs the
# offline speech engine.
packages="ffmpeg espeak-ng fonts-dejavu-core python3 python3-venv"

installed() {
  dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

missing=""
for package in $packages "$@"; do
  installed "$package" || missing="$missing $package"
done

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "Castline needs these Debian packages: apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq -o Acquire::Retries=3
  # Word splitting is wanted: $missing is a list of names.
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends -o Acquire::Retries=3 $missing
fi

exec sh "$(dirname "$0")/install-speech.sh"
