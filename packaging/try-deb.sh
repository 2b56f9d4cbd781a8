#!/bin/sh
# Tries a package in a Debian of its own: installs it with what it depends on, runs the demo as a user without rights, removes it, and
# compares the files before and after.
#
#   packaging/try-deb.sh PACKAGE [FOLDER]
#
# FOLDER is the root of a Debian, as `debootstrap --variant=minbase bookworm FOLDER` makes it; without one, it is made and removed
# again. Needs root, debootstrap and a mirror of Debian. The packages are installed by dpkg and apt of that Debian (chroot).
set -eu
refuse() {
    echo "packaging/try-deb.sh: $1" >&2
    exit 1
}
[ -f "${1:-}" ] || refuse "which package?"
[ "$(id -u)" = 0 ] || refuse "chroot needs root"
package="$(realpath "$1")"
root="${2:-}"
if [ -z "$root" ]; then
    root="$(mktemp -d)"
    trap 'rm -rf "$root"' EXIT
    chmod 755 "$root"
    debootstrap --variant=minbase bookworm "$root" >/dev/null
fi
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
}
files() {
    # What dpkg and apt note of their own work differs.
    (cd "$root" && find . -xdev -not -path './var/lib/dpkg/*' -not -path './var/log/*' -not -path './var/cache/*' -not -path './var/lib/apt/*' \
        -not -path './tmp/*' -not -path './proc/*' | LC_ALL=C sort)
}
files > "$root.before"
cp "$package" "$root/tmp/beddays.deb"
inside apt-get install --yes --no-install-recommends --no-download /tmp/beddays.deb >/dev/null 2>&1 \
    || inside dpkg --install /tmp/beddays.deb
inside dpkg --verify beddays
inside beddays --version | head -2
inside sh -c 'gzip -t /usr/share/man/man1/beddays*.1.gz && ls /usr/share/man/man1/beddays*.1.gz | wc -l'
# 65534 is the user that Debian has for those without rights.
inside install --directory --owner=65534 --group=65534 /tmp/place
chroot --userspec=65534:65534 "$root" env -i PATH=/usr/bin:/bin HOME=/tmp/place sh -c \
    'cd /tmp/place && beddays --quiet demo >/dev/null && beddays --quiet verify --project beddays-demo && ls beddays-demo/reports/2018-03'
inside dpkg --purge beddays
rm -rf "$root/tmp/place" "$root/tmp/beddays.deb"
files > "$root.after"
if ! diff "$root.before" "$root.after"; then
    rm -f "$root.before" "$root.after"
    refuse "the package left or took something"
fi
rm -f "$root.before" "$root.after"
echo "installed, tried and purged: nothing is left"
