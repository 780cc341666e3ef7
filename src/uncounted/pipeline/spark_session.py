"""A Spark session: cores of this machine, or the cluster that spark-submit or a master's address names."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uncounted.model.errors import BadSetting, InputError, MissingExtra, UserError
from uncounted.pipeline.workers import cores

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = "Java 17 or newer (Debian: apt install openjdk-17-jre-headless; or set JAVA_HOME)"
_SUBMITTED = "PYSPARK_GATEWAY_PORT"  # set where spark-submit has started the program: it has chosen the cluster
_LARGEST_SPLIT = 16_000_000  # bytes of a corpus in one task: minutes of reading, where Spark counts on seconds
_SMALLEST_SPLIT = 65_536


@dataclass(frozen=True)
class Started:
    """A session that runs: its master, Spark's version, and the seconds it took to start."""

    session: SparkSession
    master: str
    version: str
    seconds: float

    @property
    def words(self) -> str:
        """What a person is told of it."""
        return f"Spark {self.version} on {self.master} started in {self.seconds:.1f} s"


@contextmanager
def spark_session(master: str | None = None) -> Iterator[Started]:
    """A session on ``master`` (``local[4]``, ``spark://host:7077``, ``yarn``, ``k8s://...``), stopped at the end.

    Without one it is that of spark-submit, else all cores of this machine. A session that runs already is used and left
    running. Raises MissingExtra where PySpark or Java is not installed, BadSetting where Spark does not start.
    """
    began = time.perf_counter()
    try:
        import pyspark
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("--engine spark", "spark") from None
    _check(master)
    running = SparkSession.getActiveSession()
    if running is None:
        try:
            session = _builder(master).getOrCreate()
        except Exception as error:  # Py4J, Spark and the system have their own
            if not _of_spark(error) and not isinstance(error, PySparkException | OSError):
                raise
            raise BadSetting(f"Spark does not start: {why(error)}") from None
    else:
        session = running
    try:
        seconds = time.perf_counter() - began
        yield Started(session, session.sparkContext.master, pyspark.__version__, seconds)
    except Exception as error:
        if isinstance(error, UserError) or not _of_spark(error):
            raise
        raise _failed(error) from None
    finally:
        if running is None:
            session.stop()


def _check(master: str | None) -> None:
    if master is not None and master.startswith("sc://"):
        raise BadSetting("--master takes the address of a cluster, not of Spark Connect (sc://)")
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if _SUBMITTED not in os.environ and java is None:
        raise MissingExtra("--engine spark", "spark", JAVA)


def _builder(master: str | None) -> SparkSession.Builder:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("uncounted").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.session.timeZone", "UTC")
    builder = builder.config("spark.sql.files.maxPartitionBytes", str(_LARGEST_SPLIT))
    builder = builder.config("spark.sql.files.openCostInBytes", str(_SMALLEST_SPLIT))
    if master is None and _SUBMITTED not in os.environ:
        master = f"local[{cores()}]"
    if master is not None:
        builder = builder.master(master)
    return _here(builder) if master is not None and master.startswith("local") else builder


def _here(builder: SparkSession.Builder) -> SparkSession.Builder:
    """On this machine: its own interpreter, no port that others can reach, no pages, and as many tasks as cores."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    quiet = Path(__file__).with_name("spark_log.properties").as_uri()
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet}",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(2 * cores()),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder


def _of_spark(error: Exception) -> bool:
    return type(error).__module__.split(".")[0] in ("pyspark", "py4j")


def _failed(error: Exception) -> UserError:
    """What a task or a file that broke the whole run says, in a line."""
    reason = why(error)
    if "No module named 'uncounted'" in reason:
        return BadSetting("the cluster's workers cannot import uncounted; docs/spark.md says how to send it to them")
    return InputError(f"Spark could not go on: {reason}")


def why(error: BaseException) -> str:
    """The innermost cause in a trace of Java or of a worker's Python, in a line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    python = [line for line in lines if line.split(":")[0].isidentifier() and "Error: " in line]
    told = causes[-1] if causes else python[-1] if python else lines[0] if lines else type(error).__name__
    return told if len(told) <= 300 else f"{told[:300]}..."
