#!/bin/sh
# Instructions that one round of each main path takes (valgrind's callgrind; a round is the sample articles,
# of start-up one sentence in a new process), appended to benches/instructions.csv.
#   benches/instructions.sh [DATE]       DATE instead of today's; CARGO_TARGET_DIR counts
# benches/compare.py compares two dates.
set -eu
cd "$(dirname "$0")/.."
date=${1:-$(date -u +%F)}
commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src lexicons Cargo.lock || echo +)
paths=$(cargo bench --features dev --bench paths --no-run 2>&1 | sed -n 's/.*Executable .*(\(.*\))$/\1/p')
[ -n "$paths" ] || { echo "benches/paths.rs does not build" >&2; exit 1; }
set -- $("$paths" all 0)

count() { # PATH ROUNDS
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$paths" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

for path in start-up compat tokenize matcher parse report report-without-models report-and-json corpus; do
    case $path in
        start-up) few=0 many=1 texts=1 bytes=16 ;;
        *) few=1 many=6 texts=$1 bytes=$2 ;;
    esac
    a=$(count $path $few)
    b=$(count $path $many)
    row=$date,$commit,$path,$(((b - a) / (many - few))),$texts,$bytes
    echo "$row" | tee -a benches/instructions.csv
done
