"""What each method of estimation is, what must be true for its figure to mean what it says, and who published it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A method for a reader who is no statistician: its ``title``, what it ``does``, what it ``needs``, its papers.

    ``brief`` is its title where there is little room.
    """

    title: str
    brief: str
    does: str
    needs: str
    papers: tuple[str, ...]


TWO = (
    "Every victim has the same chance of being on the second list whether or not the first list has them, and all "
    "victims are equally likely to be on a list. Two lists cannot show whether that is so."
)

METHODS = {
    "lincoln-petersen": Told(
        "Lincoln-Petersen",
        "Lincoln-Petersen",
        "If the second list holds one in three of the people on the first, it is taken to hold one in three of "
        "everybody; its size times three is then the whole number. This is arithmetic on two lists.",
        TWO,
        ("Petersen 1896, Rep. Danish Biol. Stn 6:5", "Lincoln 1930, USDA Circular 118"),
    ),
    "chapman": Told(
        "Chapman",
        "Chapman",
        "The rule of Lincoln and Petersen with a small correction, so that it does not overshoot on average when few "
        "people are on both lists. It is arithmetic on two lists.",
        TWO,
        ("Chapman 1951, Univ. Calif. Publ. Stat. 1:131", "Seber 1970, Biometrics 26:13"),
    ),
    "chao": Told(
        "Lower bound of Chao",
        "Chao’s bound",
        "People who are hard to record leave a trace: many of those recorded at all are on one list only. From how "
        "many are on one list and how many on two, this works out a number that the truth is at least, about.",
        "Apart from differences between victims in how easily they are recorded at all, a list records people "
        "without regard to who is on the other lists. Lists that copy each other make the bound too low, which leaves "
        "it a bound; lists that avoid each other make it too high.",
        ("Chao 1987, Biometrics 43:783", "Chao 1989, Biometrics 45:427",
         "Rivest and Baillargeon 2007, Biometrics 63:999"),
    ),
    "chao-1987": Told(
        "Chao’s formula of 1987",
        "Chao 1987",
        "The formula f1²/(2 f2) for many occasions of recording. With a few unlike lists it overshoots, so it stands "
        "here as arithmetic, for comparison with other software.",
        "There are many lists, each with a small and equal chance of recording any one victim. Lists of a conflict are "
        "few and unlike, so this does not hold.",
        ("Chao 1987, Biometrics 43:783",),
    ),
    "loglinear": Told(
        "Log-linear models",
        "Log-linear",
        "The size of each combination of lists is described by how large each list is and by which lists attract or "
        "avoid each other. Many such descriptions are tried; those that fit well without needless detail are kept or "
        "averaged, and the combination “on no list” is read off them.",
        "No dependence between all the lists at once remains beyond those that the models can describe; and within "
        "the table victims do not differ greatly in how easily they are recorded, unless that shows as such a "
        "dependence.",
        ("Fienberg 1972, Biometrika 59:591", "Bishop, Fienberg and Holland 1975, Discrete Multivariate Analysis, ch. 6",
         "Fienberg and Rinaldo 2012, Ann. Statist. 40:996"),
    ),
    "closedp": Told(
        "Closed-population models",
        "Closed",
        "Victims are taken to differ in how easily they are recorded, by a rule of a stated form, and lists to differ "
        "in how many they record. The form of the rule decides the figure, so several are shown.",
        "Lists record independently of each other for any one victim, and the differences between victims follow the "
        "stated form. Data cannot show which form is right: forms that fit alike can give very unlike figures.",
        ("Otis et al. 1978, Wildlife Monographs 62", "Baillargeon and Rivest 2007, J. Stat. Software 19(5)",
         "Link 2003, Biometrics 59:1123"),
    ),
    "bayes-threshold": Told(
        "Log-linear model of the dependences that stand clear of zero",
        "Bayesian thresholding",
        "All dependences between pairs of lists are estimated at once; those that cannot be told from none are left "
        "out, and the rest are estimated again. The interval takes the choice as given.",
        "Dependences that show clearly among the recorded victims are all there are, and hold for the unrecorded.",
        ("Silverman 2020, J. R. Stat. Soc. A 183:691",),
    ),
    "stepwise": Told(
        "Stepwise log-linear model with bootstrap",
        "Stepwise",
        "One log-linear model is built up by adding, one at a time, the dependence between two lists that the data "
        "support most. The whole search is repeated on many redrawn tables, so that the interval includes the "
        "doubt about which model is right.",
        "Dependences between pairs of lists are enough: no three lists depend on each other in a way that the pairs "
        "do not explain.",
        ("Chan, Silverman and Vincent 2021, J. Am. Stat. Assoc. 116:1297",
         "DiCiccio and Efron 1996, Stat. Sci. 11:189"),
    ),
    "dga": Told(
        "Averaging over decomposable graphs",
        "Graph averaging",
        "A graph says which lists depend on each other directly. Every graph of a tractable kind is weighed by how "
        "well it explains the overlaps, and the answers of all are averaged by these weights, so that no one choice "
        "of model decides.",
        "Dependences between lists can be described by one of these graphs, and a small prior count in every cell "
        "(delta) does little harm. Differences between victims count only as far as they look like such dependence.",
        ("Madigan and York 1997, Biometrika 84:19",),
    ),
    "lcmcr": Told(
        "Bayesian latent classes",
        "Latent classes",
        "Victims are taken to fall into several kinds that nobody observed: kinds that most lists find easily, and "
        "kinds that few lists find. How many kinds, how large, and how easily each list finds them is estimated "
        "together, with the doubt about all of it in the interval.",
        "Within a kind, a list records people without regard to the other lists, and every kind has left some trace in "
        "the lists. Victims that no list could ever have recorded are in no estimate.",
        ("Manrique-Vallier 2016, Biometrics 72:1246",),
    ),
}  # fmt: skip


