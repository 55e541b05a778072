"""How an engine is spoken to: `run b05` is answered by NANOSECONDS ROWS and the rows.

An engine is a module's class with
  questions   for each id the text that is timed, or a pair of it and one whose answer is exact
  load(folder)      reads hushållsmånader.csv and befolkning.csv
  save(folder)      keeps the rows in the engine's own best file
  open(folder)      opens that file
  ask(text)         the names of the columns, and the rows
A column called NAME_of is what the column before it is divided by.
"""

import sys
import time


def cell(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value)


def line(names, row):
    cells = []
    for name, value in zip(names, row):
        if name.endswith("_of"):
            cells[-1] = f"{cells[-1]}/{cell(value)}" if cells[-1] and value else ""
        else:
            cells.append(cell(value))
    return "\t".join(cells)


def reply(*lines):
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def answer(engine, word, question):
    pair = engine.questions[question]
    timed, exact = pair if isinstance(pair, tuple) else (pair, pair)
    start = time.perf_counter_ns()
    names, rows = engine.ask(exact if word == "check" else timed)
    taken = time.perf_counter_ns() - start
    reply(f"{taken} {len(rows)}", *(line(names, row) for row in rows))


def serve(engine, folder):
    start = time.perf_counter_ns()
    engine.load(folder)
    reply(f"ready {time.perf_counter_ns() - start}")
    for request in sys.stdin:
        word, what = request.split(maxsplit=1)
        what = what.strip()
        if word == "save":
            engine.save(what)
            reply("0 0")
        else:
            answer(engine, word, what)


def cold(engine, folder):
    """Opens the engine's own file, answers everything once and writes it out."""
    engine.open(folder)
    for pair in engine.questions.values():
        names, rows = engine.ask(pair[0] if isinstance(pair, tuple) else pair)
        reply(*(line(names, row) for row in rows))


def read(engine, folder):
    """Only reads the CSV file of the rows, its types found by the engine itself."""
    start = time.perf_counter_ns()
    engine.read(f"{folder}/hushållsmånader.csv")
    reply(f"ready {time.perf_counter_ns() - start}")
    sys.stdin.readline()


def main(engine):
    """FOLDER, --cold FOLDER, --read FOLDER, or --script for the questions as a script of SQL."""
    if sys.argv[1] == "--cold":
        cold(engine, sys.argv[2])
    elif sys.argv[1] == "--read":
        read(engine, sys.argv[2])
    elif sys.argv[1] == "--script":
        for pair in engine.questions.values():
            print(f"{pair[0] if isinstance(pair, tuple) else pair};")
    else:
        serve(engine, sys.argv[1])
