#!/bin/sh
# Peak resident memory of score_corpus: on 100 MB and on 1 GB of examples/corpus.jsonl, again and again with
# other ids, through a pipe, so that nothing stays on disk. Records go to /dev/null. Takes minutes.
#   benches/memory.sh [MEGABYTES…]       THREADS=n (default: all cores); CARGO_TARGET_DIR counts
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet --example score_corpus
program=${CARGO_TARGET_DIR:-target}/release/examples/score_corpus
[ $# -gt 0 ] || set -- 100 1000
for megabytes; do
    peak=$(awk -v limit="$megabytes" '
        { rest[NR] = $0; sub(/^ *\{ *("id" *: *("[^"]*"|[0-9]+) *, *)?/, "", rest[NR]) }
        END {
            while (bytes < limit * 1e6)
                for (i = 1; i <= NR && bytes < limit * 1e6; i++) {
                    line = "{\"id\": " ++id ", " rest[i]
                    bytes += length(line) + 1
                    print line
                }
        }' examples/corpus.jsonl |
        /usr/bin/time -f '%M %e %U %S' "$program" - --out /dev/null \
            ${THREADS:+--threads "$THREADS"} 2>&1 | tail -1)
    echo "$megabytes MB: $peak" |
        awk '{ printf "%s %s peak %.1f MB, %s s wall, %.1f s CPU\n", $1, $2, $3 / 1000, $4, $5 + $6 }'
done
