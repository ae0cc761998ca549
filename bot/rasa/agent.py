"""The trained Rasa agent with the actions in the same process."""

from __future__ import annotations

import logging
import os
import tarfile
from pathlib import Path
from typing import Any, Optional

logger = logging.getLogger("ischia")

MODEL = Path("models/ischia.tar.gz")


def quiet() -> None:
    """No telemetry, no chatter from the libraries underneath; set before Rasa is imported."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import warnings

    warnings.filterwarnings("ignore")
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.getLogger("rasa").setLevel(logging.WARNING)
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(
        logging.CRITICAL
    )  # what fails there is dealt with, and told by our own lines
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())


def in_process_actions() -> Any:
    """An action endpoint that runs the actions here instead of over HTTP."""
    from rasa.utils.endpoints import EndpointConfig
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")

    class InProcess(EndpointConfig):  # type: ignore[misc]
        """Answers Rasa's action calls by running the action."""

        async def request(self, *args: Any, **kwargs: Any) -> Any:
            """Run the action named in the call's JSON body; a failure is logged with its place, never with any text."""
            try:
                return await executor.run(kwargs["json"])
            except Exception:
                logger.exception("The action %s failed.", kwargs["json"].get("next_action"))
                raise

    return InProcess(url="in-process")


def tracker_store(domain: Any, database: Optional[Path]) -> Any:
    """SQLite at ``database``, or memory alone when it is None."""
    from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
    from sqlalchemy import event

    if database is None:
        return InMemoryTrackerStore(domain)
    database.parent.mkdir(parents=True, exist_ok=True)
    store = SQLTrackerStore(domain, dialect="sqlite", db=str(database))

    @event.listens_for(store.engine, "connect")  # type: ignore[untyped-decorator]
    def set_up(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA secure_delete = on")  # what is deleted is overwritten, not only unlinked
        connection.execute("PRAGMA busy_timeout = 30000")  # another process may be writing

    return store


def shared_stores(endpoints: Path) -> tuple[Any, Any]:
    """Tracker store and lock store of a file in Rasa's format. Raises ValueError when conversations are not in SQL."""
    from rasa.core.lock_store import LockStore
    from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
    from rasa.core.utils import AvailableEndpoints

    configured = AvailableEndpoints.read_endpoints(str(endpoints))
    store = TrackerStore.create(configured.tracker_store)
    if not isinstance(store, SQLTrackerStore):
        raise ValueError(f"{endpoints}: the tracker store must be of type SQL")
    return store, LockStore.create(configured.lock_store)


def load_agent(model: Path = MODEL, database: Optional[Path] = None, endpoints: Optional[Path] = None) -> Any:
    """The agent, ready to answer, with its stores as ``endpoints`` says, or on this machine without.

    Raises FileNotFoundError when there is no model, or no such file of endpoints.
    """
    if not model.is_file() or not tarfile.is_tarfile(model):
        raise FileNotFoundError(f"There is no trained model at {model}. Run `make train` first.")
    if endpoints and not endpoints.is_file():
        raise FileNotFoundError(f"There is no file {endpoints}.")
    quiet()
    from rasa.core.agent import Agent
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.shared.core.domain import Domain

    if endpoints:
        store, locks = shared_stores(endpoints)
    else:
        store, locks = tracker_store(Domain.empty(), database), InMemoryLockStore()
    agent = Agent.load(str(model), action_endpoint=in_process_actions(), tracker_store=store, lock_store=locks)
    # Rasa would go on in memory when a turn cannot be stored. Here it fails, so that it is sent again.
    agent.tracker_store = agent.processor.tracker_store = store
    if isinstance(store, SQLTrackerStore):
        store.engine.hide_parameters = True  # what people wrote stays out of error messages
    return agent
