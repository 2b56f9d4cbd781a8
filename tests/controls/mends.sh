#!/usr/bin/env bash
# Attacks on a built program, one for each fault of docs/faults.md that was found on 23 November 2026 (M1 to M21).
#
#   tests/controls/mends.sh PROGRAM [M7...]      all of them, or those that are named
#
# Prints `M7 held` or `M7 broken: what was seen`. Ends with 1 where one is broken or could not be tried. Takes some ten
# minutes with a build without optimisation. Wants strace and GNU time; works in a folder of its own.
set -u
program="$(realpath "$1")"
shift
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
umask 077
export NO_COLOR=1
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/attacks.sh"
faults="${*:-$(seq -f 'M%g' 1 21)}"
held=0 broken=0 untried=0
for fault in $faults; do
    rm -rf "${place:?}/$fault"
    mkdir "$place/$fault"
    # What an attack prints is what it saw; nothing is what it hopes for, and it ends with `end` where it came that far.
    seen="$(cd "$place/$fault" && "$fault" 2>/dev/null)"
    case "$seen" in
        end) echo "$fault held"; held=$((held + 1)) ;;
        *"not tried"*) echo "$fault not tried: $(echo "$seen" | tr '\n' ' ')"; untried=$((untried + 1)) ;;
        *) echo "$fault broken: $(echo "$seen" | sed '/^end$/d' | head -c 600 | tr '\n\033' ' ?')"; broken=$((broken + 1)) ;;
    esac
    rm -rf "${place:?}/$fault"
done
echo "$held held, $broken broken, $untried not tried"
[ $broken -eq 0 ] && [ $untried -eq 0 ]
