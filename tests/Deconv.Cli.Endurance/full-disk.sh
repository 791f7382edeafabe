#!/usr/bin/env bash
# A full disk: a clear error, exit code 4, nothing damaged, nothing left over. Needs the right to mount. Usage: full-disk.sh DECONV
set -euo pipefail
read -r -a deconv <<<"$1"
samples=$(cd "$(dirname "$0")/../../sample-images" && pwd)
disk=$(mktemp -d)
mount -t tmpfs -o size=256k tmpfs "$disk"
trap 'umount "$disk"; rmdir "$disk"' EXIT
printf 'an older result' >"$disk/old.png"
for format in png pfm tif; do
    if [[ $format == tif ]] && ! "${deconv[@]}" formats | grep -q '^TIFF .*yes'; then continue; fi
    code=0
    message=$("${deconv[@]}" deblur "$samples/kodim08.png" -p motion:15,30 --iterations 1 -o "$disk/new.$format" --quiet 2>&1) || code=$?
    echo "$format: exit code $code: ${message//$disk/DISK}"
    [[ $code == 4 && -n $message && $message != *"internal error"* ]] || { echo FAIL; exit 1; }
    [[ $(ls -A "$disk") == old.png && $(cat "$disk/old.png") == 'an older result' ]] || { echo "FAIL: $(ls -A "$disk")"; exit 1; }
done
code=0
"${deconv[@]}" deblur "$samples/kodim08.png" -p motion:15,30 --iterations 1 -o "$disk/old.png" --force --quiet 2>/dev/null || code=$?
[[ $code == 4 && $(cat "$disk/old.png") == 'an older result' ]] || { echo "FAIL: the older result was damaged"; exit 1; }
echo "ok: exit code 4 each time, the older file as it was, nothing left over"
