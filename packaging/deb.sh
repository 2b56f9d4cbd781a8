#!/bin/sh
# Makes a Debian package of a program that is built: it, its manual pages, completions for three shells, licences, and the list
# of changes. Tables of law, profiles and models are in the program. The same program and commit give the same package.
#
#   packaging/deb.sh PROGRAM [--maintainer 'NAME <MAIL>'] [--out FOLDER] [--strip] [--other-commit]
#
# PROGRAM is dist/beddays of packaging/release.sh, or another build. --strip leaves out the symbols, which a release does not
# have. A program of another commit than this folder's is refused, since licences are listed from here, but with --other-commit.
# XZ=none makes a package that is not compressed. Needs dpkg-dev, cargo and jq.
set -eu
here="$(cd "$(dirname "$0")/.." && pwd)"
program="" maintainer="beddays contributors <contributors@beddays.invalid>" out="$here/dist" strip="" other=""
refuse() {
    echo "packaging/deb.sh: $1" >&2
    exit "${2:-1}"
}
while [ $# -gt 0 ]; do
    case "$1" in
        --maintainer) maintainer="${2:?}"; shift 2 ;;
        --out) out="${2:?}"; shift 2 ;;
        --strip) strip=yes; shift ;;
        --other-commit) other=yes; shift ;;
        -*) refuse "unknown argument $1" 2 ;;
        *) [ -z "$program" ] || refuse "one program at a time" 2; program="$1"; shift ;;
    esac
done
[ -n "$program" ] || refuse "which program? packaging/deb.sh dist/beddays" 2
[ -x "$program" ] || refuse "$program is no program"
for tool in dpkg-deb dpkg-shlibdeps jq cargo; do
    command -v "$tool" >/dev/null || refuse "please install $tool"
done
program="$(realpath "$program")"
mkdir -p "$out"
out="$(realpath "$out")"
said="$("$program" --version)"
number="$(echo "$said" | sed -n '1s/^beddays[^ ]* //p')"
commit="$(echo "$said" | sed -n 's/^commit: //p')"
head="$(git -C "$here" rev-parse HEAD)"
[ "$commit" = "$head" ] || [ -n "$other" ] || refuse "the program is of commit $commit, and this folder is of $head"
id="${commit%%,*}"
SOURCE_DATE_EPOCH="$(git -C "$here" log -1 --format=%ct "$id" 2>/dev/null || git -C "$here" log -1 --format=%ct)"
export SOURCE_DATE_EPOCH
# A later commit is a later version; one with changes that are in no commit says so.
version="$number+git$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S).$(echo "$id" | cut -c 1-7)"
[ "$id" = "$commit" ] || version="$version.modified"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
umask 022
root="$work/root"
doc="$root/usr/share/doc/beddays"
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/man/man1" "$doc" "$work/debian" \
    "$root/usr/share/bash-completion/completions" "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d"
own="$root/usr/bin/beddays"
install -m 755 "$program" "$own"
[ -z "$strip" ] || strip --strip-unneeded --remove-section=.comment --remove-section=.note "$own"
"$own" --quiet man --dir "$root/usr/share/man/man1" >/dev/null
gzip -9n "$root"/usr/share/man/man1/*.1
"$own" completions bash > "$root/usr/share/bash-completion/completions/beddays"
"$own" completions zsh > "$root/usr/share/zsh/vendor-completions/_beddays"
"$own" completions fish > "$root/usr/share/fish/vendor_completions.d/beddays.fish"

cp "$here/README.md" "$here/GLOSSARY.md" "$doc"
gzip -9n < "$here/CHANGELOG.md" > "$doc/CHANGELOG.md.gz"
"$here/packaging/licences.sh" | gzip -9n > "$doc/licences-of-crates.txt.gz"
{
    printf 'beddays (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz. Built from commit\n    %s.\n\n' "$version" "$commit"
    printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n > "$doc/changelog.gz"
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: beddays\n\n'
    printf 'Files: *\nCopyright: %s\n' "$(sed -n 's/^Copyright (c) //p' "$here/LICENSE-MIT")"
    printf 'License: Expat or Apache-2.0\nComment: Crates that are linked have licences of their own: licences-of-crates.txt.gz.\n\n'
    printf 'License: Expat\n'
    sed -n '/^Permission/,$p' "$here/LICENSE-MIT" | sed 's/^$/./; s/^/ /'
    printf '\nLicense: Apache-2.0\n On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n'
} > "$doc/copyright"

# The libraries that it needs, with the versions that have what it calls; none of a program that is linked with all of them.
printf 'Source: beddays\n\nPackage: beddays\nArchitecture: any\n' > "$work/debian/control"
depends="$(cd "$work" && dpkg-shlibdeps -O "$own" 2>"$work/said" | sed -n 's/^shlibs:Depends=//p')" || {
    cat "$work/said" >&2
    refuse "the libraries that the program needs are not known"
}
{
    printf 'Package: beddays\nVersion: %s\nArchitecture: %s\nMaintainer: %s\n' "$version" "$(dpkg --print-architecture)" "$maintainer"
    printf 'Installed-Size: %s\n' "$(du -k -s --apparent-size "$root/usr" | cut -f 1)"
    [ -z "$depends" ] || printf 'Depends: %s\n' "$depends"
    printf 'Section: science\nPriority: optional\nDescription: bills and trend reports of delayed discharges from hospital\n'
    printf ' Works out, day by day, what a delayed discharge costs under the law of\n England, Norway, Sweden or Denmark, with the citation and the source row of\n'
    printf ' every day, and reports the trend. It opens no network connection.\n'
} > "$root/DEBIAN/control"
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum > DEBIAN/md5sums)
chmod -R u+rwX,go+rX,go-w "$root"
package="$out/beddays_${version}_$(dpkg --print-architecture).deb"
dpkg-deb --root-owner-group "-Z${XZ:-xz}" --build "$root" "$package" >/dev/null
echo "$package"
