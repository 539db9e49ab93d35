"""How long a program of `make fuzz` goes on, with which chance, and the line that it prints."""

import argparse
import math
import random
import time


class Budget:
    """The options of a program: how many runs, for how many seconds, and with which seed."""

    def __init__(self, description: str | None, runs: int, noun: str) -> None:
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--runs", type=int, default=runs)
        parser.add_argument("--seconds", type=float, default=math.inf)
        parser.add_argument("--seed", type=int, default=random.randrange(2**32))
        options = parser.parse_args()
        self.runs: int = options.runs
        self.end = time.monotonic() + options.seconds
        self.chance = random.Random(options.seed)
        self.noun = noun
        self.done = 0
        print(f"seed {options.seed}")

    @property
    def is_left(self) -> bool:
        """Whether there is to be another run."""
        return self.done < self.runs and time.monotonic() < self.end

    def count(self, runs: int = 1) -> None:
        """Count runs, and print how many there were."""
        self.done += runs
        print(f"\r{self.done} {self.noun}", end="", flush=True)
