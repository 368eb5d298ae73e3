"""Rule sets made at random: of the form that a file has to have, and as often as not unable to work."""

from random import Random

QUESTIONS = ("pl_number", "company_number", "product_name", "active_substances", "pharmaceutical_form", "contact_email")
KINDS = ("boolean", "integer", "date", "code", "text")
DAYS = ("calendar", "calendar", "working")
CHOICES = [["a", "First"], ["b", "Second"], ["c", "Third"]]


def random_document(seed):
    """The same for the same seed."""
    return _Maker(Random(seed), seed).document()  # a seed for a test, not a secret


class _Maker:
    def __init__(self, dice, seed):
        self.dice, self.seed = dice, seed
        self.slips = dice.random() < 0.5  # every other one may have mistakes in it

    def slip(self, chance=0.08):
        return self.slips and self.dice.random() < chance

    def document(self):
        dice = self.dice
        self.questions = [self.question(n) for n in range(dice.randint(2, 6))]
        codes = [f"R{n}" for n in range(dice.randint(1, 4))]
        self.routes = [self.route(code, codes) for code in codes]
        return {
            "format": "recognition rule set 2",
            "code": "irp",
            "version": f"random {self.seed}",
            "name": "Made at random",
            "effective_from": "2026-01-01",
            "effective_until": "2025-12-31" if self.slip(0.03) else None,
            "calendar": self.calendar(),
            "age_boundary": dice.choice(["inclusive", "exclusive"]),
            "reversion": dice.choice(["keep_day_zero", "new_day_zero"]),
            "statutory_from": dice.choice(["submitted", "compliant"]),
            "resume_counts_reply_day": dice.random() < 0.3,
            "form_lead_days": dice.randint(0, 60),
            "source": "",
            "questions": [*map(self.asked, QUESTIONS), *self.questions],
            "rules": self.rules(codes),
            "routes": self.routes,
            "milestones": self.milestones(),
            "sections": [],
            "peer_check": dice.random() < 0.5,
        }

    def calendar(self):
        holidays = sorted({f"2026-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}" for _ in range(8)})
        return {
            "code": "random",
            "version": str(self.seed),
            "name": "Random",
            "holidays": [{"on": day, "name": "A holiday"} for day in holidays],
            "meetings": [{"on": "2026-06-25", "is_estimate": False}] if self.dice.random() < 0.5 else [],
        }

    def asked(self, code):
        kind = "text_list" if code == "active_substances" else "text"
        return self.question(0, code=code, kind=kind)

    def question(self, number, code="", kind=""):
        kind = kind or self.dice.choice(KINDS)
        return {
            "code": code or f"q{number}",
            "number": number,
            "section": "Any",
            "wording": f"Question {number}?",
            "help": "",
            "kind": kind,
            "choices": CHOICES if kind == "code" else [],
            "required_when": "",
            "is_optional": self.slip(0.1),
            "value_when_unanswered": None,
            "not_in_future": False,
            "is_computed": self.slip(0.03),
        }

    def rules(self, routes):
        rows = [self.rule("requirement", route) for route in routes if self.dice.random() < 0.8]
        rows += [self.rule("criterion", self.dice.choice(routes)) for _ in range(self.dice.randint(0, 4))]
        effects = ("NOT_ELIGIBLE", "TRIAGE", "BLOCK_VALIDATION")
        rows += [self.rule("eligibility", self.dice.choice(effects)) for _ in range(self.dice.randint(0, 3))]
        self.dice.shuffle(rows)
        return [row | {"code": f"X{n:02}", "position": n} for n, row in enumerate(rows, 1)]

    def rule(self, stage, effect):
        dice = self.dice
        parts = ["when", *dice.choices(["when", "only_if", "asked_if"], k=dice.randint(0, 2))]
        return {
            "stage": stage,
            "effect": "NOWHERE" if self.slip() else effect,
            "match": dice.choice(["all", "any"]),
            "only_if_match": dice.choice(["all", "any"]),
            "words": "Words.",
            "certainty": "",
            "source": "",
            "conditions": [] if self.slip(0.04) else [self.condition(part) for part in parts],
        }

    def condition(self, part):
        dice, question = self.dice, self.dice.choice(self.questions)
        kind = dice.choice(KINDS) if self.slip() else question["kind"]
        operator, value = {
            "boolean": lambda: (dice.choice(["is", "is not"]), dice.random() < 0.5),
            "integer": lambda: (dice.choice(["is", "<", ">="]), dice.randint(0, 9)),
            "date": lambda: dice.choice([("older than years", dice.randint(1, 12)), (">=", "2024-05-01")]),
            "code": lambda: dice.choice([("is", "a"), ("is not", "b"), ("in", ["a", "c"]), ("not in", ["a"])]),
            "text": lambda: (dice.choice(["is", "is not"]), dice.choice(["x", ""])),
        }[kind]()
        return {"part": part, "question": question["code"], "operator": operator, "value": value}

    def route(self, code, codes):
        dice = self.dice
        phases = [self.phase(n) for n in range(1, dice.randint(2, 4))] if dice.random() < 0.4 else []
        length = sum(phase["length_days"] for phase in phases) if phases else dice.randint(10, 200)
        if dice.random() < 0.1:
            length, phases = None, []
        target = dice.choice([one for one in codes if one > code or self.slip(0.3)] or [""])
        first = dice.randint(0, 60)
        return {
            "code": code,
            "name": f"Route {code}",
            "length_days": length + 1 if length and self.slip(0.05) else length,
            "day_type": dice.choice(DAYS),
            "stops_ceiling_days": dice.randint(60, 200) if dice.random() < 0.3 else None,
            "phases": phases,
            "stop_rules": [self.stop(n, phases, length) for n in range(1, dice.randint(1, 4))],
            "reverts_to": target if length and dice.random() < 0.5 else "",
            "revert_from_day": first if length and first <= length else None,
            "revert_until_day": None,
            "revert_keeps_day_zero": dice.random() < 0.5,
            "source": "",
        }

    def phase(self, number):
        return {
            "position": number,
            "code": f"P{number}",
            "name": f"Phase {number}",
            "length_days": 0 if self.slip(0.03) else self.dice.randint(1, 60),
            "day_type": self.dice.choice(DAYS),
        }

    def stop(self, number, phases, length):
        dice = self.dice
        reply = dice.randint(0 if self.slips else 1, 60)
        phase = dice.choice(phases) if phases and dice.random() < 0.6 else None
        longest = phase["length_days"] if phase else length or 50
        return {
            "position": number,
            "name": f"Stop {number}",
            "phase": phase["code"] if phase else "",
            "stops_clock": bool(length) and dice.random() < 0.8,
            "times": dice.choice([None, 1, 1, 2]),
            "from_day": longest + 30 if self.slip(0.05) else dice.randint(0, longest),
            "until_day": dice.randint(0, longest) if self.slip(0.2) else None,
            "reply_days": reply,
            "reply_day_type": dice.choice(DAYS),
            "ceiling_days": reply - 1 if reply and self.slip(0.05) else reply + dice.randint(0, 60),
        }

    def milestones(self):
        rows = [self.milestone("validation", "validation", self.dice.randint(1, 40))]
        rows.append(self.milestone("statutory_decision", "statutory", 210, met_by="decision"))
        for route in self.routes:
            if route["length_days"] and not self.slip(0.05):
                amount = route["length_days"] + (5 if self.slip(0.05) else 0)
                rows.append(self.milestone("decision", "route", amount, route=route["code"], met_by="decision"))
                if self.dice.random() < 0.3:
                    day = self.dice.randint(0, route["length_days"])
                    rows.append(self.milestone("halfway", "route", day, route=route["code"], met_by="passing"))
            if route["stop_rules"] and not self.slip(0.05):
                rows.append(self.milestone("information_reply", "reply", 0, route=route["code"], unit="reply_days"))
        if self.slip(0.05):
            rows.append(dict(rows[-1]))
        return [row | {"position": n} for n, row in enumerate(rows, 1)]

    def milestone(self, code, clock, amount, *, route="", met_by="end", unit="days"):
        return {
            "code": code,
            "name": code,
            "clock": "cuckoo" if self.slip(0.02) else clock,
            "amount": amount,
            "unit": unit,
            "met_by": met_by,
            "route": route,
            "authorisations": [],
            "words": "Words.",
            "source": "",
            "reminder_steps": [self.step(n, amount) for n in range(1, self.dice.randint(1, 4))],
        }

    def step(self, number, amount):
        kind = self.dice.choice(["before_due", "before_due", "after_start", "clock_day"])
        longest = amount + (20 if self.slip() else 0)
        return {
            "position": number,
            "kind": kind,
            "amount": self.dice.randint(0, max(longest, 0)),
            "unit": "days",
            "tells": [] if self.slip(0.03) else ["lead"],
            "how": "both",
            "escalate_after_days": None,
        }
