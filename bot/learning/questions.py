"""The second lesson: vectors in which the ways to ask for one thing lie together, and those for others apart.

    python -m bot.learning.questions

The same base as the reader's, with an adapter of its own. Each thing that can be asked for has a direction; a
question's likelihoods are a softmax over the cosines with them and a fixed score for "none of these", which is what
questions about other matters are taught.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from bot.knowledge import load_knowledge
from bot.learning.augment import misspelt
from bot.learning.base import write as write_base
from bot.learning.export import adapter_of, write_graph
from bot.learning.network import ROUNDED_EVERY, Network
from bot.learning.train import HALVED
from bot.understanding.encoder import FOLDER as MODEL
from bot.understanding.encoder import tokenizer
from bot.understanding.weights import digest, widened
from bot.understanding.wordings import ASPECT, NAMED, NONE, URGENT, asked_of, names_of

RANK, WIDE = 16, 256
"""Rank of the adapter, and numbers of a vector."""

STILL = 4
"""Layers, from below, that stay as they are: what words mean is in them, and learning takes two thirds of the time."""

SHARP = 30.0
"""What cosines are multiplied by before the softmax."""

NOTHING = 0.35
"""The cosine that counts for "none of these"."""

TOGETHER = 0.5
"""Weight of "two wordings of one thing are nearer than to others" beside that of the directions."""

EPOCHS = 5
THINGS, EACH = 28, 3
"""Things in a batch, and wordings of each."""

STRANGERS = 12
"""Questions about other matters in a batch."""

FOLLOW_UPS = (
    "and how often?", "how often", "how long for?", "for how long", "how many times a day?", "how do I do that?",
    "is that safe?", "safe for me?", "why?", "and why is that", "what does it do?", "does it work?", "tell me more",
    "can you say more", "how much?", "when?", "morning or evening?", "and then?", "how exactly", "what if it hurts?",
    "when should I stop", "every day?", "since when?", "how soon does it help", "and at work?", "what's that",
)  # fmt: skip
"""What is asked of whatever was told just before."""

FOLLOWED = 0.06
"""Share of the wordings that come as a follow-up, after the name of what was told."""

RATES = {"down": 5e-4, "up": 2e-3, "head": 2e-3, "small": 3e-4}
SEED = 1

SHIPPED = ("words.npz", "layers.npz", "tokenizer.json", "questions.npz", "vectors.onnx")


class Lesson:
    """The data and the network of the lesson."""

    def __init__(
        self, asked: Mapping[str, Sequence[str]], names: Sequence[str], told: Mapping[str, str] | None = None
    ) -> None:
        torch.manual_seed(SEED)
        with np.load(MODEL / "words.npz") as vectors, np.load(MODEL / "layers.npz") as layers:
            base = dict(widened({**vectors, **layers}))
        self.network = Network(base, 1, WIDE, RANK)
        still = (self.network.start, *self.network.layers[:STILL])
        for parameter in (self.network.distances, *(p for part in still for p in part.parameters())):
            parameter.requires_grad_(False)
        self.items = sorted(name for name in asked if name != NONE)
        self._urgent = torch.tensor([item.startswith(URGENT) for item in self.items])
        self.asked, self.names, self.told = asked, names, told or {}
        self.directions = nn.Parameter(torch.zeros(len(self.items), WIDE))
        self._tokenizer = tokenizer()
        self._draw = random.Random(SEED)

    def rows(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Numbers of the tokens, filled up, and which are real."""
        ids = [self._tokenizer.encode(text).ids[:64] for text in texts]
        filled = np.full((len(ids), max(map(len, ids))), 1, dtype=np.int64)
        for at, row in enumerate(ids):
            filled[at, : len(row)] = row
        return torch.from_numpy(filled), torch.from_numpy(filled != 1)

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """A row of length one for each text."""
        ids, mask = self.rows(texts)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVED):
            vector = self.network(ids, mask)[2]
        return F.normalize(vector.float(), dim=1)

    @torch.no_grad()
    def means(self) -> None:
        """Let each direction begin as the mean of the wordings."""
        self.network.eval()
        for at, item in enumerate(self.items):
            texts = [self.filled(text) for text in self.asked[item][:24]]
            self.directions[at] = F.normalize(self.vectors(texts).mean(0), dim=0)
        self.network.train()

    def calibrate(self) -> None:
        """See ``Network.calibrate``."""
        texts = [self.filled(self._draw.choice(self.asked[item])) for item in self.items]
        self.network.calibrate(self.rows(texts[at : at + 40]) for at in range(0, len(texts), 40))

    def filled(self, text: str) -> str:
        """With a name where one may stand."""
        return text.replace(NAMED, self._draw.choice(self.names))

    def batches(self) -> list[tuple[list[str], list[int]]]:
        """An epoch: every wording about once, several of a thing together, and strangers; -1 is "none of these"."""
        queues = {at: self._shuffled(self.asked[item]) for at, item in enumerate(self.items)}
        strangers = self._shuffled(self.asked[NONE])
        found = []
        while len(queues) >= THINGS // 2:
            chosen = self._draw.sample(sorted(queues), min(THINGS, len(queues)))
            batch = [
                (self._drawn(self.items[at], queues[at].pop()), at) for at in chosen for _ in range(EACH) if queues[at]
            ]
            queues = {at: queue for at, queue in queues.items() if queue}
            if len(strangers) < STRANGERS:
                strangers = self._shuffled(self.asked[NONE])
            batch += [(self._varied(strangers.pop()), -1) for _ in range(STRANGERS)]
            found.append(([text for text, _ in batch], [at for _, at in batch]))
        self._draw.shuffle(found)
        return found

    def _shuffled(self, texts: Sequence[str]) -> list[str]:
        return self._draw.sample(list(texts), len(texts))

    def _drawn(self, item: str, text: str) -> str:
        """A wording as somebody else might type it, or as a follow-up to what was told."""
        if self._draw.random() < FOLLOWED:
            if item in self.told:
                return f"{self.told[item]}: {self._draw.choice(FOLLOW_UPS)}"
            if item.startswith(ASPECT) and NAMED not in text:
                return f"{self._draw.choice(self.names)}: {text}"
        return self._varied(text)

    def _varied(self, text: str) -> str:
        text = self.filled(text)
        if self._draw.random() < 0.15:
            text = misspelt(text, self._draw)
        if self._draw.random() < 0.25:
            text = text.rstrip("?.! ")
        if self._draw.random() < 0.25:
            text = text.lower()
        return text

    def loss(self, texts: Sequence[str], items: Sequence[int]) -> Tensor:
        """Softmax over directions and "none"; and, within the batch, wordings of one thing against the others.

        What people ask before they go for help is looked for by itself: each group has a softmax of its own.
        """
        vectors, of = self.vectors(texts), torch.tensor(items)
        scores = self._scores(vectors)
        named = scores.new_zeros(())
        for group in (self._urgent, ~self._urgent):
            mine = (of < 0) | group[of.clamp_min(0)]
            inside = scores[mine].masked_fill(torch.cat([~group, group.new_zeros(1)])[None], -1e4)
            target = torch.where(of[mine] < 0, len(self.items), of[mine])
            named = named + F.cross_entropy(inside, target, reduction="sum") / len(texts)
        near = (vectors @ vectors.T) * SHARP
        near = near.masked_fill(torch.eye(len(texts), dtype=torch.bool), -1e4)
        alike = (of[:, None] == of[None, :]) & (of[:, None] >= 0) & ~torch.eye(len(texts), dtype=torch.bool)
        some = alike.any(1)
        together = -(near.log_softmax(1) * alike).sum(1)[some] / alike.sum(1)[some]
        return named + TOGETHER * together.mean()

    def _scores(self, vectors: Tensor) -> Tensor:
        """(texts, items + 1): cosines, sharpened, the last for "none of these"."""
        cosines = vectors @ F.normalize(self.directions, dim=1).T
        return torch.cat([cosines, cosines.new_full((len(vectors), 1), NOTHING)], 1) * SHARP

    def run(self, epochs: int = EPOCHS) -> None:
        """Train, with one line of progress a minute."""
        self.calibrate()
        self.means()
        plan = [batch for _ in range(epochs) for batch in self.batches()]
        optimiser = torch.optim.AdamW(self._parameters(), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        start = last = time.monotonic()
        mean = 0.0
        for step, (texts, items) in enumerate(plan):
            if step % ROUNDED_EVERY == 0:
                self.network.round()
            rate = min(1.0, (step + 1) / 30) * max(1.0 - step / len(plan), 0.02)
            for group in optimiser.param_groups:
                group["lr"] = group["base_rate"] * rate
            value = self.loss(texts, items)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            optimiser.step()
            mean = value.item() if not mean else 0.95 * mean + 0.05 * value.item()
            now = time.monotonic()
            if now - last > 60 or step + 1 == len(plan):
                left = (now - start) / (step + 1) * (len(plan) - step - 1) / 60
                print(f"step {step + 1} of {len(plan)}, loss {mean:.3f}, about {left:.0f} minutes left", flush=True)
                last = now
        self.network.eval()

    def _parameters(self) -> list[dict[str, object]]:
        kinds: dict[str, list[Tensor]] = {name: [] for name in RATES}
        for name, parameter in self.network.named_parameters():
            if not parameter.requires_grad or name.startswith("head"):
                continue
            kind = next((half for half in ("down", "up") if name.endswith(f".{half}")), "small")
            kinds["head" if name.startswith("intent") else kind].append(parameter)
        kinds["head"].append(self.directions)
        return [{"params": kinds[kind], "base_rate": rate, "lr": rate} for kind, rate in RATES.items()]

    @torch.no_grad()
    def likelihoods(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, items + 1), the last for "none of these"; what is asked before going is left out."""
        vectors = torch.cat([self.vectors(texts[at : at + 32]) for at in range(0, len(texts), 32)])
        scores = self._scores(vectors).masked_fill(torch.cat([self._urgent, self._urgent.new_zeros(1)])[None], -1e4)
        found: NDArray[np.float32] = scores.softmax(1).numpy()
        return found


def ship(lesson: Lesson) -> None:
    """Write adapter, graph and manifest."""
    lesson.network.round()
    halved = {
        "project": lesson.network.intent.weight.T,
        "project_bias": lesson.network.intent.bias,
        "directions": F.normalize(lesson.directions, dim=1),
    }
    arrays = {name: tensor.detach().numpy().astype(np.float16) for name, tensor in halved.items()}
    np.savez(MODEL / "questions.npz", **adapter_of(lesson.network, without=("intent", "head")), **arrays)
    write_graph(0, MODEL / "vectors.onnx")
    manifest = {
        "items": lesson.items,
        "sharp": SHARP,
        "nothing": NOTHING,
        "files": {name: digest(MODEL / name) for name in SHIPPED},
    }
    (MODEL / "questions.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def learn() -> None:
    """Learn, and write into ``bot/understanding/model``. Raises FileNotFoundError without the base."""
    if not (MODEL / "words.npz").is_file():
        write_base(MODEL)
    torch.set_num_threads(2)
    knowledge = load_knowledge()
    told = {topic.id: topic.name for topic in knowledge.topics.values()}
    lesson = Lesson(asked_of(knowledge), names_of(knowledge.conditions.values()), told)
    print(f"{sum(map(len, lesson.asked.values()))} wordings of {len(lesson.items)} things")
    lesson.run()
    ship(lesson)


if __name__ == "__main__":
    learn()
