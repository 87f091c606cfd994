#!/bin/bash
# A trainer of Seedbed in a shell script: the protocol needs no client, only lines, and files of numbers.
# It looks at no image: it predicts, for every example, how frequent each class is among the training labels.
set -euo pipefail
export LC_ALL=C

# The value of a field of a part in run.json, without quotes: a number, or a path without quotes in it.
field() { # PART FIELD
  tr -d '\n' < run.json | grep -oE "\"$1\": *\{ *\"inputs\"[^}]*" | grep -oE "\"$2\": *(\"[^\"]*\"|[0-9]+)" |
    head -n 1 | sed -E 's/^"[^"]*": *//; s/"//g'
}

# Where the numbers of a .npy file begin: the length of its header is in bytes 8 and 9.
start_of() { echo $((10 + $(od -An -tu2 -j8 -N2 "$1"))); }

# Reads counts, one a line; writes each one's share of all as the bytes of a little-endian float32.
shares_as_bytes() {
  awk '{ counts[NR] = $1; total += $1 }
    function byte(value) { printf "\\0%03o", value }
    END {
      for (i = 1; i <= NR; i++) {
        bits = 0
        share = counts[i] / total
        if (share > 0) {
          exponent = 127
          while (share < 1) { share *= 2; exponent-- }
          bits = exponent * 2 ^ 23 + int((share - 1) * 2 ^ 23 + 0.5)
        }
        for (n = 0; n < 4; n++) { byte(bits % 256); bits = int(bits / 256) }
      }
    }'
}

# A .npy file of float32, [rows, columns], with the same row each time. The header fills 128 bytes.
write_rows() { # FILE ROWS COLUMNS BYTES
  local header="{'descr': '<f4', 'fortran_order': False, 'shape': ($2, $3), }"
  { printf '\223NUMPY\001\000\166\000%-117s\n' "$header"; for ((row = 0; row < $2; row++)); do printf '%b' "$4"; done } > "$1"
}

train() { # FOLDER
  cd "$1"
  local id labels classes counts bytes files='' part
  labels=$(field train labels)
  # Names of classes have no quotes or brackets in them; each is two quotes.
  classes=$(tr -d '\n' < run.json | grep -oE '"classes": *\[[^]]*' | head -n 1 | sed 's/^"classes"//' | grep -oE '"[^"]*"' | wc -l)
  counts=$(od -An -v -w4 -td4 -j"$(start_of "$labels")" "$labels" |
    awk -v classes="$classes" '{ counts[$1]++ } END { for (i = 0; i < classes; i++) print counts[i] + 0 }')
  bytes=$(shares_as_bytes <<< "$counts")
  for part in $(tr -d '\n' < run.json | grep -oE '"measure": *\[[^]]*' | sed 's/^"measure"//' | grep -oE '[a-z]+'); do
    write_rows "$part.npy" "$(field "$part" examples)" "$classes" "$bytes"
    files="$files${files:+,}\"$part\":\"$part.npy\""
  done
  id=$(tr -d '\n' < run.json | grep -oE '"id": *"[^"]*"' | head -n 1 | grep -oE '[0-9a-z]+"$')
  echo "{\"type\":\"done\",\"id\":\"$id,\"predictions\":{$files}}"
}

while read -r line; do
  case $line in
    *'"start"'*)
      echo "{\"type\":\"ready\",\"name\":\"frequencies\",\"version\":1,\"libraries\":{\"bash\":\"$BASH_VERSION\"}," \
        '"device":"cpu","threads":1,"determinism":"bitwise","files":["train.sh"]}'
      ;;
    *'"run"'*) (train "$(sed -E 's/.*"folder": *"([^"]*)".*/\1/' <<< "$line")") ;;
  esac
done
