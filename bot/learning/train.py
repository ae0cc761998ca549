"""The training loop: resumable, seeded, with one line of progress a minute."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from bot.learning.augment import Augmenter
from bot.learning.batches import Batch, Numberer, Row, Vocabulary, batches
from bot.learning.examples import STATES, Example
from bot.learning.network import ROUNDED_EVERY, Network

RATES = {"down": 5e-4, "up": 2e-3, "head": 4e-3, "small": 5e-4}
"""Learning rates: the two halves of the low-rank matrices; the heads; norms, biases and distances."""

WARM_UP = 30
KEPT_EVERY = 100
"""Steps after which the state is written, to go on from after a break."""

MESSAGE, INTENT, WHOLE = 1.0, 0.5, 1.0
"""Weights of the message, the intent and the wholly labelled messages beside the tokens."""


HALVED = torch.cpu._is_avx512_bf16_supported()
"""Whether this processor multiplies bfloat16 in one step: then a lesson takes little more than half the time. Where it
does not, bfloat16 is slower than float32."""


def loss(network: Network, batch: Batch, groups: Tensor, count: int) -> Tensor:
    """What the network should be ashamed of, summed over findings and averaged over tokens and messages."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVED):
        logits, _, intents = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
    logits, intents = logits.float(), intents.float()
    own = torch.from_numpy(batch.own)
    whole = torch.from_numpy(batch.whole)
    targets = torch.from_numpy(batch.targets)
    said = logits.masked_fill(~own[..., None], -30.0)
    total = logits.new_zeros(())
    if (~whole).any():
        marked = own & ~whole[:, None]
        tokens = F.binary_cross_entropy_with_logits(logits[marked], targets[marked], reduction="none").sum(-1).mean()
        pooled, stated = said[~whole].amax(1), targets[~whole].amax(1)
        message = F.binary_cross_entropy_with_logits(pooled, stated, reduction="none").sum(-1).mean()
        total = total + tokens + MESSAGE * message
    if whole.any():
        pooled = said[whole].amax(1).view(int(whole.sum()), -1, len(STATES))
        known = groups >= 0
        grouped = pooled.new_full((pooled.shape[0], count, len(STATES)), -30.0)
        index = groups[known][None, :, None].expand(pooled.shape[0], -1, len(STATES))
        grouped = grouped.scatter_reduce(1, index, pooled[:, known], "amax")
        counts = (~torch.from_numpy(batch.open)[whole]).float()
        present = torch.from_numpy(batch.present)[whole]
        denied = torch.from_numpy(batch.denied)[whole]
        not_now = torch.maximum(grouped[..., 1], grouped[..., 3])
        errors = F.binary_cross_entropy_with_logits(grouped[..., 0], present, reduction="none")
        errors = errors + F.binary_cross_entropy_with_logits(not_now, denied, reduction="none")
        total = total + WHOLE * (errors * counts).sum(-1).mean()
    named = torch.from_numpy(batch.intents)
    if (named >= 0).any():
        total = total + INTENT * F.cross_entropy(intents[named >= 0], named[named >= 0])
    return total


class Course:
    """One training: its examples, network and optimiser, and how far it has come."""

    def __init__(
        self,
        network: Network,
        numberer: Numberer,
        vocabulary: Vocabulary,
        epochs: Sequence[Sequence[Example]],
        *,
        lists: int,
        seed: int,
        cools: bool = True,
    ) -> None:
        self.network, self.numberer = network, numberer
        self.lists, self.seed, self.cools = lists, seed, cools
        self.groups = torch.from_numpy(vocabulary.groups)
        self.count = len(vocabulary.group_names)
        self.plan = [batch for number, examples in enumerate(epochs) for batch in self._epoch(number, examples)]
        self.optimiser = torch.optim.AdamW(self._parameters(), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.step = 0

    def _epoch(self, number: int, examples: Sequence[Example]) -> Iterator[list[Row]]:
        draw = random.Random(self.seed * 1000 + number)
        augmenter = Augmenter(examples, self.seed * 1000 + number)
        drawn = [augmenter.varied(example) for example in examples]
        drawn += [augmenter.denial_list() for _ in range(self.lists)]
        draw.shuffle(drawn)
        yield from batches((self.numberer.row(example) for example in drawn), draw)

    def _parameters(self) -> list[dict[str, Any]]:
        kinds: dict[str, list[Tensor]] = {name: [] for name in RATES}
        for name, parameter in self.network.named_parameters():
            kind = next((half for half in ("down", "up") if name.endswith(f".{half}")), "small")
            kinds["head" if name.startswith(("head", "intent")) else kind].append(parameter)
        return [{"params": kinds[kind], "base_rate": rate, "lr": rate} for kind, rate in RATES.items()]

    def _set_rate(self) -> None:
        warm = min(1.0, (self.step + 1) / WARM_UP)
        left = 1.0 - self.step / max(1, len(self.plan)) if self.cools else 1.0
        for group in self.optimiser.param_groups:
            group["lr"] = group["base_rate"] * warm * max(left, 0.02)

    def run(self, state: Path) -> None:
        """Train from where ``state`` left off, and leave the network there when all is done."""
        if state.is_file():
            self._restore(torch.load(state, weights_only=True))
        self.network.train()
        start = last = time.monotonic()
        first, mean = self.step, 0.0
        while self.step < len(self.plan):
            if self.step % ROUNDED_EVERY == 0:
                self.network.round()
            torch.manual_seed(self.seed * 100_003 + self.step)
            self._set_rate()
            value = loss(self.network, self.numberer.batch(self.plan[self.step]), self.groups, self.count)
            self.optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            self.optimiser.step()
            self.step += 1
            mean = value.item() if not mean else 0.98 * mean + 0.02 * value.item()
            now = time.monotonic()
            if now - last > 60 or self.step == len(self.plan):
                left = (now - start) / (self.step - first) * (len(self.plan) - self.step) / 60
                print(
                    f"step {self.step} of {len(self.plan)}, loss {mean:.3f}, about {left:.0f} minutes left", flush=True
                )
                last = now
            if self.step % KEPT_EVERY == 0 or self.step == len(self.plan):
                self._keep(state)

    def _keep(self, state: Path) -> None:
        part = state.with_suffix(".part")
        torch.save(
            {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step}, part
        )
        part.replace(state)

    def _restore(self, kept: dict[str, Any]) -> None:
        self.network.load_state_dict(kept["network"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step = int(kept["step"])


def predicted(network: Network, numberer: Numberer, rows: Sequence[Row]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """For each row, in order, the highest probability of each output over its tokens."""
    network.eval()
    network.round()
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids))
    found: list[np.ndarray[Any, np.dtype[np.float32]] | None] = [None] * len(rows)
    with torch.no_grad():
        for start in range(0, len(order), 16):
            some = order[start : start + 16]
            batch = numberer.batch([rows[at] for at in some])
            logits, _, _ = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
            best = logits.masked_fill(~torch.from_numpy(batch.own)[..., None], -30.0).amax(1).sigmoid().numpy()
            for at, row in zip(some, best):
                found[at] = row
    return np.stack([row for row in found if row is not None])
