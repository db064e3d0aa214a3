#!/usr/bin/env bash
# What a jump host gets, made and tried: LoadTests packed as a .NET tool and installed from the folder, and published as one self-contained file.
# Takes minutes and up to 200 MB in a temporary folder that it removes, so it is not among the tests. Usage: tests/check-packages.sh [linux-x64 | linux-arm64 | osx-arm64 | …]
# Exit code 0: both ran `list`, refused an empty environment with code 2 naming what is missing, and found a target that is not there with code 1.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

repository="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
runtime="${1:-$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

try() { # name, program
  local name="$1" program="$2" code=0 output
  output="$("$program" list)"
  grep -q '^db-cutover ' <<<"$output" || { echo "✗ $name: list does not show db-cutover" >&2; exit 1; }
  output="$(env -u BASE_URL -u JWT_TOKEN "$program" db-cutover --out "$work/result" 2>&1)" || code=$?
  [ "$code" = 2 ] && grep -q 'BASE_URL is not set' <<<"$output" || { echo "✗ $name: without an environment it ends with $code: $output" >&2; exit 1; }

  # Everything a run needs is in the package: options, TLS, the resolver, HTTP. Port 1 of this machine answers nobody.
  code=0
  output="$(BASE_URL=http://127.0.0.1:1/api "$program" nginx-switch --preflight 2>&1)" || code=$?
  [ "$code" = 1 ] && grep -q '✓ dns' <<<"$output" && grep -q 'the target is not up' <<<"$output" || { echo "✗ $name: a target that is not there ends with $code: $output" >&2; exit 1; }
  echo "✓ $name"
}

dotnet pack "$repository/src/LoadTests" -c Release -o "$work/packages" -v quiet
dotnet tool install Doktori.LoadTests --tool-path "$work/tools" --source "$work/packages" >/dev/null
try "tool, $(basename "$work"/packages/*.nupkg)" "$work/tools/doktori-load-tests"

dotnet publish "$repository/src/LoadTests" -c Release -r "$runtime" --self-contained -p:PublishSingleFile=true -o "$work/out" -v quiet
programs=("$work"/out/*)
[ "${#programs[@]}" = 1 ] || { echo "✗ publish: not one file but ${#programs[@]}: ${programs[*]##*/}" >&2; exit 1; }

# A host without the SDK has no DOTNET_ROOT either.
unset DOTNET_ROOT
try "one file, $runtime, $(du -m "${programs[0]}" | cut -f1) MB" "${programs[0]}"
