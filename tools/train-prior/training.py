"""What both stages share: options, the learning rate, and runs that can be interrupted."""
import argparse
import math
import pathlib
import time

import numpy as np
import torch

SAVE_EVERY = 100


def options(description):
    """Options of a stage."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--pictures", nargs="+", required=True, metavar="FOLDER", help="where the files of pictures.tsv are")
    parser.add_argument("--steps", type=int, required=True, help="number of steps")
    parser.add_argument("--rate", type=float, help="learning rate at its highest")
    parser.add_argument("--seed", type=int, default=1, help="seed of everything that is random (default: 1)")
    parser.add_argument("--threads", type=int, default=1, help="threads (default: 1)")
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True, help="checkpoint; a run that was interrupted goes on from it")
    return parser


def cosine(step, steps, warm_up):
    """Factor of the learning rate: up to 1 within the first steps, then down to .02."""
    return min(1, (step + 1) / warm_up) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))


def run(given, model, optimizer, rates, loss_of, clip, report=None):
    """Trains until the last step.

    rates: learning rate of each group at factor 1; loss_of(rng): the loss of a new batch; clip: largest norm of the gradient;
    report(): a line about the state, printed with every checkpoint.
    """
    rng, step, mean = np.random.default_rng(given.seed), 0, None
    if given.output.exists():
        saved = torch.load(given.output)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["torch"])
        rng.bit_generator.state = saved["numpy"]
        step, mean = saved["step"], saved["mean"]
    start, first = time.time(), step
    while step < given.steps:
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * cosine(step, given.steps, 100)
        loss = loss_of(rng)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        if torch.isfinite(norm):
            optimizer.step()
        step += 1
        mean = loss.item() if mean is None else 0.99 * mean + 0.01 * loss.item()
        if step % SAVE_EVERY == 0 or step == given.steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "mean": mean}
            part = given.output.with_suffix(".part")
            torch.save(state | {"torch": torch.get_rng_state(), "numpy": rng.bit_generator.state}, part)
            part.replace(given.output)
            pace = (time.time() - start) / (step - first)
            print(f"step {step} of {given.steps}, {pace:.2f} s each, loss {mean:.5f} {report() if report else ''}", flush=True)
