#!/bin/sh
# Prints what the licences of the linked crates ask a copy of the program to carry: each text once, with the crates that have it,
# and the crates that name a licence without a text. From Cargo.lock and the sources that Cargo has unpacked.
#
#   packaging/licences.sh [TRIPLE]
#
# Needs cargo and jq.
set -eu
cd "$(dirname "$0")/.."
triple="${1:-$(rustc --version --verbose | sed -n 's/^host: //p')}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cargo tree --locked --target "$triple" --edges normal --prefix none --format '{p} {l}' \
    | sed 's| (\*)$||; s| (proc-macro)||' | LC_ALL=C sort -u | grep -v '^beddays v' > "$work/linked"
cargo metadata --locked --format-version 1 --filter-platform "$triple" \
    | jq -r '.packages[] | "\(.name) v\(.version)\t\(.manifest_path)"' > "$work/places"
mkdir "$work/texts" "$work/crates"
while read -r name version licence; do
    folder="$(dirname "$(awk -F '\t' -v crate="$name $version" '$1 == crate { print $2 }' "$work/places")")"
    find "$folder" -maxdepth 1 -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -iname 'copyright*' \) \
        | LC_ALL=C sort > "$work/found"
    [ -s "$work/found" ] || echo "$name ${version#v}: $licence" >> "$work/without"
    while read -r file; do
        hash="$(tr -d '\r' < "$file" | sha256sum | cut -d ' ' -f 1)"
        tr -d '\r' < "$file" > "$work/texts/$hash"
        echo "$name ${version#v} ($licence)" >> "$work/crates/$hash"
    done < "$work/found"
done < "$work/linked"

echo "The program has parts of $(wc -l < "$work/linked") crates. Their licences, each text once:"
# In the order of the first crate that has a text, which is the same on every machine.
for list in "$work"/crates/*; do
    echo "$(head -1 "$list") $(basename "$list")"
done | LC_ALL=C sort | sed 's/.* //' | while read -r hash; do
    printf '\n==== '
    LC_ALL=C sort -u "$work/crates/$hash" | paste -sd ';' | sed 's/;/; /g'
    echo
    cat "$work/texts/$hash"
    echo
done
[ ! -f "$work/without" ] || {
    printf '\n==== Crates that name a licence and have no text of it\n\n'
    cat "$work/without"
}
