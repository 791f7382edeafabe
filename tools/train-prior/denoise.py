"""First stage: the network learns to remove white noise. The longest stage."""
import numpy as np
import torch

import training
from network import Network
from pictures import Pictures

SIDE, BATCH = 128, 8
LEAST, MOST = 0.005, 0.06


def main():
    parser = training.options(__doc__)
    parser.set_defaults(rate=2e-3)
    parser.add_argument("--start", help="checkpoint whose weights the training begins with")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    pictures = Pictures(given.pictures, SIDE, given.seed)
    network = Network()
    if given.start:
        network.load_state_dict(torch.load(given.start)["model"])

    def loss_of(rng):
        sharp = torch.tensor(np.stack([pictures.crop(SIDE, rng) for _ in range(BATCH)]))
        deviation = torch.tensor(np.exp(rng.uniform(np.log(LEAST), np.log(MOST), BATCH)).astype(np.float32))
        noisy = sharp + deviation[:, None, None] * torch.randn(sharp.shape)
        error = (network(noisy, deviation) - sharp).square().mean((1, 2))
        return (error / deviation**1.5).mean()

    optimizer = torch.optim.Adam(network.parameters(), lr=given.rate, betas=(0.9, 0.99))
    training.run(given, network, optimizer, [given.rate], loss_of, 0.5)


if __name__ == "__main__":
    main()
