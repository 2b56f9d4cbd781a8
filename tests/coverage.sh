#!/bin/sh
# Coverage (L1): how many lines and branches of the rooms in which a fault costs most are run by the tests.
#
#   tests/coverage.sh [FILTER...]      the tests whose names contain a filter; else all of them
#
# Takes `rustup component add llvm-tools`, a build of this crate (others are not measured) and the time of the tests.
set -eu
root="$(cd "$(dirname "$0")/.." && pwd)"
cargo="${CARGO:-cargo}"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}"
tools="$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin"
[ -x "$tools/llvm-cov" ] || { echo "tests/coverage.sh: first \`rustup component add llvm-tools\`" >&2; exit 69; }
place="$CARGO_TARGET_DIR/coverage"
mkdir -p "$place"
rm -f "$place"/*.profraw
# Cargo puts this in front of the compiler for our own crate alone. It stays where it is, or everything would be built anew.
printf '#!/bin/sh\nexec "$@" -C instrument-coverage\n' >"$place/rustc.new"
chmod +x "$place/rustc.new"
cmp -s "$place/rustc.new" "$place/rustc" || mv "$place/rustc.new" "$place/rustc"
export RUSTC_WORKSPACE_WRAPPER="$place/rustc" LLVM_PROFILE_FILE="$place/%4m.profraw"
cd "$root"
$cargo test --locked --test it --no-run 2>"$place/log" || { tail -20 "$place/log" >&2; exit 1; }
tests="$(sed -n 's/.*Executable tests\/it\/main.rs (\(.*\))/\1/p' "$place/log")"
"$tests" "$@" >"$place/tests.txt" 2>&1 || true
tail -2 "$place/tests.txt"
"$tools/llvm-profdata" merge -sparse "$place"/*.profraw -o "$place/all.profdata"
for room in store settle regime liability disclosure intake files domain/money.rs domain/day.rs; do
    line="$("$tools/llvm-cov" report "$tests" --object "$CARGO_TARGET_DIR/debug/beddays" \
        --instr-profile="$place/all.profdata" "$root/src/$room" 2>/dev/null | sed -n 's/^TOTAL *//p')"
    # Regions, missed, share; functions, missed, share; lines, missed, share.
    echo "$line" | awk -v room="$room" '{ printf "%-20s %6d lines, %6.2f %%; %6d regions, %6.2f %%\n", room, $7, 100 - 100 * $8 / $7, $1, 100 - 100 * $2 / $1 }'
done