def told(name: str) -> Told:
    """What is told of a method; of one that this program does not know, its name alone."""
    return METHODS.get(name, Told(name, name, "", "", ()))


def title(label: str) -> str:
    """The title of a label: a method's name, perhaps with settings in brackets, which stay."""
    name, bracket, settings = label.partition(" (")
    return told(name).title + bracket + settings


def brief(label: str) -> str:
    """The title of a label where there is little room; of settings their values alone."""
    name, bracket, settings = label.partition(" (")
    values = ", ".join(part.split(" ", 1)[-1] for part in settings.removesuffix(")").split(", "))
    return f"{told(name).brief}, {values}" if bracket else told(name).brief


GLOSSARY = {
    "Assumption": "What must be true of the world for a figure to mean what it says. Lists alone cannot prove it.",
    "Bootstrap": "Redrawing the table many times at random from itself, to see how much a figure moves by chance.",
    "Effective sample size (ESS)": "A sampler’s draws resemble their neighbours; this is how many independent draws "
    "they are worth. Bulk is for the middle of the answer, tail for the ends of its interval. 400 or more is wanted.",
    "Interval": "A range that should hold the true number with the stated probability, if the assumption is true. It "
    "says nothing of the assumption being wrong.",
    "List": "A source’s record of individual victims. Each victim is on it or not.",
    "Log evidence": "How well a whole model explains the table, on a logarithmic scale, as one run of a sampler found "
    "it. Runs that found the same answer agree within about half a unit.",
    "Lower bound": "A number that the truth is at least, about. It does not say how large the truth can be.",
    "Mode": "A peak of the answer: a stretch of numbers that is likelier than what lies beside it. Two modes mean that "
    "the data fit two different stories.",
    "Overlap": "Victims who are on more than one list.",
    "Posterior": "What is believed of a number after the data: how probable each value is, if the model is right.",
    "Predictive check": "The fitted model is asked to foretell the table it was fitted to. Cells that it misses "
    "show where it is wrong.",
    "Recorded": "On at least one list.",
    "R-hat": "Compares independent runs of a sampler. At 1 they agree; above 1.01 they do not, and the figure should "
    "not be relied on.",
    "Seed": "The number from which random draws start. With the same seed, table and settings every digit comes out "
    "the same.",
    "Stratum": "A part of the victims that is estimated apart, such as one year in one region. Nobody is in two.",
    "Usable list": "A list with at least one victim of the stratum, and at least one whom another list has too.",
}
