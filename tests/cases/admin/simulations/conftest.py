from tests.cases.simulation.conftest import administrators, at, draft, proposed, simulated

__all__ = ["administrators", "at", "draft", "proposed", "simulated"]
