#!/usr/bin/env python3
"""Quality of other restoration programs on the pictures of Deconv.Benchmarks, each at its default and at its best parameter for the set.

    apt-get install python3-skimage python3-opencv gmic octave-image
    dotnet run -c Release --project tests/Deconv.Benchmarks -- photos --data DATA --effort fast --save PICTURES
    python3 tests/Deconv.Benchmarks/quality_of_others.py PICTURES ...

The best parameter is the one with the best mean over the set, which the program's user could not know. Scores as Deconv.Benchmarks does:
answers clipped to 0..1; pictures of levin09 (named im*) less 15 pixels of border at the best shift of up to 5 pixels, others less 1 pixel.
"""
import glob
import os
import subprocess
import sys
import tempfile
from multiprocessing import Pool

os.environ["OMP_NUM_THREADS"] = "1"
import cv2
import numpy as np
from scipy.ndimage import shift as shifted
from skimage import restoration

cv2.setNumThreads(1)


def read_pfm(path):
    with open(path, "rb") as file:
        file.readline()
        width, height = map(int, file.readline().split())
        order = "<f4" if float(file.readline()) < 0 else ">f4"
        return np.frombuffer(file.read(), order).reshape(height, width)[::-1].astype(np.float64)


def write_pfm(path, plane):
    with open(path, "wb") as file:
        file.write(b"Pf\n%d %d\n-1\n" % plane.shape[::-1])
        file.write(plane[::-1].astype("<f4").tobytes())


def psnr(answer, truth, register):
    answer = np.clip(np.nan_to_num(answer), 0, 1)
    if not register:
        return -10 * np.log10(np.mean((answer - truth)[1:-1, 1:-1] ** 2))
    inner = slice(15, -15)

    def error(dy, dx):
        return np.mean((shifted(answer, (dy, dx), order=1, mode="nearest") - truth)[inner, inner] ** 2)

    whole = min((error(dy, dx), dy, dx) for dy in range(-5, 6) for dx in range(-5, 6))
    return -10 * np.log10(min(error(whole[1] + dy / 4, whole[2] + dx / 4) for dy in range(-3, 4) for dx in range(-3, 4)))


