#!/bin/sh
# Builds an image for containers of a package that packaging/deb.sh made (packaging/Containerfile), and tries it: the demo and
# `verify`, as a user without rights, in a folder that is mounted, without a network.
#
#   packaging/image.sh PACKAGE [--base IMAGE | --base-folder FOLDER] [--tag NAME]
#
# Without --base the image rests on debian:bookworm-slim, which buildah gets from a registry; --base-folder takes the root of a Debian,
# as `debootstrap --variant=minbase bookworm FOLDER` makes it. Needs root and buildah; no engine of containers, for it runs
# what is tried in a chroot. Where there is no overlay: STORAGE_DRIVER=vfs.
set -eu
here="$(cd "$(dirname "$0")/.." && pwd)"
package="" base=docker.io/library/debian:bookworm-slim folder="" tag=beddays
refuse() {
    echo "packaging/image.sh: $1" >&2
    exit 1
}
while [ $# -gt 0 ]; do
    case "$1" in
        --base) base="${2:?}"; shift 2 ;;
        --base-folder) folder="${2:?}"; shift 2 ;;
        --tag) tag="${2:?}"; shift 2 ;;
        -*) refuse "unknown argument $1" ;;
        *) package="$1"; shift ;;
    esac
done
[ -f "$package" ] || refuse "which package? packaging/image.sh dist/beddays_….deb"
[ "$(id -u)" = 0 ] || refuse "chroot needs root"
work="$(mktemp -d)"
container=""
tidy() {
    [ -z "$container" ] || buildah rm "$container" >/dev/null
    rm -rf "$work"
}
trap tidy EXIT
if [ -n "$folder" ]; then
    base=localhost/debian-of-folder
    container="$(buildah from scratch)"
    buildah add --quiet "$container" "$folder" / >/dev/null
    buildah commit --quiet "$container" "$base" >/dev/null
    buildah rm "$container" >/dev/null
    container=""
fi
mkdir "$work/context" "$work/project"
cp "$package" "$work/context/beddays.deb"
buildah bud --quiet --isolation chroot --build-arg "BASE=$base" --file "$here/packaging/Containerfile" --tag "$tag" "$work/context"

container="$(buildah from "localhost/$tag")"
chmod 711 "$work"
chown 65534:65534 "$work/project"
inside() {
    unshare --net buildah run --isolation chroot --user 65534:65534 --volume "$work/project:/project" "$container" -- /usr/bin/beddays "$@"
}
inside --quiet demo >/dev/null
inside verify --project beddays-demo
[ -f "$work/project/beddays-demo/reports/2018-03/internal-statement.html" ] || refuse "the demo left no statement in the folder"
echo "built and tried: $tag"
