#!/usr/bin/env bash
# Applies all code fixes of the packed analyzers to a copy of this solution, as a user would, and checks what comes of it:
# it builds without warnings, its tests pass as before, a second run changes nothing. Closes with the time before and after.
#
#   samples/Legacy/verify.sh [folder]      the folder keeps the copy, the package and the logs; by default a temporary one, removed at the end
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
copy=$work/Legacy
rm -rf "$copy" "$work/feed" "$work/packages/twiddle"

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1

# A version of its own, and a package folder of its own beside the user's: no older package of the same version can be taken by mistake.
export TwiddleVersion=0.1.0-legacy TwiddleFeed=$work/feed
user_packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
rules=$(cd "$repository/docs/rules" && printf '%s ' TWD1*.md | sed 's/\.md//g')

say() { printf '\n== %s\n' "$*"; }
fail() { echo "$*" >&2; exit 1; }
format() { dotnet format analyzers "$copy/Legacy.sln" --no-restore --severity info --diagnostics $rules --verbosity minimal; }
build() { dotnet build "$copy/Legacy.sln" --no-restore --no-incremental -c Release -v q "$@"; }
test_() { dotnet test "$copy/Legacy.sln" --no-build -c Release; }
sources() { (cd "$copy" && find . \( -name bin -o -name obj \) -prune -o -type f \( -name '*.cs' -o -name '*.vb' -o -name '*.*proj' \) -print | LC_ALL=C sort | xargs cksum); }

# The time of one analysis, the best of five runs, in milliseconds; the report of the last is kept in the given file.
measure() {
    for _ in 1 2 3 4 5; do
        dotnet "$copy/Legacy/bin/Release/net10.0/Legacy.dll" --repeat 3 2>&1 >"$1"
    done | sed 's/ ms//' | sort -n | head -1
}

# How many findings a SARIF file has; each rule must have its page.
findings() {
    local page
    grep -o '"helpUri": "[^"]*/docs/rules/[^"]*"' "$1" | sed 's/.*\/docs\/rules\///; s/"//' | sort -u | while read -r page; do
        [ -s "$repository/docs/rules/$page" ] || fail "There is no page docs/rules/$page."
    done
    grep -c '"ruleId": "TWD1' "$1" || true
}

say "Packing"
dotnet pack "$repository/src/Twiddle" -c Release -p:PackageVersion="$TwiddleVersion" -o "$TwiddleFeed" -v q

say "Restoring a copy"
mkdir -p "$copy"
(cd "$here" && tar -cf - --exclude=bin --exclude=obj .) | tar -xf - -C "$copy"
dotnet restore "$copy/Legacy.sln" --packages "$work/packages" -p:RestoreFallbackFolders="$user_packages" -v q

say "Before"
build "-p:ErrorLog=before.sarif%2Cversion=2.1"
test_
before=$(measure "$work/before.txt")
found=$(findings "$copy/Legacy/before.sarif")
[ "$found" -gt 0 ] || fail "The build reported nothing to mend."

say "Applying all fixes"
format
mended=$(sources)

say "After"
build -warnaserror "-p:ErrorLog=after.sarif%2Cversion=2.1"
test_
after=$(measure "$work/after.txt")
left=$(findings "$copy/Legacy/after.sarif")
diff "$work/before.txt" "$work/after.txt" || fail "The report of the mended program differs."

say "Applying all fixes again"
format
[ "$(sources)" = "$mended" ] || fail "The second run changed something."

say "Result"
echo "$found findings before, $left after; $before ms before, $after ms after ($(awk "BEGIN { printf \"%.1f\", $before / $after }") times as fast)"
