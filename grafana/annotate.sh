#!/usr/bin/env bash
# Marks a moment of the migration, as the operators know it:
#   grafana/annotate.sh "DB Cutover Start" ["Master read_only"]
# Always into the running tests' timeline (result/migration/annotations.ndjson, or --out DIR); and into Grafana when it is configured:
#   GRAFANA_URL and GRAFANA_API_KEY, or GRAFANA_URL, GRAFANA_USER and GRAFANA_PASS
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"

if [ $# -eq 0 ] || [ "$1" = "-h" ] || [ "$1" = "--help" ]; then
  sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}"
  [ $# -gt 0 ] || exit 2
  exit 0
fi

# The moment is now, not when a program has started. BSD's date knows no milliseconds.
now="$(date +%s%3N)"
case "$now" in
  *[!0-9]*) now="$(date +%s)000" ;;
esac

program="$here/src/LoadTests/bin/Release/net10.0/LoadTests.dll"
if [ -n "${LOADTESTS:-}" ]; then
  run=("$LOADTESTS")
elif [ -f "$program" ]; then
  run=(dotnet "$program")
else
  exec "$here/run-migration-test.sh" annotate "$@" --at "$now"
fi

for argument in "$@"; do
  case "$argument" in
    --out | --out=*) exec "${run[@]}" annotate "$@" --at "$now" ;;
  esac
done
exec "${run[@]}" annotate "$@" --at "$now" --out "$here/result/migration"
