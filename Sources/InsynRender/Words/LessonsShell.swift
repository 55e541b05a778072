import InsynValue

/// IN51–IN55: the commands of the shell, and stopping.
let commandsOfTheShell: [Lesson] = [
  Lesson(
    51, Title(sv: "Ett okänt kommando", en: "An unknown command"),
    Title(
      sv: """
        Ett kommando börjar med en punkt och skrivs helt ut, på svenska eller engelska, med eller \
        utan prickar. .hjälp räknar upp dem; några kommer först i en senare version.
        """,
      en: """
        A command begins with a point and is written out, in Swedish or English. .help lists them; \
        some come in a later version only.
        """),
    Title(sv: ".hjälp", en: ".help")),
  Lesson(
    52, Title(sv: "Ett kommando utan det som det behöver", en: "A command without what it needs"),
    Title(
      sv: """
        Vissa kommandon behöver ett ord till: en fil, en mapp, ett format eller ett antal sekunder. \
        .hjälp och kommandots namn visar ett exempel.
        """,
      en: """
        Some commands need one more word: a file, a folder, a format or a number of seconds. .help \
        and the name of the command show an example.
        """),
    Title(sv: ".hjälp spara", en: ".help save")),
  Lesson(
    53, Title(sv: "Avbrutet", en: "Stopped"),
    Title(
      sv: """
        Ctrl-C stoppar frågan och säger hur långt den kom; inget går förlorat. Ett villkor eller en \
        period gör frågan mindre.
        """,
      en: """
        Ctrl-C stops the question and says how far it came; nothing is lost. A condition or a \
        period makes the question smaller.
        """),
    Title(
      sv: "antal insatser per stadsdel där insatstyp = AR",
      en: "count interventions by district where \"type of intervention\" = AR")),
  Lesson(
    54, Title(sv: "Bara vid prompten", en: "At the prompt only"),
    Title(
      sv: """
        .redigera, .historik och .watch behöver någon som sitter vid tangentbordet. Ett skript som \
        ska köras om och om igen startas hellre av det som håller reda på tiden.
        """,
      en: """
        .edit, .history and .watch need somebody at the keyboard. A script that is to run again \
        and again is better started by what keeps the time.
        """)),
  Lesson(
    55, Title(sv: "En fil som läser sig själv", en: "A file that reads itself"),
    Title(
      sv: """
        .läs kör en annan fil på platsen där det står. Läser den filen i sin tur den första, blir \
        det aldrig klart.
        """,
      en: """
        .read runs another file where it stands. When that file in turn reads the first, it would \
        never be done.
        """)),
]
