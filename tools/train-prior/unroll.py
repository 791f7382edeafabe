"""Second stage: the whole restoration is trained, through all calls of the network."""
import numpy as np
import torch

import blurs
import training
from descent import Calls, Scene, start
from network import Network
from pictures import Pictures

SIDE, BATCH = 160, 4
FACTOR = 5
HALF = blurs.SIDE // 2
SEEN = slice(HALF, SIDE - HALF)


def scene(pictures, rng):
    """Sharp frames, and what a camera would make of them: half of the blurs misjudged, half of the frames in 8 bits, some clipped."""
    sharp, seen, told, noises = [], [], [], []
    for _ in range(BATCH):
        x, kernel, noise = pictures.crop(SIDE, rng), blurs.blur(rng), np.exp(rng.uniform(np.log(0.002), np.log(0.03)))
        frame = np.zeros((SIDE, SIDE), np.float32)
        frame[: blurs.SIDE, : blurs.SIDE] = kernel
        spectrum = np.fft.rfft2(x) * np.fft.rfft2(np.roll(frame, (-HALF, -HALF), (0, 1)))
        y = np.fft.irfft2(spectrum, s=x.shape)[SEEN, SEEN]
        if rng.random() < 0.5:
            kernel, y = blurs.misjudged(kernel, rng), y * (1 + 0.008 * rng.standard_normal())
        y = y + noise * rng.standard_normal(y.shape)
        if rng.random() < 0.5:
            y, noise = np.round(255 * y) / 255, np.hypot(noise, 1 / 255 / np.sqrt(12))
        if rng.random() < 0.7:
            y = np.clip(y, 0, 1)
        sharp.append(x)
        seen.append(np.pad(y, HALF, "edge").astype(np.float32))
        told.append(kernel)
        noises.append(noise * np.exp(0.1 * rng.standard_normal()))
    mask = torch.zeros(BATCH, SIDE, SIDE)
    mask[:, SEEN, SEEN] = 1
    seen, told, noises = (torch.tensor(np.stack(part).astype(np.float32)) for part in (seen, told, noises))
    return torch.tensor(np.stack(sharp)), Scene(seen, mask, told, noises)


def main():
    parser = training.options(__doc__)
    parser.set_defaults(rate=2e-4)
    parser.add_argument("--denoiser", required=True, help="checkpoint of the first stage")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    pictures = Pictures(given.pictures, SIDE, given.seed)
    network = Network()
    network.load_state_dict(torch.load(given.denoiser)["model"])
    calls = Calls(network)
    gains = []

    def loss_of(rng):
        sharp, problem = scene(pictures, rng)
        first = start(problem)
        answers = calls(first, problem)
        error, *errors = ((x - sharp)[:, SEEN, SEEN].square().mean((1, 2)) for x in [first, *answers])
        gains.append((10 * torch.log10((error + 1e-7) / (errors[-1].detach() + 1e-7))).mean().item())
        relative = [(e / (error + 3e-4)).mean() for e in errors]
        return relative[-1] + 0.1 * sum(relative[:-1])

    shared = list(network.parameters())
    scalars = [p for name, p in calls.named_parameters() if not name.startswith("network")]
    optimizer = torch.optim.Adam([{"params": shared}, {"params": scalars}], lr=given.rate, betas=(0.9, 0.99))
    report = lambda: f"gain over the start {np.mean(gains[-100:]):.3f} dB"
    training.run(given, calls, optimizer, [given.rate, FACTOR * given.rate], loss_of, 0.3, report)


if __name__ == "__main__":
    main()
