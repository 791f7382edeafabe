"""Drawn training scenes: dead leaves, and text, line drawings and charts, which photographs lack."""
import numpy as np
from PIL import Image, ImageDraw, ImageFont


def leaves(size, rng):
    """Overlapping disks, bars and triangles of power-law sizes, some with grain, stripes or a gradient; gray, 0 to 1."""
    image = np.full((size, size), 0.5, np.float32)
    rows, columns = np.mgrid[0:size, 0:size]
    least, most = 3.0, size / 3
    for _ in range(2500):
        radius = (most**-2 + rng.random() * (least**-2 - most**-2)) ** -0.5
        x, y, angle = *(rng.random(2) * size), rng.random() * np.pi
        reach = 1.5 * radius + 2
        top, bottom = int(max(0, y - reach)), int(min(size, y + reach))
        left, right = int(max(0, x - reach)), int(min(size, x + reach))
        if bottom <= top or right <= left:
            continue
        v, u = rows[top:bottom, left:right] - y, columns[top:bottom, left:right] - x
        along, across = u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)
        inside = (
            lambda: radius - np.hypot(along, across),
            lambda: np.minimum(radius - abs(along), radius * rng.uniform(0.2, 1) - abs(across)),
            lambda: np.minimum.reduce([0.6 * radius - across, 0.5 * radius + 0.5 * across - 0.87 * along, 0.5 * radius + 0.5 * across + 0.87 * along]),
        )[rng.integers(3)]()
        cover = np.clip(inside + 0.5, 0, 1)
        shade = rng.random() + rng.uniform(-0.15, 0.15) * along / radius
        kind = rng.random()
        if kind < 0.4:
            shade = shade + 0.1 * rng.random() * rng.standard_normal(cover.shape)
        elif kind < 0.6:
            shade = shade + 0.15 * rng.random() * np.sin((0.5 * along + across) * 2 * np.pi / rng.uniform(3, 13))
        area = image[top:bottom, left:right]
        image[top:bottom, left:right] = area * (1 - cover) + cover * np.clip(shade, 0, 1)
    return image


def page(size, rng):
    """Random words, lines and outlines on paper, dark on bright or bright on dark; gray, 0 to 1. Drawn at three times the size."""
    scale, ink, paper = 3, int(rng.integers(0, 90)), int(rng.choice((255, rng.integers(180, 256))))
    if rng.random() < 0.25:
        ink, paper = paper, ink
    canvas = Image.new("L", (scale * size, scale * size), paper)
    draw = ImageDraw.Draw(canvas)
    y = 0
    while y < canvas.height:
        points = int(rng.choice((rng.integers(8, 15), rng.integers(8, 30)))) * scale
        font = ImageFont.truetype(rng.choice(FONTS), points)
        words = ("".join(chr(c) for c in rng.choice(LETTERS, rng.integers(1, 10))) for _ in range(60))
        draw.text((int(rng.integers(0, 20 * scale)), y), " ".join(words), ink, font)
        y += int(points * rng.uniform(1.05, 1.8))
    for _ in range(rng.integers(0, 12)):
        box = np.sort(rng.integers(0, scale * size, (2, 2)), 0)
        width = int(rng.integers(1, 4 * scale))
        form = (draw.rectangle, draw.ellipse)[rng.integers(2)]
        form([*box[0], *box[1]], None if rng.random() < 0.7 else int(rng.integers(0, 256)), ink, width)
        draw.line([int(v) for v in rng.integers(0, scale * size, 4)], ink, width)
    return np.asarray(canvas.resize((size, size), Image.Resampling.BOX), np.float32) / 255


def chart(size, rng):
    """Fields of flat gray, stripes of any period and direction, checks, rings and steps; gray, 0 to 1. The mean of 9 values in every sample."""
    fine = 3 * size
    image = np.full((fine, fine), rng.random(), np.float32)
    for _ in range(60):
        side = np.exp(rng.uniform(np.log(24), np.log(size / 4), 2)) * 3
        top, left = (int(rng.uniform(-0.2, 1) * fine) for _ in range(2))
        area = image[max(0, top) : int(top + side[0]), max(0, left) : int(left + side[1])]
        rows, columns = np.mgrid[0 : area.shape[0], 0 : area.shape[1]].astype(np.float32)
        angle = rng.choice((0, np.pi / 2, rng.random() * np.pi))
        along, across = columns * np.cos(angle) + rows * np.sin(angle), rows * np.cos(angle) - columns * np.sin(angle)
        period = np.exp(rng.uniform(np.log(9), np.log(150)))
        dark, bright = rng.random(2) if rng.random() < 0.6 else (rng.uniform(0, 0.1), rng.uniform(0.9, 1))
        pattern = (
            lambda: np.zeros_like(rows),
            lambda: np.floor(2 * along / period) % 2,
            lambda: np.floor(2 * along / period * (1 + along / fine)) % 2,
            lambda: (np.floor(2 * along / period) + np.floor(2 * across / period)) % 2,
            lambda: np.floor(2 * np.hypot(along - period, across) / period) % 2,
            lambda: np.floor(along / period) / max(1, np.abs(np.floor(along / period)).max(initial=0)),
        )[rng.integers(6)]()
        area[:] = dark + (bright - dark) * pattern
    return np.clip(image, 0, 1).reshape(size, 3, size, 3).mean((1, 3)).astype(np.float32)


LETTERS = np.array([ord(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-:;()"])
FOLDER = "/usr/share/fonts/truetype/dejavu/"
FONTS = [FOLDER + name for name in ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "DejaVuSans-Bold.ttf")]
