#!/bin/sh
# Builds a release twice, in two folders with targets of their own, and compares what came of it (J5). Takes twice as long as a
# release: an hour or more; `--profile dev` some twenty minutes. Only what is committed is built.
#
#   packaging/same-bytes.sh [--profile NAME]
set -eu
cd "$(dirname "$0")/.."
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
for folder in one another-folder-with-a-longer-name; do
    git clone --quiet --no-hardlinks . "$place/$folder/beddays"
    (cd "$place/$folder/beddays" && CARGO_TARGET_DIR="$place/$folder/target" packaging/release.sh "$@" >/dev/null)
done
one="$place/one/beddays/dist/SHA256SUMS"
other="$place/another-folder-with-a-longer-name/beddays/dist/SHA256SUMS"
if cmp -s "$one" "$other"; then
    echo "the same bytes twice:"
    cat "$one"
else
    echo "packaging/same-bytes.sh: two builds of one commit differ" >&2
    diff "$one" "$other" >&2
    exit 1
fi
