"""Random blurs: camera shake, straight motion, defocus and Gaussians, on a square of odd side."""
import numpy as np

SIDE = 31
CENTER = SIDE // 2


def blur(rng):
    """A kernel of sum 1."""
    kind = rng.random()
    if kind < 0.75:
        kernel = soften(shake(rng), rng.uniform(0.3, 0.8))
    elif kind < 0.83:
        angle, along = rng.uniform(0, np.pi), rng.uniform(4, 24) * np.linspace(-0.5, 0.5, 300)
        kernel = soften(drawn(np.stack([along * np.cos(angle), along * np.sin(angle)], 1), np.ones(300)), 0.35)
    elif kind < 0.92:
        fine = (np.arange(4 * SIDE) + 0.5) / 4 - 0.5 - CENTER
        disk = np.hypot(fine[:, None], fine) <= rng.uniform(1.5, 6)
        kernel = disk.reshape(SIDE, 4, SIDE, 4).mean((1, 3))
    else:
        kernel = soften(drawn(np.zeros((1, 2)), np.ones(1)), rng.uniform(0.8, 2.5))
    kernel[kernel < 0.002 * kernel.max()] = 0
    return (kernel / kernel.sum()).astype(np.float32)


def misjudged(kernel, rng):
    """The kernel as someone else would have measured it: uneven, grainy, sometimes too soft."""
    wrong = kernel * (1 + rng.uniform(0, 0.15) * rng.standard_normal(kernel.shape))
    wrong = np.maximum(wrong + (kernel > 0) * 0.01 * kernel.max() * rng.standard_normal(kernel.shape), 0)
    if rng.random() < 0.3:
        wrong = soften(wrong, rng.uniform(0.2, 0.35))
    return (wrong / wrong.sum()).astype(np.float32)


def shake(rng):
    """A path of a velocity that wanders and at times jumps, with an uneven speed of exposure."""
    steps, keep = 400, rng.choice([0.9, 0.97, 0.99])
    jumps = rng.random(steps) < 0.01 * rng.random()
    velocity = np.zeros((steps, 2))
    now = rng.standard_normal(2)
    for i in range(steps):
        now = keep * now + 0.3 * rng.standard_normal(2) + 4 * jumps[i] * rng.standard_normal(2)
        velocity[i] = now
    path = np.cumsum(velocity, 0)
    path -= path.mean(0)
    return drawn(path * rng.uniform(2.5, 14) / np.abs(path).max(), np.exp(0.075 * np.cumsum(rng.standard_normal(steps))))


def drawn(points, weights):
    """Points (x, y) from the center, each spread over four samples."""
    kernel = np.zeros((SIDE, SIDE))
    x, y = points[:, 0] + CENTER, points[:, 1] + CENTER
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    for down in (0, 1):
        for right in (0, 1):
            share = (x - left if right else 1 - x + left) * (y - top if down else 1 - y + top)
            inside = (top + down >= 0) & (top + down < SIDE) & (left + right >= 0) & (left + right < SIDE)
            np.add.at(kernel, ((top + down)[inside], (left + right)[inside]), (weights * share)[inside])
    return kernel


def soften(kernel, deviation):
    """Convolved with a Gaussian."""
    r = np.arange(-8, 9)
    line = np.exp(-(r**2) / (2 * deviation**2))
    for axis in (0, 1):
        kernel = np.apply_along_axis(np.convolve, axis, kernel, line / line.sum(), "same")
    return kernel
