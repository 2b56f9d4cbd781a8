#!/bin/sh
# Builds a release: the program with a list of crates inside (cargo-auditable), a list of exactly those that are linked
# beside it as CycloneDX (cargo-cyclonedx) and as text with licences, and a hash of each. Paths of the machine are replaced,
# so that the same sources, toolchain and Cargo.lock give the same bytes whatever the folder.
#
#   packaging/release.sh [--profile NAME] [--print]
#
# --profile dev tries the script in minutes; a release takes 15 to 50. --print shows the commands and runs none.
# The files lie in dist/ afterwards. The list inside the program also names crates of features that nothing turns on:
# cargo-auditable cannot know better. Needs git and jq.
set -eu
cd "$(dirname "$0")/.."
auditable=0.7.7
cyclonedx=0.5.9
triple=x86_64-unknown-linux-gnu
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
command -v jq >/dev/null 2>&1 || [ -n "$run" ] || { echo "packaging/release.sh: please install jq" >&2; exit 1; }
if [ ! -x "$tools/bin/cargo-cyclonedx" ]; then
    $run cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" \
        "cargo-auditable@$auditable" "cargo-cyclonedx@$cyclonedx"
    $run rm -rf "$tools/build"
fi

# A name for each folder that differs from machine to machine; in C of crates too.
export RUSTFLAGS="--remap-path-prefix=$target=/target --remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$PWD=/beddays"
export CFLAGS="-ffile-prefix-map=$target=/target -ffile-prefix-map=$cargo_home=/cargo"
[ -z "$run" ] || echo "RUSTFLAGS=$RUSTFLAGS"
# The time in the list is that of the last commit.
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)"
PATH="$tools/bin:$PATH"
export SOURCE_DATE_EPOCH PATH
$run cargo auditable build --locked --profile "$profile" --bin beddays

$run mkdir -p dist
$run cp "$target/$built/beddays" dist/beddays
if [ -n "$run" ]; then
    echo "cargo cyclonedx, cut down to what cargo tree says is linked, each of it held to Cargo.lock"
    echo "dist/build.txt: commit, toolchain, flags"
    exit
fi
cargo tree --locked --target "$triple" --edges normal --prefix none --format '{p} {l}' \
    | sed "s| ($PWD)||; s| (\*)$||; s| (proc-macro)||" | LC_ALL=C sort -u > dist/crates.txt
# It writes beddays.cdx.json beside Cargo.toml, and lists crates of features that nothing turns on, an HTTP client among them.
cargo cyclonedx --quiet --no-build-deps --format json --spec-version 1.5 --target "$triple" --override-filename beddays.cdx
sed "s|path+file://$PWD|path+file:///beddays|g" beddays.cdx.json | jq --rawfile linked dist/crates.txt '
    ([$linked | split("\n")[] | select(. != "") | split(" ") | .[0] + "@" + (.[1] | ltrimstr("v"))]) as $linked
    | .components |= map(select(.name + "@" + .version | IN($linked[])))
    | ([.metadata.component."bom-ref"] + [.components[]."bom-ref"]) as $there
    | .dependencies |= map(select(.ref | IN($there[])) | if .dependsOn then .dependsOn |= map(select(IN($there[]))) else . end)
' > dist/beddays.cdx.json
rm beddays.cdx.json
listed=$(jq '.components | length' dist/beddays.cdx.json)
# The program itself is in crates.txt, and not among its components.
[ "$((listed + 1))" = "$(wc -l < dist/crates.txt)" ] || {
    echo "packaging/release.sh: $listed components, which is not what dist/crates.txt has" >&2
    exit 1
}
# Every crate of the list is in Cargo.lock, in the version of it.
while read -r crate version _; do
    grep -A1 "^name = \"$crate\"$" Cargo.lock | grep -qx "version = \"${version#v}\"" || {
        echo "packaging/release.sh: $crate $version is not in Cargo.lock" >&2
        exit 1
    }
done < dist/crates.txt
# How it was built, with no path of the machine and no time but that of the commit.
{
    echo "commit $(git rev-parse HEAD)"
    echo "time $SOURCE_DATE_EPOCH"
    rustc --version --verbose
    cargo --version
    echo "cargo-auditable $auditable, cargo-cyclonedx $cyclonedx"
    echo "profile $profile, target $triple, --locked"
    echo "RUSTFLAGS --remap-path-prefix=TARGET=/target --remap-path-prefix=CARGO_HOME=/cargo --remap-path-prefix=FOLDER=/beddays"
} > dist/build.txt
(cd dist && sha256sum beddays beddays.cdx.json crates.txt build.txt > SHA256SUMS && cat SHA256SUMS)
