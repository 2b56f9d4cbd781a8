#!/bin/sh
# Both sides in turn over the same files, with time and peak memory, and the marts compared: counting.sh DATA OUT
set -eu
here=$(dirname "$0")
bench=${BENCH:?set BENCH to the built program, target/release/deps/scale-*}
data=$1
out=$2
mkdir -p "$out"
for turn in 1 2; do
    echo "== ours, turn $turn"
    /usr/bin/time -f '%e s wall, %U s user, %S s system, %M KiB peak' "$bench" count "$data" scotland-2016 "$out/ours"
    echo "== DuckDB, turn $turn"
    /usr/bin/time -f '%e s wall, %U s user, %S s system, %M KiB peak' python3 "$here/counting.py" "$data" "$out/duckdb"
done
python3 "$here/same.py" "$out/ours" "$out/duckdb"
