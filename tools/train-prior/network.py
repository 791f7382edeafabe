"""The network: removes white noise of a told deviation from a gray plane. src/Deconv reads the weights that export.py writes."""
import torch
from torch import nn
from torch.nn import functional

FINE, COARSE = 32, 48


class Network(nn.Module):
    """Half and quarter size in one level of a U. Sides are multiples of 4."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(5, FINE, 3, padding=1)
        self.second = nn.Conv2d(FINE, FINE, 3, padding=1)
        self.down = nn.Conv2d(FINE, COARSE, 2, stride=2)
        self.middle = nn.ModuleList(nn.Conv2d(COARSE, COARSE, 3, padding=1) for _ in range(4))
        self.up = nn.Conv2d(COARSE, 4 * FINE, 1)
        self.third = nn.Conv2d(FINE, FINE, 3, padding=1)
        self.fourth = nn.Conv2d(FINE, FINE, 3, padding=1)
        self.last = nn.Conv2d(FINE, 4, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)
        self.to(memory_format=torch.channels_last)

    def forward(self, x, deviation):
        """x: [batch, height, width], 0 to 1; deviation: [batch]. Returns x without its noise."""
        u = functional.pixel_unshuffle(x[:, None] - 0.5, 2)
        told = (0.5 * torch.log(deviation / 0.03))[:, None, None, None].expand(-1, 1, *u.shape[2:])
        u = torch.cat([u, told], 1).contiguous(memory_format=torch.channels_last)
        fine = self.second(self.first(u).relu()).relu()
        coarse = self.down(fine).relu()
        for a, b in zip(self.middle[::2], self.middle[1::2]):
            coarse = coarse + b(a(coarse).relu())
        risen = functional.pixel_shuffle(self.up(coarse), 2).contiguous(memory_format=torch.channels_last)
        fine = (fine + risen).relu()
        fine = (fine + self.fourth(self.third(fine).relu())).relu()
        return x + 10 * deviation[:, None, None] * functional.pixel_shuffle(self.last(fine), 2)[:, 0]
