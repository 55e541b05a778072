"""Polars in memory, its words as Enum."""

import polars as pl

import protocol

LONG = pl.col("månader i år") >= 10
YEARS = (
    ("n", (pl.col("år") == 2016).sum().cast(pl.Int64)),
    ("f", (pl.col("år") == 2015).sum().cast(pl.Int64)),
)


def by(*keys):
    return lambda hm, bef: hm.group_by(*keys)


def shares(finish):
    """Rows by obstacle and type, and a total by type, each with the sum of its row."""

    def question(hm, bef):
        cells = hm.group_by("försörjningshinder", "hushållstyp").agg(n=pl.len())
        cells = cells.with_columns(pl.col("försörjningshinder").cast(pl.String)).collect().lazy()
        total = cells.group_by("hushållstyp").agg(pl.col("n").sum())
        rows = cells.with_columns(n_of=pl.col("n").sum().over("försörjningshinder"))
        totals = total.select(
            pl.lit("*").alias("försörjningshinder"), "hushållstyp", "n", n_of=pl.col("n").sum())
        return finish(pl.concat([rows, totals]))

    return question


def ratios(finish):
    def question(hm, bef):
        counted = hm.group_by("stadsdel", "år").agg(n=pl.len().cast(pl.Int64))
        people = bef.group_by("stadsdel", "år").agg(n_of=pl.col("invånare").sum())
        both = people.join(counted, on=["stadsdel", "år"], how="full", coalesce=True)
        return finish(both.select("stadsdel", "år", pl.col("n").fill_null(0), "n_of"))

    return question


def years(*change):
    return lambda hm, bef: (
        hm.filter(pl.col("år").is_in([2015, 2016]))
        .group_by("stadsdel").agg(**dict(YEARS))
        .select("stadsdel", "n", "f", (pl.col("n") - pl.col("f")).alias("d"), *change))


def divided(frame):
    return frame.with_columns(pl.col("n") / pl.col("n_of")).drop("n_of")


def same(frame):
    return frame


QUESTIONS = {
    "b01": lambda hm, bef: hm.group_by("stadsdel").agg(pl.len()),
    "b02": lambda hm, bef: hm.group_by("stadsdel", "år").agg(pl.col("barn").sum()),
    "b03": (
        lambda hm, bef: hm.filter(LONG).group_by("försörjningshinder").agg(
            pl.col("belopp").mean(), pl.col("månader i år").mean()),
        lambda hm, bef: hm.filter(LONG).group_by("försörjningshinder").agg(
            a=pl.col("belopp").cast(pl.Int64).sum(), a_of=pl.col("belopp").count(),
            m=pl.col("månader i år").cast(pl.Int64).sum(), m_of=pl.col("månader i år").count()),
    ),
    "b04": (
        lambda hm, bef: hm.group_by("stadsdel", "kön").agg(LONG.sum() / pl.len()),
        lambda hm, bef: hm.group_by("stadsdel", "kön").agg(p=LONG.sum(), p_of=pl.len()),
    ),
    "b05": (
        lambda hm, bef: hm.group_by("stadsdel").agg(pl.col("belopp").median()),
        lambda hm, bef: hm.group_by("stadsdel").agg(
            m=(2 * pl.col("belopp").median()).cast(pl.Int64), m_of=pl.lit(2)),
    ),
    "b06": lambda hm, bef: hm.group_by("stadsdel", "år").agg(pl.col("hushållsid").n_unique()),
    "b07": lambda hm, bef: hm.filter(
        pl.col("stadsdel") == "Norrmalm", pl.col("år") == 2016, pl.col("belopp") >= 15_000
    ).select(pl.len(), pl.col("belopp").cast(pl.Int64).sum()),
    "b08": lambda hm, bef: hm.select("hushållsid", "stadsdel", "månad", "belopp").top_k(
        10, by="belopp").sort("belopp", descending=True),
    "b09": (shares(divided), shares(same)),
    "b10": (
        lambda hm, bef: hm.select(
            pl.len(), pl.col("belopp").cast(pl.Int64).sum().alias("sum"),
            pl.col("belopp").min().alias("min"), pl.col("belopp").max().alias("max"),
            pl.col("belopp").mean().alias("mean")),
        lambda hm, bef: hm.select(
            pl.len(), pl.col("belopp").cast(pl.Int64).sum().alias("sum"),
            pl.col("belopp").min().alias("min"), pl.col("belopp").max().alias("max"),
            a=pl.col("belopp").cast(pl.Int64).sum(), a_of=pl.col("belopp").count()),
    ),
    "b11": lambda hm, bef: hm.group_by("hushållsid").agg(pl.col("belopp").sum()).sort(
        ["belopp", "hushållsid"], descending=[True, False]).head(10),
    "b12": (ratios(divided), ratios(same)),
    "b13": (
        years(((pl.col("n") - pl.col("f")) / pl.col("f")).alias("c")),
        years((pl.col("n") - pl.col("f")).alias("c"), pl.col("f").alias("c_of")),
    ),
}

WORDS = ["stadsdel", "månad", "hushållstyp", "försörjningshinder", "kön"]
NUMBERS = {
    "hushållsid": pl.Int32, "år": pl.Int16, "barn": pl.UInt8, "månader i år": pl.UInt8,
    "belopp": pl.Int32,
}


class Polars:
    questions = QUESTIONS

    def __init__(self):
        self.hm = None
        self.bef = None

    def load(self, folder):
        hm = pl.read_csv(
            f"{folder}/hushållsmånader.csv",
            schema_overrides={**NUMBERS, **{word: pl.Categorical for word in WORDS}})
        enums = {word: pl.Enum(sorted(hm[word].unique().drop_nulls().cast(pl.String))) for word in WORDS}
        self.hm = hm.with_columns(pl.col(word).cast(kind) for word, kind in enums.items()).rechunk()
        self.bef = pl.read_csv(f"{folder}/befolkning.csv").with_columns(
            pl.col("stadsdel").cast(enums["stadsdel"]), pl.col("år").cast(pl.Int16))

    def read(self, path):
        self.hm = pl.read_csv(path)

    def save(self, folder):
        self.hm.write_ipc(f"{folder}/hm.arrow")
        self.bef.write_ipc(f"{folder}/bef.arrow")

    def open(self, folder):
        self.hm = pl.scan_ipc(f"{folder}/hm.arrow")
        self.bef = pl.scan_ipc(f"{folder}/bef.arrow")

    def ask(self, question):
        frame = question(self.hm.lazy(), self.bef.lazy()).collect()
        return frame.columns, frame.rows()


if __name__ == "__main__":
    protocol.main(Polars())
