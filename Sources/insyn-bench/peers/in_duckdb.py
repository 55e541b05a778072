"""DuckDB in memory, its words as ENUM (the default) or VARCHAR."""

import os
import sys

import duckdb

import protocol

QUESTIONS = {
    "b01": "SELECT stadsdel, count(*) FROM hm GROUP BY stadsdel",
    "b02": "SELECT stadsdel, år, sum(barn) FROM hm GROUP BY stadsdel, år",
    "b03": (
        """SELECT försörjningshinder, avg(belopp), avg("månader i år") FROM hm
           WHERE "månader i år" >= 10 GROUP BY försörjningshinder""",
        """SELECT försörjningshinder, sum(belopp) a, count(belopp) a_of,
             sum("månader i år") m, count("månader i år") m_of
           FROM hm WHERE "månader i år" >= 10 GROUP BY försörjningshinder""",
    ),
    "b04": (
        """SELECT stadsdel, kön, count(*) FILTER ("månader i år" >= 10) / count(*)
           FROM hm GROUP BY stadsdel, kön""",
        """SELECT stadsdel, kön, count(*) FILTER ("månader i år" >= 10) p, count(*) p_of
           FROM hm GROUP BY stadsdel, kön""",
    ),
    "b05": (
        "SELECT stadsdel, median(belopp) FROM hm GROUP BY stadsdel",
        "SELECT stadsdel, (2 * median(belopp))::BIGINT m, 2 m_of FROM hm GROUP BY stadsdel",
    ),
    "b06": "SELECT stadsdel, år, count(DISTINCT hushållsid) FROM hm GROUP BY stadsdel, år",
    "b07": """SELECT count(*), sum(belopp) FROM hm
              WHERE stadsdel = 'Norrmalm' AND år = 2016 AND belopp >= 15000""",
    "b08": "SELECT hushållsid, stadsdel, månad, belopp FROM hm ORDER BY belopp DESC LIMIT 10",
    "b09": (
        """SELECT if(grouping(försörjningshinder) = 1, '*', försörjningshinder::VARCHAR),
             hushållstyp, count(*) / sum(count(*)) OVER (
               PARTITION BY grouping(försörjningshinder), försörjningshinder)
           FROM hm GROUP BY GROUPING SETS ((försörjningshinder, hushållstyp), (hushållstyp))""",
        """SELECT if(grouping(försörjningshinder) = 1, '*', försörjningshinder::VARCHAR),
             hushållstyp, count(*) n, sum(count(*)) OVER (
               PARTITION BY grouping(försörjningshinder), försörjningshinder) n_of
           FROM hm GROUP BY GROUPING SETS ((försörjningshinder, hushållstyp), (hushållstyp))""",
    ),
    "b10": (
        "SELECT count(*), sum(belopp), min(belopp), max(belopp), avg(belopp) FROM hm",
        """SELECT count(*), sum(belopp), min(belopp), max(belopp),
             sum(belopp) a, count(belopp) a_of FROM hm""",
    ),
    "b11": """SELECT hushållsid, sum(belopp) s FROM hm
              GROUP BY hushållsid ORDER BY s DESC, hushållsid LIMIT 10""",
    "b12": (
        """SELECT stadsdel, år, coalesce(n, 0) / i
           FROM (SELECT stadsdel, år, sum(invånare) i FROM bef GROUP BY stadsdel, år)
           FULL JOIN (SELECT stadsdel, år, count(*) n FROM hm GROUP BY stadsdel, år)
           USING (stadsdel, år)""",
        """SELECT stadsdel, år, coalesce(n, 0) n, i n_of
           FROM (SELECT stadsdel, år, sum(invånare) i FROM bef GROUP BY stadsdel, år)
           FULL JOIN (SELECT stadsdel, år, count(*) n FROM hm GROUP BY stadsdel, år)
           USING (stadsdel, år)""",
    ),
    "b13": (
        """SELECT stadsdel, n, f, n - f, (n - f) / f FROM (
             SELECT stadsdel, count(*) FILTER (år = 2016) n, count(*) FILTER (år = 2015) f
             FROM hm WHERE år IN (2015, 2016) GROUP BY stadsdel)""",
        """SELECT stadsdel, n, f, n - f, n - f c, f c_of FROM (
             SELECT stadsdel, count(*) FILTER (år = 2016) n, count(*) FILTER (år = 2015) f
             FROM hm WHERE år IN (2015, 2016) GROUP BY stadsdel)""",
    ),
}

WORDS = ["stadsdel", "månad", "hushållstyp", "försörjningshinder", "kön"]
TYPES = """hushållsid INTEGER, stadsdel {stadsdel}, månad {månad}, år SMALLINT,
  hushållstyp {hushållstyp}, försörjningshinder {försörjningshinder}, kön {kön},
  barn UTINYINT, "månader i år" UTINYINT, belopp INTEGER"""


class DuckDB:
    questions = QUESTIONS

    def __init__(self, words):
        self.words = words
        self.connection = None

    def connect(self, path=":memory:", **settings):
        threads = int(os.environ["INSYN_BENCH_THREADS"])
        self.connection = duckdb.connect(path, config={"threads": threads, **settings})

    def load(self, folder):
        self.connect()
        run = self.connection.execute
        rows = f"read_csv('{folder}/hushållsmånader.csv', header=true)"
        types = {}
        for word in WORDS:
            types[word] = "VARCHAR"
            if self.words == "ENUM":
                types[word] = f"e_{word}"
                run(f"CREATE TYPE e_{word} AS ENUM (SELECT DISTINCT {word} FROM {rows} "
                    f"WHERE {word} IS NOT NULL ORDER BY 1)")
        run(f"CREATE TABLE hm ({TYPES.format(**types)})")
        run(f"INSERT INTO hm BY NAME SELECT * FROM {rows}")
        run(f"CREATE TABLE bef (stadsdel {types['stadsdel']}, år SMALLINT, invånare INTEGER)")
        run(f"INSERT INTO bef SELECT stadsdel, år, invånare "
            f"FROM read_csv('{folder}/befolkning.csv', header=true)")

    def read(self, path):
        self.connect()
        self.connection.execute(f"CREATE TABLE hm AS SELECT * FROM read_csv('{path}')")

    def save(self, folder):
        # A form that the latest command line program reads too.
        self.connection.execute(
            f"ATTACH '{folder}/rows.duckdb' AS kept (STORAGE_VERSION 'v1.4.0')")
        self.connection.execute("COPY FROM DATABASE memory TO kept")
        self.connection.execute("DETACH kept")

    def open(self, folder):
        self.connect(f"{folder}/rows.duckdb", access_mode="READ_ONLY")

    def ask(self, text):
        result = self.connection.execute(text)
        rows = result.fetchall()
        return [column[0] for column in result.description], rows


if __name__ == "__main__":
    protocol.main(DuckDB(sys.argv[2] if len(sys.argv) == 3 else "ENUM"))
