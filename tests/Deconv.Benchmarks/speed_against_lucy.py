#!/usr/bin/env python3
"""Time and quality of `deconv deblur --effort fast` and of skimage's Richardson-Lucy (50 iterations, its default), one thread each, in turns.

    python3 tests/Deconv.Benchmarks/speed_against_lucy.py PHOTO PSF deconv [its arguments ...]

PHOTO is continued by reflection to 1 megapixel after the blur with PSF, a text file of 31x31 numbers; noise of 1 %, 8 bits. Least of several runs.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
from scipy.signal import fftconvolve
from skimage import color, io, restoration

photo, psf, *deconv = sys.argv[1:]
k = np.loadtxt(psf)
sharp = io.imread(photo)[..., :3] / 255.0
sharp = color.rgb2gray(sharp) if sharp.ndim == 3 else sharp
size = 1024 + k.shape[0] - 1
sharp = np.pad(sharp, [(0, max(0, size - n)) for n in sharp.shape], mode="reflect")[:size, :size]
y = fftconvolve(sharp, k / k.sum(), mode="valid")
y = np.round(np.clip(y + 0.01 * np.random.default_rng(1).standard_normal(y.shape), 0, 1) * 255) / 255
margin = (k.shape[0] - 1) // 2
truth = sharp[margin : margin + 1024, margin : margin + 1024]


def psnr(x):
    return -10 * np.log10(np.mean((np.clip(x, 0, 1) - truth)[1:-1, 1:-1] ** 2))


with tempfile.TemporaryDirectory() as folder:
    names = [f"{folder}/{i}.pfm" for i in range(5)]
    for name in names:
        with open(name, "wb") as file:
            file.write(b"Pf\n%d %d\n-1\n" % y.shape[::-1] + y[::-1].astype("<f4").tobytes())
    ours, theirs = [], []
    for _ in range(2):
        arguments = ["deblur", *names, "-p", psf, "--effort", "fast", "-j", "1", "--transfer", "linear", "--out-dir", f"{folder}/out", "-f", "-q", "--json"]
        output, decoder = subprocess.run(deconv + arguments, check=True, capture_output=True, text=True).stdout.strip(), json.JSONDecoder()
        while output:
            answer, end = decoder.raw_decode(output)
            output = output[end:].strip()
            if "solve" in answer:
                ours.append(answer["solve"]["seconds"])
                path = answer["output"]["path"]
        start = time.perf_counter()
        lucy = restoration.richardson_lucy(y.astype(np.float32), k.astype(np.float32), num_iter=50)
        theirs.append(time.perf_counter() - start)
    with open(path, "rb") as file:
        header = [file.readline() for _ in range(3)]
        restored = np.frombuffer(file.read(), "<f4" if float(header[2]) < 0 else ">f4").reshape(1024, 1024)[::-1]
print(f"deconv fast {min(ours):.3f} s, {psnr(restored):.2f} dB; Richardson-Lucy {min(theirs):.3f} s, {psnr(lucy):.2f} dB; blurred {psnr(y):.2f} dB")
print(f"{min(theirs) / min(ours):.1f} times faster, {psnr(restored) - psnr(lucy):+.2f} dB")
