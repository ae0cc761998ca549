"""The network: the lower layers of MPNet with low-rank adapters, a head over each token, a head over the message.

The base stands still, in eight bits as it is shipped; what is learned is the adapter. In training every number is the
one that the run time will have: weights are base plus adapter rounded to seven bits a column, and what goes into a
matrix is rounded to eight bits a message, after each input was eased by a factor of its own (as in SmoothQuant).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from bot.understanding.weights import HEADS, LAYERS, LEVELS, WIDTH, bucket

ROUNDED_EVERY = 25
"""Steps after which the rounding of the moving weights is looked at again."""


class _Rounded(torch.autograd.Function):
    """What eight bits leave of a message's numbers; the gradient passes as if nothing had been rounded."""

    @staticmethod
    def forward(context: object, x: Tensor, messages: int) -> Tensor:  # type: ignore[override]
        """``x`` is (messages * tokens, in)."""
        parts = x.view(messages, -1)
        low, high = parts.amin(1, keepdim=True).clamp_max(0.0), parts.amax(1, keepdim=True).clamp_min(0.0)
        scale = ((high - low) / 255.0).clamp_min(1e-9)
        zero = (-low / scale).round()
        return parts.div(scale).add_(zero).round_().clamp_(0, 255).sub_(zero).mul_(scale).view_as(x)

    @staticmethod
    def backward(context: object, gradient: Tensor) -> tuple[Tensor, None]:  # type: ignore[override]
        """Straight through."""
        return gradient, None


DROP = 0.1
"""Share of a token's numbers that the head does without in training. The layers need none: they are far from learning
their messages by heart."""

EASED = 0.75
"""How much of the differences between a matrix's inputs goes into its weights (docs/benchmarks.md)."""


class Adapted(nn.Module):
    """A still matrix with a low-rank adapter beside it: ``x W + x A B + b``; shapes (in, out), (in, r), (r, out)."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.register_buffer("base", weight, persistent=False)
        self.bias = nn.Parameter(bias.clone())
        self.down = nn.Parameter(torch.randn(weight.shape[0], rank) / math.sqrt(weight.shape[0]))
        self.up = nn.Parameter(torch.zeros(rank, weight.shape[1]))
        self.register_buffer("still", weight.clone(), persistent=False)
        self.register_buffer("ease", torch.ones(weight.shape[0]))
        self.highest: Tensor | None = None

    @torch.no_grad()
    def round(self) -> None:
        """Let the still part make up for the rounding of the sum at its present value."""
        moved = self.down @ self.up
        whole = (self.base + moved) / self.ease[:, None]
        scale = whole.abs().amax(0).clamp_min(1e-8) / LEVELS
        rounded = (whole / scale).round_().clamp_(-LEVELS, LEVELS).mul_(scale)
        self.still.copy_(rounded.mul_(self.ease[:, None]).sub_(moved))

    @torch.no_grad()
    def settle(self) -> None:
        """Choose the factors by the highest inputs seen; see ``Network.calibrate``."""
        assert self.highest is not None
        weight = (self.base + self.down @ self.up).abs().amax(1).clamp_min(1e-6)
        factor = self.highest.clamp_min(1e-4) ** EASED / weight ** (1.0 - EASED)
        self.ease.copy_(factor.log().mean().exp() / factor)
        self.highest = None

    def forward(self, x: Tensor, messages: int) -> Tensor:
        """(messages * tokens, in) → (messages * tokens, out)."""
        if self.highest is not None:
            self.highest = torch.maximum(self.highest, x.detach().abs().amax(0))
            return torch.addmm(self.bias, x, self.base) + (x @ self.down) @ self.up
        x = _Rounded.apply(x * self.ease, messages) / self.ease
        return torch.addmm(self.bias, x, self.still) + (x @ self.down) @ self.up


class Norm(nn.LayerNorm):
    """Layer normalisation that learns."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__(weight.shape[0], eps=1e-5)
        self.weight = nn.Parameter(weight.clone())
        self.bias = nn.Parameter(bias.clone())


class Layer(nn.Module):
    """One transformer layer as MPNet has it (normalisation after)."""

    def __init__(self, part: Mapping[str, Tensor], rank: int) -> None:
        super().__init__()
        self.qkv = Adapted(part["qkv"], part["qkv_bias"], rank)
        self.out = Adapted(part["out"], part["out_bias"], rank)
        self.first = Norm(part["first"], part["first_bias"])
        self.grow = Adapted(part["grow"], part["grow_bias"], rank)
        self.shrink = Adapted(part["shrink"], part["shrink_bias"], rank)
        self.second = Norm(part["second"], part["second_bias"])

    def forward(self, x: Tensor, bias: Tensor, shape: tuple[int, int]) -> Tensor:
        """``x`` is (batch * tokens, width); ``bias`` (batch, heads, tokens, tokens) is added to the attention."""
        batch, tokens = shape
        q, k, v = self.qkv(x, batch).view(batch, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(batch * tokens, WIDTH)
        x = self.first(x + self.out(seen, batch))
        return self.second(x + self.shrink(F.gelu(self.grow(x, batch)), batch))  # type: ignore[no-any-return]


class Network(nn.Module):
    """Tokens in; for each token the logits of each (finding, state); for the message its vector and intent logits."""

    def __init__(self, base: Mapping[str, NDArray[np.float32]], outputs: int, intents: int, rank: int) -> None:
        super().__init__()
        parts = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in base.items()}
        self.register_buffer("words", parts["words"], persistent=False)
        self.register_buffer("places", parts["places"], persistent=False)
        self.start = Norm(parts["start"], parts["start_bias"])
        self.distances = nn.Parameter(parts["distances"].clone())
        self.layers = nn.ModuleList(
            Layer({k.split(".", 1)[1]: v for k, v in parts.items() if k.startswith(f"{n}.")}, rank)
            for n in range(LAYERS)
        )
        self.head = nn.Linear(WIDTH, outputs)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -5.0)
        self.intent = nn.Linear(2 * WIDTH, intents)

    def round(self) -> None:
        """See ``Adapted.round``."""
        for module in self.modules():
            if isinstance(module, Adapted):
                module.round()

    @torch.no_grad()
    def calibrate(self, batches: Iterable[tuple[Tensor, Tensor]]) -> None:
        """Choose the easing factors of every matrix on some batches of ids and masks."""
        matrices = [module for module in self.modules() if isinstance(module, Adapted)]
        self.eval()
        for matrix in matrices:
            matrix.highest = torch.zeros_like(matrix.ease)
        for ids, mask in batches:
            self(ids, mask)
        for matrix in matrices:
            matrix.settle()

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``ids`` and ``mask`` are (batch, tokens); out come token logits, message vectors (2 * width), intents."""
        batch, tokens = ids.shape
        x = self.words[ids] + self.places[2 : tokens + 2]
        x = self.start(x).reshape(batch * tokens, WIDTH)
        near = self.distances[torch.from_numpy(bucket(tokens))].permute(2, 0, 1)
        bias = near[None] + (1.0 - mask[:, None, None, :].float()) * -1e9
        for layer in self.layers:
            x = layer(x, bias, (batch, tokens))
        x = x.view(batch, tokens, WIDTH)
        weight = mask[..., None].float()
        vector = torch.cat([x[:, 0], (x * weight).sum(1) / weight.sum(1)], 1)
        return self.head(F.dropout(x, DROP, self.training)), vector, self.intent(vector)
