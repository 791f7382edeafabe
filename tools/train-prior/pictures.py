"""The training pictures and random crops of them."""
import csv
import pathlib

import numpy as np
from PIL import Image

import scenes

LIST = pathlib.Path(__file__).with_name("pictures.tsv")
SCALES = (1, 0.75, 0.5)
DRAWN = 0.2
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


class Pictures:
    """All pictures at three scales; `crop` draws from them by weight and area."""

    def __init__(self, folders, least, seed):
        """folders: where the files of pictures.tsv are; least: smallest side of a crop that will be asked for."""
        rng = np.random.default_rng(seed)
        found = [(self._load(name, folders), float(weight)) for name, weight, *_ in self.rows()]
        drawn = [scenes.leaves] * 4 + [scenes.page] * 8 + [scenes.chart] * 4
        found += [(scene(512, rng)[..., None], DRAWN) for scene in drawn]
        self.images, weights = [], []
        for image, weight in found:
            for scale in SCALES:
                size = [int(side * scale) for side in image.shape[:2]]
                if min(size) >= least:
                    self.images.append(resized(image, size))
                    weights.append(weight * (size[0] * size[1]) ** 0.75)
        self.share = np.array(weights) / np.sum(weights)

    @staticmethod
    def rows():
        """Name, weight, license and source of every picture."""
        with open(LIST, newline="") as file:
            return [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]

    @staticmethod
    def _load(name, folders):
        for folder in folders:
            for path in sorted(pathlib.Path(folder).rglob(name)):
                image = Image.open(path).convert("RGB")
                # Photographs of cameras are soft and full of JPEG blocks at full size.
                scale = min(0.5, 900 / min(image.size)) if min(image.size) > 1000 else 1
                return resized(np.asarray(image, np.float32) / 255, [round(side * scale) for side in image.size[::-1]])
        raise SystemExit(f"{name} is in none of the folders {', '.join(map(str, folders))}: name its folder with --pictures.")

    def crop(self, side, rng):
        """A square crop in gray, turned and mirrored at random, some through a curve or with less contrast; 0 to 1."""
        image = self.images[rng.choice(len(self.images), p=self.share)]
        top, left = (rng.integers(length - side + 1) for length in image.shape[:2])
        part = image[top : top + side, left : left + side]
        mix = rng.dirichlet([1, 1, 1]).astype(np.float32) if rng.random() < 0.5 else LUMA
        gray = part @ mix if part.shape[2] == 3 else part[..., 0]
        gray = np.rot90(gray, rng.integers(4))
        gray = gray[:, ::-1] if rng.random() < 0.5 else gray
        if rng.random() < 0.25:
            gray = gray ** rng.uniform(1, 2.2)
        if rng.random() < 0.3:
            contrast = rng.uniform(0.6, 1)
            gray = contrast * gray + rng.random() * (1 - contrast)
        return np.ascontiguousarray(gray, np.float32)


def resized(image, size):
    """The image at another size, [height, width]."""
    if list(size) == list(image.shape[:2]):
        return image
    planes = [Image.fromarray(image[..., i]).resize(size[::-1], Image.Resampling.LANCZOS) for i in range(image.shape[2])]
    return np.clip(np.stack([np.asarray(plane) for plane in planes], 2), 0, 1)
