"""The restoration that the learned prior continues: the descent with a hyper-Laplacian prior of docs/math.md, section 6, and calls of the network."""
import math

import numpy as np
import torch
from torch import nn

EXPONENT = 0.8
STEPS = 10
MOMENTUM = 0.8
CALLS, DATA_STEPS = 4, 2
ROUNDING = 0.4 / 255


class Scene:
    """Frames of one batch as the product sees them: y, its mask, the blur as told, and the noise."""

    def __init__(self, y, mask, kernel, noise):
        """y, mask: [batch, side, side]; kernel: [batch, k, k], centered; noise: [batch], as told."""
        self.y, self.mask = y, mask
        shape = y.shape[1:]
        rows, columns = torch.fft.fftfreq(shape[0]), torch.fft.rfftfreq(shape[1])
        self.squared = (rows[:, None] ** 2 + columns[None] ** 2)[None]
        half = kernel.shape[1] // 2
        frame = torch.zeros(y.shape)
        frame[:, : kernel.shape[1], : kernel.shape[2]] = kernel
        self.blur = torch.fft.rfft2(torch.roll(frame, (-half, -half), (1, 2)))
        self.noise = (noise**2 + ROUNDING**2).sqrt()
        known = mask.sum((1, 2))
        mean = (y * mask).sum((1, 2)) / known
        variance = ((y - mean[:, None, None]).square() * mask).sum((1, 2)) / known
        least = (0.016**2 * 0.0346 * variance / self.noise**2)[:, None, None]
        self.trust = (self.squared / (self.squared + least)).clamp_min(0.01)
        share = (noise / self.noise) ** 2
        self.strength = (self.blur.abs().mean((1, 2)) / 0.12).pow(0.8).clamp(0.25, 1) * (self.noise / 0.011).pow(0.4 * share**3).clamp(0.4, 1)

    def data(self, spectrum):
        """Gradient of the data term, as a spectrum, without its curvature."""
        x = torch.fft.irfft2(self.blur * spectrum, self.y.shape[1:])
        return self.blur.conj() * self.trust * torch.fft.rfft2(self.mask * (x - self.y))

    @property
    def curvature(self):
        return self.trust * self.blur.abs() ** 2


def differences(x):
    """First and second differences with their weights in the prior."""
    right, down = torch.roll(x, -1, -1) - x, torch.roll(x, -1, -2) - x
    return [
        (right, 1.0),
        (down, 1.0),
        (right - torch.roll(right, 1, -1), 0.6),
        (down - torch.roll(down, 1, -2), 0.6),
        (torch.roll(right, -1, -2) - right, 0.6),
    ]


def adjoint(d):
    """The adjoint of `differences`, without the weights."""
    right = d[0] + d[2] - torch.roll(d[2], -1, -1) + torch.roll(d[4], 1, -2) - d[4]
    down = d[1] + d[3] - torch.roll(d[3], -1, -2)
    return torch.roll(right, 1, -1) - right + torch.roll(down, 1, -2) - down


def shrunk(v, threshold):
    """Minimizer of (z − v)²/2 + threshold·|z|^EXPONENT, by Newton steps from v."""
    least = (2 * threshold * (1 - EXPONENT)) ** (1 / (2 - EXPONENT))
    jump = least + threshold * EXPONENT * least ** (EXPONENT - 1)
    size = v.abs()
    z = size.clone()
    for _ in range(4):
        bent = z.clamp_min(least)
        z = size - threshold * EXPONENT * bent ** (EXPONENT - 1)
    return torch.where(size > jump, torch.sign(v) * z.clamp_min(0), torch.zeros(()))


@torch.no_grad()
def start(scene):
    """The answer of the hyper-Laplacian prior."""
    shape = scene.y.shape[1:]
    point = torch.zeros(1, *shape)
    point[0, 0, 0] = 1
    curve = sum(torch.fft.rfft2(d).abs() ** 2 for d, _ in differences(point))
    strength = (0.127 * scene.noise**1.4 * scene.strength)[:, None, None]
    now = before = ahead = torch.fft.rfft2(scene.y)
    for step in range(STEPS):
        penalty = 8 * strength * 64 ** (step / (STEPS - 1))
        x = torch.fft.irfft2(ahead, shape)
        pull = adjoint([d - shrunk(d, strength * weight / penalty) for d, weight in differences(x)])
        now = ahead - (scene.data(ahead) + penalty * torch.fft.rfft2(pull)) / (scene.curvature + penalty * curve + 1e-8)
        momentum = MOMENTUM if 0 < step < STEPS - 1 else 0
        ahead, before = now + momentum * (now - before), now
    return torch.fft.irfft2(now, shape)


class Calls(nn.Module):
    """Calls of the network, each followed by steps of the data term with the pull b (x − z)."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.told = nn.Parameter(torch.linspace(math.log(0.03), math.log(0.009), CALLS))  # log of the deviation told at noise .01
        self.power = nn.Parameter(torch.full((CALLS,), 0.35))  # its growth with the noise
        self.pull = nn.Parameter(torch.full((CALLS,), math.log(0.4)))  # log of b, for a told deviation that is the noise

    @staticmethod
    @torch.no_grad()
    def expected(x, scene):
        """The noise that the prior balances: no less than the residual of the answer that it starts from, which holds errors of the blur too."""
        seen = torch.fft.irfft2(scene.blur * torch.fft.rfft2(x), scene.y.shape[1:])
        squares = (scene.mask * (seen - scene.y)).square().sum((1, 2)) / scene.mask.sum((1, 2))
        return torch.maximum(scene.noise, squares.sqrt())

    def forward(self, x, scene):
        """The answer of every call."""
        answers, noise = [], self.expected(x, scene)
        for call in range(CALLS):
            deviation = torch.exp(self.told[call] + self.power[call] * torch.log(noise / 0.01)).clamp(0.003, 0.2)
            goal = torch.fft.rfft2(self.network(x, deviation))
            b = torch.exp(2 * torch.log(noise / deviation) + self.pull[call])[:, None, None]
            spectrum = torch.fft.rfft2(x)
            for _ in range(DATA_STEPS):
                spectrum = spectrum - (scene.data(spectrum) + b * (spectrum - goal)) / (scene.curvature + b)
            x = torch.fft.irfft2(spectrum, scene.y.shape[1:])
            answers.append(x)
        return answers
