#!/usr/bin/env bash
# The operators' familiar command, a thin front for LoadTests:
#   ./run-migration-test.sh <scenario> [--json]
#   ./run-migration-test.sh list | help
# Environment: BASE_URL, JWT_TOKEN, TEST_MEETING_ID (see help). Results: result/migration/ beside this script, or --out DIR.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"

if ! command -v dotnet >/dev/null; then
  echo "error: the .NET 10 SDK is needed (dotnet is not on PATH)" >&2
  exit 2
fi

if [ $# -eq 0 ]; then
  set -- help
fi

# Built quietly first, so that Ctrl+C later reaches the load test alone and its results get written.
if ! build="$(dotnet build "$here/src/LoadTests" -c Release -v quiet --nologo 2>&1)"; then
  echo "$build" >&2
  exit 1
fi

program="$here/src/LoadTests/bin/Release/net10.0/LoadTests.dll"
case "$1" in
  list | help | -h | --help | --version) exec dotnet "$program" "$@" ;;
esac

for argument in "$@"; do
  case "$argument" in
    --out | --out=*) exec dotnet "$program" "$@" ;;
  esac
done
exec dotnet "$program" "$@" --out "$here/result/migration"
