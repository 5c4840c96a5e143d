#!/usr/bin/env bash
# Runs the verifier printed in README.md on a log and on three damaged copies of it:
# `bash .ci/verifier.sh logs/demo-…`. A promise about ten lines is kept only if those lines run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log="${1:?a log folder, such as logs/demo-20261121-0812}/events.jsonl"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
script="$scratch/verify.py"
problems=0

problem() {
  echo "error: $1"
  problems=$((problems + 1))
}

# The fenced block that begins with the line `# verify.py`.
awk '/^```/ { if (inside) exit; fenced = !fenced; first = fenced; next }
  first && /^# verify\.py/ { inside = 1 }
  { first = 0 }
  inside' README.md >"$script"
if [ ! -s "$script" ]; then
  echo "README.md:1: error: no code block begins with \`# verify.py\`, use one for the verifier"
  exit 1
fi
lines="$(grep -cvE '^[[:space:]]*(#.*)?$' "$script" || true)"
[ "$lines" -le 10 ] || problem "the verifier has $lines lines, use at most 10"
! grep -n 'json' "$script" | grep 'import' || problem "the verifier imports a JSON library, use none"

total="$(wc -l <"$log" | tr -d ' ')"
if [ "$total" -lt 5 ]; then
  echo "$log:1: error: only $total lines, use a log of at least 5"
  exit 1
fi
line=$((total / 2))

if python3 "$script" "$log" >"$scratch/said" 2>&1; then
  echo "intact: passes: $(head -n 1 "$scratch/said")"
else
  cat "$scratch/said"
  problem "the verifier refuses the intact log $log"
fi

# Each damage is done to the line in the middle, and each must be found on that line: in a removed
# line's place stands its successor, and of two swapped lines the first is met first.
for damage in changed removed swapped; do
  copy="$scratch/$damage.jsonl"
  python3 - "$damage" "$line" "$log" "$copy" <<'PYTHON'
import sys
damage, line, log, copy = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
lines = open(log, "rb").read().splitlines(keepends=True)
at = line - 1
if damage == "changed":
    place = lines[at].index(b'"type":"') + 8
    lines[at] = lines[at][:place] + bytes([lines[at][place] ^ 1]) + lines[at][place + 1:]
elif damage == "removed":
    del lines[at]
else:
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
open(copy, "wb").write(b"".join(lines))
PYTHON
  if python3 "$script" "$copy" >"$scratch/said" 2>&1; then
    problem "$damage line $line: the verifier is content"
  elif grep -q 'Traceback' "$scratch/said"; then
    tail -n 1 "$scratch/said"
    problem "$damage line $line: the verifier breaks off instead of naming the line"
  else
    named="$(awk 'match($0, /(line |:)[0-9]+/) {
      number = substr($0, RSTART, RLENGTH); sub(/[^0-9]+/, "", number); print number; exit
    }' "$scratch/said")"
    if [ "$named" = "$line" ]; then
      echo "$damage line $line: found: $(head -n 1 "$scratch/said")"
    else
      problem "$damage line $line: the verifier says \"$(head -n 1 "$scratch/said")\""
    fi
  fi
done

[ "$problems" -eq 0 ]
