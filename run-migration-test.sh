#!/usr/bin/env bash
# The operators' familiar command, a thin front for LoadTests:
#   ./run-migration-test.sh <scenario> [--json] [--html]
#   ./run-migration-test.sh all [--json] [--html]
#   ./run-migration-test.sh annotate "DB Cutover Start" "Master read_only"
#   ./run-migration-test.sh list | help
# Environment: BASE_URL, JWT_TOKEN, WS_URL, CHAT_BASE_URL, TEST_MEETING_ID, REFRESH_TOKEN (see help).
# Results: result/migration/ beside this script, or --out DIR. Without an SDK: LOADTESTS=/path/to/LoadTests (docs/production.md).
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"

if [ $# -eq 0 ]; then
  set -- help
fi

if [ -n "${LOADTESTS:-}" ]; then
  program=("$LOADTESTS")
else
  if ! command -v dotnet >/dev/null; then
    echo "error: the .NET 10 SDK is needed (dotnet is not on PATH), or LOADTESTS=<path of the published program>" >&2
    exit 2
  fi

  # Built quietly first, so that Ctrl+C later reaches the load test alone and its results get written.
  if ! build="$(dotnet build "$here/src/LoadTests" -c Release -v quiet --nologo 2>&1)"; then
    echo "$build" >&2
    exit 1
  fi

  program=(dotnet "$here/src/LoadTests/bin/Release/net10.0/LoadTests.dll")
fi

case "$1" in
  list | help | cleanup | -h | --help | --version) exec "${program[@]}" "$@" ;;
esac

for argument in "$@"; do
  case "$argument" in
    --out | --out=*) exec "${program[@]}" "$@" ;;
  esac
done
exec "${program[@]}" "$@" --out "$here/result/migration"
