#!/usr/bin/env bash
# Makes the blurred samples from the sharp ones. Needs a built deconv; run it in this folder.
set -euo pipefail
deconv() { dotnet run -c Release --no-build --project ../src/Deconv.Cli -- "$@"; }
deconv blur astronaut.png -p disk:4 --noise 0.01 --boundary unknown --seed 1 -f -o astronaut-disk4.png
deconv blur astronaut.png -p disk:4 --noise 0.01 --boundary unknown --seed 1 --quality 95 -f -o astronaut-disk4.jpg
deconv blur kodim08.png -p motion:15,30 --noise 0.003 --boundary unknown --seed 2 -f -o kodim08-motion15.png
deconv blur camera.png -p 'path:-6,4 -1,3 2,-2 7,-4;w=3,1,2' --noise 0.004 --boundary unknown --seed 3 --depth 16 -f -o camera-shake.png
deconv blur text.png -p gaussian:2 --noise 0.002 --boundary unknown --seed 4 -f -o text-gaussian2.png
deconv psf make 'path:-6,4 -1,3 2,-2 7,-4;w=3,1,2' -f -o camera-shake-psf.txt
deconv psf make disk:4 -f -o astronaut-disk4-psf.png
