# Sourced by scripts/demo and scripts/test: where things are, and one line per step.
# shellcheck shell=bash

set -euo pipefail
exec </dev/null

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOGS=$ROOT/build/logs
JOBS=$(nproc)
FAILED=()
export CMAKE_BUILD_PARALLEL_LEVEL=$JOBS
export PYTHONUTF8=1

cd "$ROOT"
mkdir -p "$LOGS"

# step LABEL COMMAND...: runs quietly, says how long it took. On failure shows what the
# log calls an error and how it ends, remembers the label and returns 1.
step() {
  local label=$1 start=$SECONDS log
  shift
  log=$LOGS/$(tr -c 'a-zA-Z0-9\n' '-' <<<"$label").log
  printf '%-52s ' "$label"
  if "$@" >"$log" 2>&1; then
    printf '%4d s\n' $((SECONDS - start))
    return 0
  fi
  printf '%4d s  FAILED\n' $((SECONDS - start))
  {
    grep -nE 'error:|Error:|FAILED|\*\*\*Failed|^E  ' "$log" | head -n 20
    echo '[...]'
    tail -n 20 "$log"
  } | cut -c 1-240 | sed 's/^/    /'
  printf '    (whole log: %s)\n' "${log#"$ROOT"/}"
  FAILED+=("$label")
  return 1
}

# Shows the lines of the last step that say what was counted.
closing_lines() {
  local label=$1 pattern=$2 log
  log=$LOGS/$(tr -c 'a-zA-Z0-9\n' '-' <<<"$label").log
  grep -E "$pattern" "$log" | tail -n "${3:-3}" || true
}
