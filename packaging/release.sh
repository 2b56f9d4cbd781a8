#!/bin/sh
# Builds a release: the program with the list of its crates inside (cargo-auditable), that list beside it as CycloneDX
# (cargo-cyclonedx), and a hash of each. Paths of the machine are replaced, so that the same sources, toolchain and
# Cargo.lock give the same bytes whatever the folder.
#
#   packaging/release.sh [--profile NAME] [--print]
#
# --profile dev tries the script in minutes; a release takes 15 to 50. --print shows the commands and runs none.
# The files lie in dist/ afterwards.
set -eu
cd "$(dirname "$0")/.."
auditable=0.7.7
cyclonedx=0.5.9
profile=release
run=""
while [ $# -gt 0 ]; do
    case "$1" in
        --profile) profile="$2"; shift 2 ;;
        --print) run=echo; shift ;;
        *) echo "packaging/release.sh: unknown argument $1" >&2; exit 2 ;;
    esac
done

cargo_home="${CARGO_HOME:-$HOME/.cargo}"
target="${CARGO_TARGET_DIR:-$PWD/target}"
tools="${XDG_CACHE_HOME:-$HOME/.cache}/beddays/release-$auditable-$cyclonedx"
built="$profile"
[ "$profile" != dev ] || built=debug

if [ -z "$run" ] && [ -n "$(git status --porcelain)" ]; then
    echo "packaging/release.sh: the folder has changes that are not committed: nothing was built" >&2
    exit 1
fi
if [ ! -x "$tools/bin/cargo-cyclonedx" ]; then
    $run cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" \
        "cargo-auditable@$auditable" "cargo-cyclonedx@$cyclonedx"
    $run rm -rf "$tools/build"
fi

# A name for each folder that differs from machine to machine; in C of crates too.
export RUSTFLAGS="--remap-path-prefix=$target=/target --remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$PWD=/beddays"
export CFLAGS="-ffile-prefix-map=$target=/target -ffile-prefix-map=$cargo_home=/cargo"
[ -z "$run" ] || echo "RUSTFLAGS=$RUSTFLAGS"
PATH="$tools/bin:$PATH"
$run cargo auditable build --locked --profile "$profile" --bin beddays

$run mkdir -p dist
$run cp "$target/$built/beddays" dist/beddays
# It writes beddays.cdx.json beside Cargo.toml.
$run cargo cyclonedx --format json --spec-version 1.5 --target x86_64-unknown-linux-gnu --override-filename beddays.cdx
$run mv beddays.cdx.json dist/
[ -n "$run" ] || (cd dist && sha256sum beddays beddays.cdx.json > SHA256SUMS && cat SHA256SUMS)
