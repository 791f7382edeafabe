#!/usr/bin/env bash
# A batch that is killed hard ten times at random moments and resumed gives the same files as one that was left alone, and no part of a file ever
# stands under the name of a result. Usage: kill-and-resume.sh DECONV [FILES] [KILLS]; DECONV is the program, or "dotnet PATH/Deconv.Cli.dll".
set -euo pipefail
read -r -a deconv <<<"$1"
files=${2:-200} kills=${3:-10}
samples=$(cd "$(dirname "$0")/../../sample-images" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/in"
for ((i = 0; i < files; i++)); do
    folder=$work/in/$((i % 4)); mkdir -p "$folder"
    printf -v name '%03d' "$i"
    # Different pictures: so many white pixels in the corner of a ramp.
    { printf 'P5\n120 90\n255\n'; head -c $((i + 1)) /dev/zero | tr '\0' '\377'; head -c $((10800 - i - 1)) "$samples/camera.png"; } >"$folder/$name.pgm"
done
# exec: the process that the shell starts and kills is the program itself, not a shell that would leave it running.
batch() { exec "${deconv[@]}" deblur "$work/in" --recursive -p gaussian:1.2 --name '{stem}-{command}.png' --out-dir "$1" --skip-existing --quiet; }
(batch "$work/whole")
results() { find "$work/killed" -type f ! -name '.*' 2>/dev/null | wc -l; }
# Random moments: after so many results, told by their number because a loaded machine has no other clock, and up to 20 ms later. None is in the last
# third, where the run could end before it is killed; a run that ends all the same, on a machine that stalls the shell, is done over from nothing.
late=0
mapfile -t moments < <(for ((k = 0; k < kills; k++)); do echo $((RANDOM * files * 2 / 3 / 32768)); done | sort -n)
for ((k = 1; k <= kills; k++)); do
    batch "$work/killed" & pid=$!
    while kill -0 "$pid" 2>/dev/null && [[ $(results) -le ${moments[k - 1]} ]]; do sleep 0.01; done
    sleep "$(awk -v r=$RANDOM 'BEGIN { printf "%.3f", 0.02 * r / 32768 }')"
    if ! kill -9 "$pid" 2>/dev/null; then
        wait "$pid"
        late=$((late + 1)) k=$((k - 1))
        [[ $late -le 5 ]] || { echo "FAIL: the run ended before the kill, $late times"; exit 1; }
        rm -rf "$work/killed"
        continue
    fi
    wait "$pid" 2>/dev/null || true
    there=0
    while IFS= read -r -d '' file; do
        cmp -s "$file" "$work/whole/${file#"$work/killed/"}" || { echo "FAIL: ${file#"$work/"} is not the file of the whole run"; exit 1; }
        there=$((there + 1))
    done < <(find "$work/killed" -type f ! -name '.*' -print0 2>/dev/null)
    echo "kill $k: $there of $files results there, every one whole"
done
(batch "$work/killed")
left=$(find "$work/killed" -name '.*' -type f | wc -l)
find "$work/killed" -name '.*' -type f -delete
diff -r "$work/whole" "$work/killed"
echo "ok: $(find "$work/killed" -type f | wc -l) results, the same as without interruption; $left temporary files of killed runs were left, hidden, and go after an hour"
