#!/usr/bin/env python3
"""Times scipy and OpenCV, one thread each, on the work of `compare`: run it right after, on the same machine.

    apt-get install python3-scipy python3-opencv
    python3 tests/Deconv.Benchmarks/others.py [seconds per line]
"""
import sys
import time

import cv2
import numpy as np
import scipy
from scipy import fft, signal

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 1.5
cv2.setNumThreads(1)
print(f"numpy {np.__version__}, scipy {scipy.__version__}, OpenCV {cv2.__version__}; least milliseconds of many")


def least(call):
    call()
    best, begin, calls = float("inf"), time.perf_counter(), 0
    while calls < 3 or time.perf_counter() - begin < SECONDS:
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
        calls += 1
    return 1e3 * best


rng = np.random.default_rng(1)
for size in (512, 1024, 2048, 4096):
    x = rng.random((size, size), dtype=np.float32)
    y = np.empty_like(x)
    kernel = rng.random((31, 31), dtype=np.float32)
    small = rng.random((5, 5), dtype=np.float32)
    spectrum = fft.rfft2(x)
    lines = {
        "fftconvolve 31x31": lambda: signal.fftconvolve(x, kernel, mode="same"),
        "rfft2, product, irfft2": lambda: fft.irfft2(fft.rfft2(x) * spectrum, s=x.shape),
        "filter2D 31x31": lambda: cv2.filter2D(x, -1, kernel, y, borderType=cv2.BORDER_CONSTANT),
        "filter2D 5x5": lambda: cv2.filter2D(x, -1, small, y, borderType=cv2.BORDER_CONSTANT),
    }
    print(f"{size}²: " + " | ".join(f"{name} {least(call):.3f} ms" for name, call in lines.items()), flush=True)
