"""A first fit of the two heads over the still base: minutes, instead of the first third of the training."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from bot.learning.batches import Numberer, batches
from bot.learning.examples import Example
from bot.learning.network import Network

MOST, LONGEST = 9_000, 500
"""Messages the heads are fitted on, and the characters of the longest."""

EPOCHS, RATE, TOKENS, MESSAGES = 12, 1e-2, 4_096, 512
"""Passes, first learning rate, and the size of a batch in tokens and in messages."""


def warm_heads(network: Network, numberer: Numberer, examples: Sequence[Example], *, seed: int) -> None:
    """Fit ``network.head`` to the tokens and ``network.intent`` to the messages; nothing else moves."""
    draw = random.Random(seed)
    short = [example for example in examples if len(example.text) < LONGEST]
    rows = [numberer.row(example) for example in draw.sample(short, min(MOST, len(short)))]
    tokens, stated, vectors, intents = [], [], [], []
    seen: dict[str, Tensor] = {}
    hook = network.layers[-1].register_forward_hook(lambda module, inputs, output: seen.update(last=output))
    network.eval()
    network.round()
    with torch.no_grad():
        for some in batches(rows, draw):
            batch = numberer.batch(some)
            _, vector, _ = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
            own = torch.from_numpy(batch.own)
            tokens.append(seen["last"].view(*own.shape, -1)[own].half())
            stated.append(torch.from_numpy(batch.targets)[own].bool())
            vectors.append(vector)
            intents.append(torch.from_numpy(batch.intents))
    hook.remove()
    _fit(network, torch.cat(tokens), torch.cat(stated), torch.cat(vectors), torch.cat(intents), seed)


def _fit(network: Network, tokens: Tensor, stated: Tensor, vectors: Tensor, intents: Tensor, seed: int) -> None:
    torch.manual_seed(seed)
    named = torch.nonzero(intents >= 0).flatten()
    learned = [*network.head.parameters(), *network.intent.parameters()]
    optimiser = torch.optim.AdamW(learned, lr=RATE, weight_decay=1e-3)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for some in torch.randperm(len(tokens)).split(TOKENS):
            guessed = network.head(tokens[some].float())
            errors = F.binary_cross_entropy_with_logits(guessed, stated[some].float(), reduction="none")
            picked = named[torch.randint(len(named), (MESSAGES,))]
            value = errors.sum(-1).mean() + F.cross_entropy(network.intent(vectors[picked]), intents[picked])
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
