#!/usr/bin/env bash
# Builds this project outside of the repository with nothing but the packed package, and checks that a twiddle.tuning.json
# beside the project reaches the compiler: a good one changes the plan, a broken one is reported as TWD011.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1
# A version of its own, in a package folder of its own: no other package of the same version can be taken by mistake.
export TwiddleVersion=0.1.0-tuned
project=$work/Tuned

say() { printf '\n== %s\n' "$*"; }
fail() { echo "$*" >&2; exit 1; }
build() { rm -rf "$project/generated"; dotnet build "$project" --no-restore --no-incremental -c Release -v q 2>&1 | tee "$work/$1.log"; }
generated() { find "$project/generated" -name '*NaiveDft*.cs' -exec cat {} +; }

say "Packing"
dotnet pack "$repository/src/Twiddle" -c Release -p:PackageVersion="$TwiddleVersion" -o "$work/feed" -v q
mkdir "$project"
cp "$here/Tuned.csproj" "$here/Transforms.cs" "$project"
cat >"$project/nuget.config" <<CONFIG
<configuration>
  <packageSources><clear /><add key="packed" value="$work/feed" /></packageSources>
</configuration>
CONFIG
dotnet restore "$project" --packages "$work/packages" -v q

say "Without a tuning file"
build default
generated >"$work/default.cs"
[ -s "$work/default.cs" ] || fail "Nothing was generated."

say "With one"
echo '{ "format": 1, "plans": [ { "precision": "double", "lanes": 4, "length": 1024, "radices": [4, 4, 4, 4, 4] } ] }' >"$project/twiddle.tuning.json"
build tuned -warnaserror
! grep -q TWD011 "$work/tuned.log" || fail "A choice that can be a plan was reported."
generated >"$work/tuned.cs"
[ -s "$work/tuned.cs" ] || fail "Nothing was generated with the tuning file."
! cmp -s "$work/default.cs" "$work/tuned.cs" || fail "The tuning file changed nothing."

say "With a broken one"
echo '{ "format": 1, "plans": [' >"$project/twiddle.tuning.json"
build broken
grep -q 'twiddle\.tuning\.json.*TWD011' "$work/broken.log" || fail "The broken tuning file was not reported."
generated | cmp -s - "$work/default.cs" || fail "The broken tuning file changed the generated code."

say "Result"
echo "The package reads the tuning file beside the project, and reports a broken one."
