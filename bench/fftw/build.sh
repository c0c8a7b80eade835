#!/bin/sh
# Builds FFTW from Debian's source package into artifacts/fftw, with the instruction sets that Debian's own binary leaves out.
# Needs apt, dpkg-dev, gcc and make; root is not needed, and nothing is installed. Usage: bench/fftw/build.sh [folder]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
prefix=${1:-$root/artifacts/fftw}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for tool in apt-get dpkg-source gcc make; do
    command -v "$tool" >/dev/null || { echo "build.sh: '$tool' is missing" >&2; exit 1; }
done

# The machine's own package sources, asked for sources instead of binaries, in a state folder of our own.
mkdir -p "$work/parts" "$work/lists/partial" "$work/source"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] && sed -n 's/^deb\( \|\t\)/deb-src\1/p' "$file" >"$work/parts/$(basename "$file" .list).list"
done
for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/parts/$(basename "$file")"
done
apt() {
    apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/parts" -o Dir::State::lists="$work/lists" \
        -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= -o APT::Sandbox::User="$(id -un)" "$@"
}

apt update
(cd "$work/source" && apt source --download-only fftw3 && dpkg-source --no-check -x ./*.dsc tree >/dev/null)

# Both precisions, one after the other: they share the tree's generated codelets but not the objects.
for precision in double float; do
    mkdir "$work/$precision"
    cd "$work/$precision"
    option=
    [ "$precision" = float ] && option=--enable-float
    # shellcheck disable=SC2086 # an empty option must vanish
    "$work/source/tree/configure" --quiet --prefix="$prefix" --enable-shared --disable-static --disable-fortran --disable-doc $option \
        --enable-sse2 --enable-avx --enable-avx2 --enable-fma CFLAGS='-O3 -fomit-frame-pointer -fstrict-aliasing' >/dev/null
    make -s -j"$(nproc)" >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    make -s install >/dev/null 2>&1
done

echo "FFTW with AVX2 and FMA: $prefix/lib" >&2
