#!/usr/bin/env bash
# Runs twenty-five common tasks and writes the transcript docs/tour.md.
# Usage: docs/tour.sh [DECONV [KEEP]]; DECONV is the program (default: the Release build), KEEP a folder for the files it makes.
set -uo pipefail
docs=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$docs")
program=${1:-dotnet $root/src/Deconv.Cli/bin/Release/net10.0/Deconv.Cli.dll}
work=${2:-$(mktemp -d)}
mkdir -p "$work/bin"
[[ $# -ge 2 ]] || trap 'rm -rf "$work"' EXIT
printf '#!/bin/sh\nexec %s "$@"\n' "$program" >"$work/bin/deconv"
chmod +x "$work/bin/deconv"
export PATH=$work/bin:$PATH NO_COLOR=1 COLUMNS=120
unset SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_COUNT JOB_COMPLETION_INDEX
cd "$work" || exit 1
cp "$root"/sample-images/*.png .
page=$work/tour.md
number=0 wrong=0

task() { number=$((number + 1)); printf '\n## %d. %s\n' "$number" "$1" >>"$page"; echo "$number. $1" >&2; }

# run EXPECTED-CODE [LINES] COMMAND: shows the command, at most LINES lines of what it says, and the exit code.
run() {
    local expected=$1 lines=14 code=0 total
    shift
    [[ $1 =~ ^[0-9]+$ ]] && { lines=$1; shift; }
    bash -c "$1" >"$work/.said" 2>&1 </dev/null || code=$?
    total=$(wc -l <"$work/.said")
    {
        printf '\n```\n'
        sed '1s/^/$ /; 2,$s/^/> /' <<<"$1"
        head -n "$lines" "$work/.said" | cut -c1-200
        [[ $total -le $lines ]] || echo "… ($((total - lines)) more lines)"
        printf '```\n\nExit code %d. ' "$code"
    } >>"$page"
    [[ $code == "$expected" ]] || { echo "  exit code $code instead of $expected: $1" >&2; cat "$work/.said" >&2; wrong=$((wrong + 1)); }
}

means() { printf '%s\n' "$1" >>"$page"; }

cat >"$page" <<'END'
# A tour

Twenty-five common tasks, run on the files in `sample-images`. `docs/tour.sh` runs the commands and writes this page; the lines below a `$` are the output
of the program. Long outputs are truncated, and the number of omitted lines is given. Times are those of one small machine.
END

task 'I have just installed it. What can it do?'
run 0 12 'deconv --help'
means 'Examples come first; `deconv help TOPIC` explains a topic such as lambda.'

task 'Is this photograph blurred?'
run 0 'deconv inspect camera.png'
means 'It is not blurred; there is nothing to do.'

task 'And this one? How much, and can it be restored?'
run 0 'deconv inspect kodim08-motion15.png'
means 'Motion of 15 pixels at 30 degrees, the same in all four quadrants, and the command to try next. (The file was made with `motion:15,30`.)'

task 'The lens was out of focus. I think the blur has a radius of 4 pixels.'
run 0 'deconv deblur astronaut-disk4.png -p disk:4 -o astronaut-sharp.png'
means 'The check confirms that the result, blurred with the PSF, reproduces the photograph to within its noise.'
run 0 'deconv compare astronaut-disk4.png astronaut.png; deconv compare astronaut-sharp.png astronaut.png'
means 'Here the sharp original is known: the restoration improves the PSNR by more than 4 dB.'

task 'I do not know the radius.'
run 0 20 'deconv sweep astronaut-disk4.png -p disk:3 --psf-range r=2..6:5 --sheet radius.png'
means 'A contact sheet of five results. The spectrum of the photograph selects 4 as well.'
run 0 'deconv replay radius.png.recipe.json --pick 3 -o astronaut-picked.png && cmp astronaut-picked.png astronaut-sharp.png && echo the same file'
means 'The third value gives exactly the result of `deconv deblur` with that value.'

task 'A clock that really moved during the exposure. I can only guess the blur.'
run 0 'deconv deblur clock_motion.png -p motion:36 --psf-trust estimated -o clock.png'
means '`--psf-trust estimated` says that the PSF is a guess. The hands become visible; the streaks and the check show that a straight line of 36 pixels is not exactly what happened.'

task 'Camera shake. I do not know the blur.'
run 0 'deconv blind camera-shake.png -o camera-sharp.png --psf-out shake.png'
means 'The PSF was estimated and checked, and the blur was removed.'
run 0 30 'deconv psf show shake.png'
means 'This is the estimated PSF.'
run 0 'deconv compare camera-shake.png camera.png --crop-border 15; deconv compare camera-sharp.png camera.png --crop-border 15'
means 'The improvement without a known PSF.'

task 'A photograph that is not blurred at all.'
run 6 'deconv blind camera.png -o nonsense.png; code=$?; ls nonsense.png 2>&1; exit $code'
means 'The estimate is refused with a reason, and nothing is written. A program that always restores would have invented a blur here.'

task 'The result looks a bit harsh (or soft). Which lambda should I use?'
run 0 20 'deconv sweep kodim08-motion15.png -p motion:15,30 --lambda 1e-5..1e-2:7 --sheet strength.png'
means 'Seven values of lambda on the part with the most edges; `auto` marks the value nearest to the default.'
run 0 'deconv replay strength.png.recipe.json --pick 5 -o kodim08-softer.png'
means 'The chosen value on the whole photograph; the check reports its effect on the residual.'

task 'I want to see a part first.'
run 0 'deconv deblur kodim08-motion15.png -p motion:15,30 --crop 300,200,200,150 -o part.png
deconv deblur kodim08-motion15.png -p motion:15,30 -o kodim08-sharp.png'
means 'The pixels of the part are exactly those of the full run.'

task 'Can I get a report of what was done?'
run 0 'deconv deblur kodim08-motion15.png -p motion:15,30 -o shown.png --report shown.html --quiet; du -h shown.html | cut -f1; echo "addresses outside: $(grep -c "https\?://[a-z]" shown.html)"'
means 'One self-contained file with a before/after slider, the PSF, the residual and the command.'

task 'I want to get exactly the same result in a year.'
run 0 'deconv deblur astronaut-disk4.png -p disk:4 -o kept.png --save-recipe kept.json --quiet; deconv replay kept.json; deconv replay kept.json --threads 1 -o again.png --quiet; cmp kept.png again.png && echo the same file'
means 'A recipe contains all settings and fingerprints. A replay verifies them and gives a bit-identical result with any number of threads.'
run 6 'cp kodim08-motion15.png astronaut-disk4-other.png; deconv replay kept.json --input astronaut-disk4-other.png'
means 'A different photograph is detected.'

task 'The photograph is only slightly soft, as from most lenses.'
run 0 'deconv sharpen kodim08.png -o crisp.png'
means 'The width was estimated from the photograph and is printed. Only luminance is sharpened, and overshoot is at most 2 % of white.'
run 0 'deconv sharpen kodim08.png --sigma 0.7 --iterations 10 -o habit.png'
means 'Settings that are common in raw converters.'

task 'My files are 16-bit TIFF. Is that preserved?'
run 0 'deconv blur kodim08.png -p gaussian:1.5 --noise 0.002 --depth 16 -o scan.tif
deconv deblur scan.tif -p gaussian:1.5 -o scan-sharp.tif
deconv inspect scan-sharp.tif | head -1'
means 'Bit depth, color profile and metadata are kept; values are not rescaled.'

task 'The result is poor. Is my PSF wrong?'
run 0 'deconv psf check disk:2.5 --image astronaut-disk4.png'
means 'The PSF is too small, and a wider one is suggested.'
run 0 'deconv deblur astronaut-disk4.png -p disk:2.5 -o too-small.png'
means 'The restoration reports it as well.'

task 'I can draw the blur: an L, 6 to the right, then 8 up.'
run 0 22 'deconv psf show "path:0,0 6,0 6,-8"'
means 'x,y in pixels from the ideal position of the light; y counts downward, as rows do. `--png` writes an image of the PSF.'
run 0 'deconv psf make "path:0,0 6,0 6,-8" -o stroke.txt; deconv psf check stroke.txt'
means 'A PSF file for this or any other program. The note says that this PSF shifts the image.'

task 'There is a lamp in my night photograph. Can I use it to measure the blur?'
awk 'BEGIN { print "P2 200 160 65535"; for (y = 0; y < 160; y++) for (x = 0; x < 200; x++) { v = 600 + 3000 * ((x > 20 && x < 80 && y > 90) + (x > 110 && y > 60 && (x + y) % 16 < 8)); if (x == 60 && y == 40) v = 60000 * 65535 / 65535; print v } }' >night-sharp.pgm
deconv blur night-sharp.pgm -p 'path:0,0 6,0 6,-8' --noise 0.0003 --depth 16 --transfer linear -o night.png --quiet
run 0 'deconv psf from-point night.png --at 60,40 --size 25 -o lamp.txt && deconv deblur night.png -p lamp.txt -o night-restored.png'
means 'The spot is cropped, cleaned and centered, and then used as the PSF.'

task 'There is a straight edge in my scan.'
awk 'BEGIN { print "P2 160 160 65535"; for (y = 0; y < 160; y++) for (x = 0; x < 160; x++) { s = 0; for (i = 0; i < 4; i++) for (j = 0; j < 4; j++) s += (x + i / 4 - 80 - 0.15 * (y + j / 4 - 80)) > 0; print int(6000 + s * 2600) } }' >edge-sharp.pgm
deconv blur edge-sharp.pgm -p gaussian:2 --noise 0.002 --depth 16 -o edge.png --quiet
run 0 'deconv psf from-edge edge.png --box 48,48,64,64 -o edge.txt'
means 'It was blurred with `gaussian:2`.'

task 'What happens if I mistype something?'
run 2 'deconv deblurr photo.png'
means 'It suggests the nearest command.'
run 2 'deconv deblur camera-shake.png -p disk:3 --lamda 0.001'
means 'It suggests the nearest option.'
run 2 'deconv deblur camera-shake.png'
means 'It says what is missing, and how to find it.'
run 5 'deconv deblur camera-shake.png -p disc:3'
means 'It suggests the nearest PSF.'
run 2 'deconv camera-shake.png 2>&1 | tail -7; exit ${PIPESTATUS[0]}'
means 'A file name in place of a command: after the help it suggests the command that was probably meant.'
run 3 'deconv deblur missing.png -p disk:3'
means 'The file does not exist.'
run 4 'deconv deblur astronaut-disk4.png -p disk:4 -o astronaut-sharp.png'
means 'Files are not overwritten without `--force`.'

task 'I work with pipes and scripts.'
run 0 'cat text-gaussian2.png | deconv deblur - -p gaussian:2 -o - --format pfm --quiet | deconv compare - text.png'
means 'PNG in, floating point out, piped into the next command.'
run 0 'deconv deblur text-gaussian2.png -p gaussian:2 -o text-sharp.png --quiet --json | python3 -c "import json, sys; r = json.load(sys.stdin); print(r[\"ok\"], r[\"model\"][\"lambda\"], r[\"check\"][\"verdict\"])"'
means 'JSON for scripts; every field is described by a schema in docs/schema.'

task 'It takes too long and I press Ctrl-C. Is the result lost?'
run 130 'deconv blur kodim08.png -p motion:15,30 --noise 0.003 -o long.png --quiet
timeout --preserve-status --signal INT 3 deconv deblur long.png -p motion:15,30 --iterations 5000 -o slow.png --progress none; code=$?; ls slow*; exit $code'
means 'The result so far is saved with -partial in its name.'
run 0 'deconv deblur kodim08-motion15.png -p motion:15,30 --iterations 5000 --time-limit 1s -o limited.png'
means 'Alternatively, set a time limit.'

task 'Will it fit into memory?'
run 0 'deconv deblur kodim08-motion15.png -p motion:15,30 -o planned.png --dry-run'
means 'It prints size, memory and time, and writes nothing.'
run 8 'deconv deblur kodim08-motion15.png -p motion:15,30 -o planned.png --max-memory 10M'
means 'It says how much memory it needs before it starts.'

task 'I have a folder of photographs with the same blur, and one of the files is damaged.'
mkdir -p shots
for i in 0 1 2 3 4; do deconv blur kodim08.png -p motion:9,20 --noise 0.003 --seed $i -o "shots/shot-$i.png" --quiet; done
head -c 20000 shots/shot-3.png >shots/broken && mv shots/broken shots/shot-3.png
run 9 20 'deconv deblur shots --recursive -p motion:9,20 --out-dir sharp --auto-from first'
means 'Four are restored with the same lambda; the fifth is listed with its own exit code.'

task 'Restore 200 files on a cluster: one file is corrupt, one machine is killed, and the batch is resumed.'
mkdir -p scans
# Rows i to i+149 of a blurred photograph: 200 images that are all different.
deconv blur camera.png -p gaussian:1.2 --noise 0.004 -o page.pgm --quiet
for ((i = 0; i < 200; i++)); do
    printf -v name 'scans/scan-%03d.pgm' "$i"
    { printf 'P5\n512 150\n255\n'; tail -c $((512 * (512 - i))) page.pgm | head -c $((512 * 150)); } >"$name"
done
printf 'P5\n512 150\n255\nnot a picture' >scans/scan-138.pgm
run 0 20 'batch() { exec deconv deblur scans --recursive -p gaussian:1.2 --out-dir restored --name "{stem}.png" --skip-existing --threads 1 --shard $1/4 --quiet; }
for part in 1 2 3 4; do batch $part & pids[part]=$!; done
until [[ $(ls restored 2>/dev/null | wc -l) -ge 90 ]]; do sleep 0.05; done; kill -9 ${pids[2]}
for part in 1 2 3 4; do wait ${pids[part]}; echo "part $part: exit code $?"; done
echo "$(ls restored | wc -l) of 200 files are there"'
means 'Part 2 was killed with `kill -9`, one part found the corrupt file; there are no partial output files.'
run 9 'deconv deblur scans --recursive -p gaussian:1.2 --out-dir restored --name "{stem}.png" --skip-existing 2>&1 | tail -4; exit ${PIPESTATUS[0]}'
means 'The same command processes the rest. Then the corrupt file is replaced:'
run 0 'cp scans/scan-136.pgm scans/scan-138.pgm
deconv deblur scans --recursive -p gaussian:1.2 --out-dir restored --name "{stem}.png" --skip-existing; ls restored | wc -l'
means 'All 200 files are done. With Slurm `--shard` is not needed: see docs/many-machines.md.'

task 'Does it compute correctly on this machine?'
run 0 20 'deconv selftest'
means 'Adjoints, gradients, threading and methods are checked on this machine.'
run 0 'deconv version; deconv formats | head -4'
means 'Include this in a bug report.'

[[ $number == 25 ]] || { echo "$number tasks" >&2; wrong=$((wrong + 1)); }
! grep -nF -e "$work" -e "$root" "$page" >&2 || { echo "an absolute path" >&2; wrong=$((wrong + 1)); }
[[ $wrong == 0 ]] || { echo "$wrong things went wrong; the transcript is $page" >&2; exit 1; }
cp "$page" "$docs/tour.md"