def opencv(y, k, decibels):
    """The deconvolution sample of OpenCV: borders faded into a blurred copy, Wiener filter with a given signal to noise ratio."""
    d = 31
    around = cv2.GaussianBlur(cv2.copyMakeBorder(y, d, d, d, d, cv2.BORDER_WRAP), (2 * d + 1, 2 * d + 1), -1)[d:-d, d:-d]
    rows, columns = np.indices(y.shape)
    inside = np.minimum(np.minimum(rows, columns), np.minimum(y.shape[0] - 1 - rows, y.shape[1] - 1 - columns))
    share = np.minimum(inside / d, 1)
    image = cv2.dft(y * share + around * (1 - share), flags=cv2.DFT_COMPLEX_OUTPUT)
    kernel = np.zeros_like(y)
    kernel[: k.shape[0], : k.shape[1]] = k
    kernel = cv2.dft(np.roll(kernel, (-(k.shape[0] // 2), -(k.shape[1] // 2)), (0, 1)), flags=cv2.DFT_COMPLEX_OUTPUT)
    inverse = kernel / ((kernel**2).sum(-1) + 10 ** (-0.1 * decibels))[..., None]
    return cv2.idft(cv2.mulSpectrums(image, inverse, 0, conjB=True), flags=cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT)


def gmic(commands, files, count):
    """Runs one interpreter that leaves `count` pictures behind."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["gmic", "-v", "-", *files, *commands.split(), "o", f"{folder}/a.pfm"], check=True, capture_output=True)
        names = [f"{folder}/a.pfm"] if count == 1 else [f"{folder}/a_{i:06d}.pfm" for i in range(count)]
        return [read_pfm(name) for name in names]


def octave(y, k, ratios):
    with tempfile.TemporaryDirectory() as folder:
        np.savetxt(f"{folder}/y", y)
        np.savetxt(f"{folder}/k", k)
        lines = ["pkg load image", f"y = load('{folder}/y'); k = load('{folder}/k'); y = edgetaper(y, k);"]
        for i, ratio in enumerate(ratios):
            lines.append(f"x = deconvwnr(y, k, {ratio}); save('-ascii', '{folder}/x{i}', 'x');")
        subprocess.run(["octave-cli", "-q", "--eval", "\n".join(lines)], check=True, capture_output=True)
        return [np.loadtxt(f"{folder}/x{i}") for i in range(len(ratios))]


# Parameters of every sweep; the first is the program's default (or, where it has none, what its documentation shows).
LUCY = [50, 3, 5, 10, 20, 30, 100]
BALANCE = [0.1, 0.001, 0.003, 0.01, 0.02, 0.03, 0.05, 0.2, 0.5]
DECIBELS = [25, 6, 10, 14, 18, 22, 30, 35]
REGULARIZATION = [1e-10, 1e-3, 3e-3, 0.01, 0.02, 0.05, 0.1, 0.3, 1]
SIGMAS = [(2, 10)] + [(s, n) for s in (0.7, 1, 1.5, 2, 3) for n in (2, 5, 20)]
AMOUNTS = [(10, 10), (0.1, 5), (0.5, 5), (1, 5), (2, 5), (2, 20), (20, 20)]  # amplitude and iterations, for values of 0..255
RATIOS = [0, 1e-3, 3e-3, 0.01, 0.02, 0.05, 0.1, 0.3]


def answers(y, k, base):
    for n in LUCY:
        yield "skimage richardson_lucy", n, restoration.richardson_lucy(y, k, num_iter=n)
    for b in BALANCE:
        yield "skimage wiener", b, restoration.wiener(y, k, b)
    yield "skimage unsupervised_wiener", "-", restoration.unsupervised_wiener(y, k)[0]
    for decibels in DECIBELS:
        yield "OpenCV sample (Wiener)", decibels, opencv(y, k, decibels)

    blurred, odd = f"{base}-blurred.pfm", np.pad(k, [(0, 1 - n % 2) for n in k.shape])
    with tempfile.TemporaryDirectory() as folder:
        write_pfm(f"{folder}/k.pfm", odd)
        for r in REGULARIZATION:
            yield "G'MIC deconvolve_fft", r, gmic(f"deconvolve_fft[0] [1],{r} rm[1]", [blurred, f"{folder}/k.pfm"], 1)[0]
    for name, sweep in (("deblur_richardsonlucy", SIGMAS), ("deblur_goldmeinel", SIGMAS), ("deblur", AMOUNTS)):
        copies = f"[0]x{len(sweep) - 1} " if len(sweep) > 1 else ""
        commands = "mul 255 " + copies + " ".join(f"{name}[{i}] {a},{n}" for i, (a, n) in enumerate(sweep)) + " div 255"
        for parameter, answer in zip(sweep, gmic(commands, [blurred], len(sweep))):
            yield f"G'MIC {name}", parameter, answer
    for ratio, answer in zip(RATIOS, octave(y, k, RATIOS)):
        yield "Octave edgetaper, deconvwnr", ratio, answer


def measure(base):
    y, k, truth, ours = (read_pfm(f"{base}-{kind}.pfm") for kind in ("blurred", "psf", "truth", "restored"))
    register = os.path.basename(base).startswith("im")
    scores = {("blurred", "-"): psnr(y, truth, register), ("deconv", "-"): psnr(ours, truth, register)}
    for name, parameter, answer in answers(y, k, base):
        scores[name, parameter] = psnr(answer, truth, register)
    return scores


if __name__ == "__main__":
    with Pool(int(os.environ.get("PROCESSES", "2"))) as pool:
        for folder in sys.argv[1:]:
            bases = sorted(path[: -len("-blurred.pfm")] for path in glob.glob(f"{folder}/*-blurred.pfm"))
            scores = pool.map(measure, bases, chunksize=1)
            mean = {key: np.mean([s[key] for s in scores]) for key in scores[0]}
            print(f"\n{folder}, {len(bases)} pictures\n\n| program | default | dB | best for the set | dB |\n|---|---|---|---|---|")
            for name in dict.fromkeys(name for name, _ in mean):
                own = {p: v for (n, p), v in mean.items() if n == name}
                first, best = next(iter(own)), max(own, key=own.get)
                print(f"| {name} | {first} | {own[first]:.2f} | {best} | {own[best]:.2f} |", flush=True)
