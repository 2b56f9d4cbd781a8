#!/bin/sh
# Seeds fuzz/corpus/<target>/ from the files that are broken on purpose and from the samples. Run from anywhere, as often
# as wanted: what the fuzzer found itself stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bad=$here/../tests/bad-inputs
samples=$here/../data-samples

# Files above this size make the fuzzer slow and find nothing more.
seed() {
    target=$1
    shift
    mkdir -p "$here/corpus/$target"
    for file in "$@"; do
        if [ -f "$file" ] && [ "$(wc -c <"$file")" -le 60000 ]; then
            cp "$file" "$here/corpus/$target/$(basename "$(dirname "$file")")-$(basename "$file")"
        fi
    done
}

seed csv "$bad"/csv/*.csv "$bad"/seq/*/*.csv
seed xlsx "$bad"/xlsx/*.xlsx
seed json "$bad"/json/*
seed gzip "$bad"/csv/*.gz "$samples"/published/*.gz
seed hl7 "$bad"/hl7/*
seed fhir "$bad"/fhir/*.json
seed scci2075 "$samples"/notices/*.xml "$bad"/fhir/*.xml
seed published "$samples"/published/*.csv
seed regime "$here"/../regimes/liability/*.toml "$here"/../regimes/counting/*.toml "$here"/../regimes/disclosure/*.toml
seed profile "$here"/../profiles/*.toml "$here"/../tests/profiles/*.toml
seed spc "$here"/../tests/spc/*.csv

# The first byte says by which profile the rest is read: each file by a profile of its kind would need the order of the
# profiles, so each goes in under several first bytes.
mkdir -p "$here/corpus/csv_profiles"
for file in "$samples"/stories/plain-delay/*.csv "$samples"/hes-artificial/episodes.csv "$bad"/csv/s22_mixed_bag.csv; do
    for first in 0 1 2 3 4 5 6 7 8 9 : ';'; do
        { printf '%s' "$first"; head -n 20 "$file"; } >"$here/corpus/csv_profiles/$(printf '%d' "'$first")-$(basename "$file")"
    done
done
