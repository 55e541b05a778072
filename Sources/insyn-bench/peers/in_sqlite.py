"""SQLite in memory, with an index on the column that most questions group by."""

import csv
import sqlite3

import protocol

HALVES = """FROM (SELECT stadsdel, belopp,
    row_number() OVER (PARTITION BY stadsdel ORDER BY belopp) r,
    count(*) OVER (PARTITION BY stadsdel) n FROM hm WHERE belopp IS NOT NULL)
  WHERE r IN ((n + 1) / 2, (n + 2) / 2) GROUP BY stadsdel"""

# SQLite has no grouping sets: the groups are counted once, and summed for the totals.
SHARES = """WITH g AS (SELECT försörjningshinder f, hushållstyp t, count(*) n FROM hm GROUP BY 1, 2)
  SELECT f, t, {cell} FROM (
    SELECT f, t, n, sum(n) OVER (PARTITION BY f) n_of FROM g
    UNION ALL
    SELECT '*', t, sum(n), (SELECT count(*) FROM hm) FROM g GROUP BY t)"""

RATIOS = """SELECT stadsdel, år, {cell} FROM
    (SELECT stadsdel, år, sum(invånare) i FROM bef GROUP BY stadsdel, år)
    FULL JOIN (SELECT stadsdel, år, count(*) n FROM hm GROUP BY stadsdel, år)
    USING (stadsdel, år)"""

YEARS = """SELECT stadsdel, n, f, n - f, {cell} FROM (
    SELECT stadsdel, count(*) FILTER (WHERE år = 2016) n, count(*) FILTER (WHERE år = 2015) f
    FROM hm WHERE år IN (2015, 2016) GROUP BY stadsdel)"""

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
        """SELECT stadsdel, kön, count(*) FILTER (WHERE "månader i år" >= 10) * 1.0 / count(*)
           FROM hm GROUP BY stadsdel, kön""",
        """SELECT stadsdel, kön, count(*) FILTER (WHERE "månader i år" >= 10) p, count(*) p_of
           FROM hm GROUP BY stadsdel, kön""",
    ),
    "b05": (
        f"SELECT stadsdel, avg(belopp) {HALVES}",
        f"SELECT stadsdel, sum(belopp) m, count(*) m_of {HALVES}",
    ),
    "b06": "SELECT stadsdel, år, count(DISTINCT hushållsid) FROM hm GROUP BY stadsdel, år",
    "b07": """SELECT count(*), sum(belopp) FROM hm
              WHERE stadsdel = 'Norrmalm' AND år = 2016 AND belopp >= 15000""",
    "b08": "SELECT hushållsid, stadsdel, månad, belopp FROM hm ORDER BY belopp DESC LIMIT 10",
    "b09": (SHARES.format(cell="n * 1.0 / n_of share"), SHARES.format(cell="n, n_of")),
    "b10": (
        "SELECT count(*), sum(belopp), min(belopp), max(belopp), avg(belopp) FROM hm",
        """SELECT count(*), sum(belopp), min(belopp), max(belopp),
             sum(belopp) a, count(belopp) a_of FROM hm""",
    ),
    "b11": """SELECT hushållsid, sum(belopp) s FROM hm
              GROUP BY hushållsid ORDER BY s DESC, hushållsid LIMIT 10""",
    "b12": (
        RATIOS.format(cell="coalesce(n, 0) * 1.0 / i"),
        RATIOS.format(cell="coalesce(n, 0) n, i n_of"),
    ),
    "b13": (YEARS.format(cell="(n - f) * 1.0 / f"), YEARS.format(cell="n - f c, f c_of")),
}

NUMBERS = {"hushållsid", "år", "barn", "månader i år", "belopp", "invånare"}


class SQLite:
    questions = QUESTIONS

    def __init__(self):
        self.connection = None

    def load(self, folder):
        self.connection = sqlite3.connect(":memory:")
        self.fill("hm", f"{folder}/hushållsmånader.csv")
        self.fill("bef", f"{folder}/befolkning.csv")
        self.connection.execute("CREATE INDEX of_stadsdel ON hm (stadsdel)")
        self.connection.execute("ANALYZE")
        self.connection.commit()

    def fill(self, table, path):
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            names = next(rows)
            types = ", ".join(f'"{n}" {"INTEGER" if n in NUMBERS else "TEXT"}' for n in names)
            cells = ", ".join("nullif(?, '')" for _ in names)
            self.connection.execute(f"CREATE TABLE {table} ({types})")
            self.connection.executemany(f"INSERT INTO {table} VALUES ({cells})", rows)

    def save(self, folder):
        self.connection.execute(f"VACUUM INTO '{folder}/rows.sqlite'")

    def open(self, folder):
        self.connection = sqlite3.connect(f"{folder}/rows.sqlite")

    def ask(self, text):
        result = self.connection.execute(text)
        return [column[0] for column in result.description], result.fetchall()


if __name__ == "__main__":
    protocol.main(SQLite())
