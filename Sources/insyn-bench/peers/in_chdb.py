"""ClickHouse in this process through chDB: words as LowCardinality, the table in memory."""

import os

from chdb import session

import protocol

QUESTIONS = {
    "b01": "SELECT stadsdel, count() FROM hm GROUP BY stadsdel",
    "b02": "SELECT stadsdel, `år`, sum(barn) FROM hm GROUP BY stadsdel, `år`",
    "b03": (
        """SELECT `försörjningshinder`, avg(belopp), avg(`månader i år`) FROM hm
           WHERE `månader i år` >= 10 GROUP BY `försörjningshinder`""",
        """SELECT `försörjningshinder`, sum(belopp) a, count(belopp) a_of,
             sum(`månader i år`) m, count(`månader i år`) m_of
           FROM hm WHERE `månader i år` >= 10 GROUP BY `försörjningshinder`""",
    ),
    "b04": (
        """SELECT stadsdel, `kön`, countIf(`månader i år` >= 10) / count()
           FROM hm GROUP BY stadsdel, `kön`""",
        """SELECT stadsdel, `kön`, countIf(`månader i år` >= 10) p, count() p_of
           FROM hm GROUP BY stadsdel, `kön`""",
    ),
    "b05": (
        # median() is an estimate; this one is exact.
        "SELECT stadsdel, quantileExactInclusive(0.5)(belopp) FROM hm GROUP BY stadsdel",
        """SELECT stadsdel, toInt64(2 * quantileExactInclusive(0.5)(belopp)) m, 2 m_of
           FROM hm GROUP BY stadsdel""",
    ),
    "b06": "SELECT stadsdel, `år`, uniqExact(`hushållsid`) FROM hm GROUP BY stadsdel, `år`",
    "b07": """SELECT count(), sum(belopp) FROM hm
              WHERE stadsdel = 'Norrmalm' AND `år` = 2016 AND belopp >= 15000""",
    "b08": "SELECT `hushållsid`, stadsdel, `månad`, belopp FROM hm ORDER BY belopp DESC LIMIT 10",
    "b09": (
        """SELECT if(grouping(`försörjningshinder`) = 1, '*', `försörjningshinder`) f, `hushållstyp`,
             count() / sum(count()) OVER (PARTITION BY grouping(`försörjningshinder`), `försörjningshinder`)
           FROM hm GROUP BY GROUPING SETS ((`försörjningshinder`, `hushållstyp`), (`hushållstyp`))""",
        """SELECT if(grouping(`försörjningshinder`) = 1, '*', `försörjningshinder`) f, `hushållstyp`,
             count() n,
             sum(count()) OVER (PARTITION BY grouping(`försörjningshinder`), `försörjningshinder`) n_of
           FROM hm GROUP BY GROUPING SETS ((`försörjningshinder`, `hushållstyp`), (`hushållstyp`))""",
    ),
    "b10": (
        "SELECT count(), sum(belopp), min(belopp), max(belopp), avg(belopp) FROM hm",
        """SELECT count(), sum(belopp), min(belopp), max(belopp),
             sum(belopp) a, count(belopp) a_of FROM hm""",
    ),
    "b11": """SELECT `hushållsid`, sum(belopp) s FROM hm
              GROUP BY `hushållsid` ORDER BY s DESC, `hushållsid` LIMIT 10""",
    "b12": (
        """SELECT stadsdel, `år`, n / i
           FROM (SELECT stadsdel, `år`, sum(`invånare`) i FROM bef GROUP BY stadsdel, `år`) b
           FULL JOIN (SELECT stadsdel, `år`, count() n FROM hm GROUP BY stadsdel, `år`) h
           USING (stadsdel, `år`)""",
        """SELECT stadsdel, `år`, n, i n_of
           FROM (SELECT stadsdel, `år`, sum(`invånare`) i FROM bef GROUP BY stadsdel, `år`) b
           FULL JOIN (SELECT stadsdel, `år`, count() n FROM hm GROUP BY stadsdel, `år`) h
           USING (stadsdel, `år`)""",
    ),
    "b13": (
        """SELECT stadsdel, countIf(`år` = 2016) n, countIf(`år` = 2015) f, toInt64(n) - f, (n - f) / f
           FROM hm WHERE `år` IN (2015, 2016) GROUP BY stadsdel""",
        """SELECT stadsdel, countIf(`år` = 2016) n, countIf(`år` = 2015) f, toInt64(n) - f,
             toInt64(n) - f c, f c_of
           FROM hm WHERE `år` IN (2015, 2016) GROUP BY stadsdel""",
    ),
}

TYPES = """`hushållsid` Int32, stadsdel LowCardinality(String), `månad` LowCardinality(String),
  `år` Int16, `hushållstyp` LowCardinality(String), `försörjningshinder` LowCardinality(String),
  `kön` LowCardinality(String), barn UInt8, `månader i år` UInt8, belopp Int32"""


PEOPLE = "stadsdel LowCardinality(String), `år` Int16, `invånare` Int32"


class ClickHouse:
    questions = QUESTIONS

    def __init__(self):
        self.session = None

    def connect(self, folder):
        self.session = session.Session(f"{folder}/chdb")
        self.session.query(f"SET max_threads = {os.environ['INSYN_BENCH_THREADS']}")

    def load(self, folder):
        self.connect(folder)
        query = self.session.query
        query("CREATE DATABASE warm")
        query("USE warm")
        query(f"CREATE TABLE hm ({TYPES}) ENGINE = Memory")
        query(f"CREATE TABLE bef ({PEOPLE}) ENGINE = Memory")
        for name, file in (("hm", "hushållsmånader"), ("bef", "befolkning")):
            columns = ", ".join(f"`{column}`" for column in self.columns(name))
            query(f"INSERT INTO {name} ({columns}) SELECT {columns} "
                  f"FROM file('{folder}/{file}.csv', CSVWithNames)")

    def columns(self, table):
        return str(self.session.query(f"SELECT name FROM system.columns WHERE table = '{table}' "
                                      "AND database = 'warm'", "TSV")).splitlines()

    def save(self, folder):
        query = self.session.query
        query("CREATE DATABASE kept")
        for name, types in (("hm", TYPES), ("bef", PEOPLE)):
            query(f"CREATE TABLE kept.{name} ({types}) ENGINE = MergeTree ORDER BY (stadsdel, `år`)")
            query(f"INSERT INTO kept.{name} SELECT * FROM warm.{name}")
        query("DROP DATABASE warm")

    def open(self, folder):
        self.connect(folder)
        self.session.query("USE kept")

    def ask(self, text):
        lines = str(self.session.query(text, "TSVWithNames")).splitlines()
        names, *rows = (line.split("\t") for line in lines)
        return names, rows


if __name__ == "__main__":
    protocol.main(ClickHouse())
