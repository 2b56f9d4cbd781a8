#!/bin/sh
# Tests of the tests (L2): each patch here takes one protection away; built so, the test that it names must fail.
#
#   tests/controls/run.sh [NAME...]      all of them, or those that are named, as in lock-off
#
# Takes some two minutes each: every patch is a build. The folder is copied, so that nothing here changes.
set -u
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
cargo="${CARGO:-cargo}"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}"
place="$(mktemp -d)"
# The next build must be of the sources as they are, and to cargo the copy is the same crate.
trap 'rm -rf "$place"; touch "$root/src/lib.rs" "$root/src/main.rs" "$root/tests/it/main.rs"' EXIT
[ $# -gt 0 ] || set -- $(cd "$here" && ls ./*.patch | sed 's|^\./||; s|\.patch$||')
missed=0
for name in "$@"; do
    patch="$here/$name.patch"
    test="$(sed -n 's/^test: //p' "$patch")"
    id="$(sed -n '1s/:.*//p' "$patch")"
    rm -rf "$place/beddays"
    mkdir "$place/beddays"
    (cd "$root" && tar -cf - --exclude=./target --exclude=./.git .) | tar -xf - -C "$place/beddays"
    (cd "$place/beddays" && git apply "$patch") || { echo "$id $name: the patch does not apply"; missed=1; continue; }
    # A build that fails is no test that fails.
    if ! (cd "$place/beddays" && $cargo test --locked --test it --no-run >"$place/log" 2>&1); then
        echo "$id $name: it does not build"; tail -20 "$place/log"; missed=1; continue
    fi
    (cd "$place/beddays" && $cargo test --locked --test it -- "$test" >"$place/log" 2>&1)
    case "$(grep '^test result:' "$place/log")" in
        "test result: FAILED."*) echo "$id $name: $test fails, as it must" ;;
        *) echo "$id $name: $test does not fail without the protection"; tail -5 "$place/log"; missed=1 ;;
    esac
done
exit $missed
