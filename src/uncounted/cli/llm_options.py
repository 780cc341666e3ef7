"""The options of ``--extractor llm``, for every command that reads: one list of them, one place that sets it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from uncounted.cli.option_groups import with_options

if TYPE_CHECKING:
    from uncounted.extract.llm import LanguageModel, Settings
    from uncounted.pipeline.reading import Chosen

NAME = "llm"


@dataclass(frozen=True)
class LlmOptions:
    """What was given on the command line; null was not."""

    llm_url: Annotated[
        str | None, typer.Option(help="Base address of an OpenAI-compatible server, such as http://127.0.0.1:8080/v1.")
    ] = None
    llm_model: Annotated[str | None, typer.Option(help="The model's name there.")] = None
    llm_key_env: Annotated[str | None, typer.Option(help="The environment variable that holds the key.")] = None
    llm_timeout: Annotated[float | None, typer.Option(help="Seconds for one answer, 60 by default.")] = None
    llm_retries: Annotated[int | None, typer.Option(help="How often to ask again, 3 by default.")] = None
    llm_price_in: Annotated[float | None, typer.Option(help="Price of a million tokens sent.")] = None
    llm_price_out: Annotated[float | None, typer.Option(help="Price of a million tokens received.")] = None
    llm_max_cost: Annotated[float | None, typer.Option(help="Stop before this much is spent.")] = None
    llm_passage: Annotated[int | None, typer.Option(help="Characters in one question, 12000 by default.")] = None

    @property
    def given(self) -> dict[str, Any]:
        """What was given, by the names of the settings of ``extract.llm``."""
        values = {field.name.removeprefix("llm_"): getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


NONE = LlmOptions()


def with_llm(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with these options in the place of its parameter ``llm``."""
    return with_options(command, "llm", LlmOptions)


@contextmanager
def chosen(names: str, options: LlmOptions) -> Iterator[Chosen]:
    """The extractors that ``--extractor`` names, the language model set up; at the end it says what that cost.

    Raises BadSetting where the server or the model is not named, or where options for it are given in vain.
    """
    from uncounted.extract.door import load
    from uncounted.model.errors import BadSetting

    wanted = [name.strip() for name in names.split(",")]
    if NAME not in wanted:
        if options.given:
            raise BadSetting("the options --llm-... need --extractor llm, or --extractor grammar,llm")
        yield names
        return
    if len(set(wanted)) < len(wanted):
        raise BadSetting(f"--extractor {names} names one twice")
    for name in ("url", "model"):
        if name not in options.given:
            raise BadSetting(f"--extractor llm needs --llm-{name}; no server is asked that you do not name")
    model = _model(options)
    try:
        yield tuple(model if name == NAME else load(name) for name in wanted)
    finally:
        _say(_spent(model))


def _model(options: LlmOptions) -> LanguageModel:
    from uncounted.extract.llm import LanguageModel, Settings

    settings = Settings(**options.given)
    settings.key()  # a key that is missing is said before anything is read
    if not settings.local:
        plain = ", unencrypted" if settings.endpoint.scheme == "http" else ""
        _say(f"the texts leave this machine: they are sent to {settings.host}{plain}")
    return LanguageModel(settings)


def _spent(model: LanguageModel) -> str:
    settings: Settings = model.settings
    tally = model.client.tally
    about = "about " if tally.estimated else ""
    cost = tally.cost(settings)
    money = f", cost {cost:.4f} at the prices given" if cost is not None else ""
    questions = f"{tally.questions:,} {'answer' if tally.questions == 1 else 'answers'}"
    return f"llm: {questions}, {about}{tally.tokens_in:,} tokens in, {about}{tally.tokens_out:,} out{money}"


def _say(line: str) -> None:
    typer.echo(f"uncounted: {line}", err=True)
