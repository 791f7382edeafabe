"""Writes the trained network as the file that src/Deconv embeds, and prints its manifest."""
import argparse
import hashlib
import math
import pathlib
import struct

import torch

from descent import Calls
from network import Network
from pictures import Pictures

SIGNATURE, VERSION = b"DCVNET", 1


def string(text):
    """As .NET's BinaryWriter writes strings: the length in groups of seven bits, then UTF-8."""
    data, length = text.encode(), b""
    count = len(data)
    while count >= 128:
        length, count = length + bytes([count % 128 + 128]), count // 128
    return length + bytes([count]) + data


def layers(network):
    """In the order of NetworkShape.Layers."""
    return [network.first, network.second, network.down, *network.middle, network.up, network.third, network.fourth, network.last]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="of the second stage; or of the first, with the calls that the second stage starts from")
    parser.add_argument("--note", default="", help="what the provenance says beside the pictures: steps, seeds, scores")
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    given = parser.parse_args()
    calls, saved = Calls(Network()), torch.load(given.checkpoint)["model"]
    (calls if "told" in saved else calls.network).load_state_dict(saved)
    pictures = ", ".join(f"{name} ({license})" for name, _, license, _ in Pictures.rows())
    provenance = f"Deconv, tools/train-prior. {given.note} Pictures: {pictures}; drawn: dead leaves, pages of text."
    content = SIGNATURE + struct.pack("<H", VERSION) + string(provenance) 
    for told, power, pull in zip(calls.told.tolist(), calls.power.tolist(), calls.pull.tolist()):
        content += struct.pack("<3f", math.exp(told), power, math.exp(pull))
    for layer in layers(calls.network):
        content += layer.weight.detach().contiguous().numpy().astype("<f2").tobytes() + layer.bias.detach().numpy().astype("<f4").tobytes()
    given.output.write_bytes(content + hashlib.sha256(content).digest())
    print(f"{given.output}: {given.output.stat().st_size} bytes, SHA-256 of the content {hashlib.sha256(content).hexdigest()}")
    print(provenance)


if __name__ == "__main__":
    main()
