import InsynValue

/// IN34–IN72: the session, files, data packages and definitions.
let filesAndSessions: [Lesson] = [
  Lesson(
    34, Title(sv: "Inget svar att utgå från", en: "No answer to start from"),
    Title(
      sv: """
        källa, spara och ett led för sig gäller det senaste svaret, och än har inget kommit. \
        Ställ en hel fråga först.
        """,
      en: """
        source, save and a clause alone concern the latest answer, and there is none yet. Ask a \
        whole question first.
        """),
    Title(sv: "antal insatser per stadsdel", en: "count interventions by district")),
  Lesson(
    35, Title(sv: "Ett led för sig i en fil", en: "A clause alone in a file"),
    Title(
      sv: """
        Vid prompten ändrar ett led för sig den senaste frågan. I en fil är varje rad en hel \
        fråga, så att den går att läsa för sig och flytta.
        """,
      en: """
        At the prompt a clause alone changes the latest question. In a file each line is a whole \
        question, so that it can be read and moved by itself.
        """),
    Title(
      sv: "insatser: antal insatser per stadsdel x kön",
      en: "interventions: count interventions by district x gender")),
  Lesson(
    36, Title(sv: "Två svar i en fil", en: "Two answers in one file"),
    Title(
      sv: """
        En fil i csv eller json rymmer en enda tabell. Ge varje fråga en egen fil, eller välj ett \
        format som rymmer flera svar, som table eller markdown.
        """,
      en: """
        A file in csv or json holds a single table. Give each question a file of its own, or \
        choose a format that holds several answers, such as table or markdown.
        """)),
  Lesson(
    37, Title(sv: "i fjol som urval", en: "last year as a selection"),
    Title(
      sv: """
        i fjol jämför med året innan och står efter mot. Som urval skulle det byta betydelse \
        varje nyår; skriv i stället året.
        """,
      en: """
        last year compares with the year before and follows vs. As a selection it would change \
        its meaning every New Year; write the year instead.
        """),
    Title(
      sv: "andel barn i bidragsfamiljer per stadsdel 2016 mot i fjol",
      en: "share of children in benefit families by district 2016 vs last year")),
  Lesson(
    38, Title(sv: "Inga regler att granska mot", en: "No rules to check against"),
    Title(
      sv: """
        granska jämför tal som rapporterna själva säger ska stämma med varandra. Uppgifterna som \
        är öppna nu har inga sådana regler.
        """,
      en: """
        check compares figures that the reports themselves say should agree. The data that are \
        open now have no such rules.
        """)),
  Lesson(
    39, Title(sv: "En parameter som inte stämmer", en: "A parameter that does not fit"),
    Title(
      sv: """
        Värdet är inte av det slag som param-raden anger, eller så är namnet upptaget av en \
        flagga till insyn. Slagen är text, tal, heltal, procent, period, år och namnet på ett \
        fält.
        """,
      en: """
        The value is not of the kind that the param line says, or the name is taken by a flag of \
        insyn. The kinds are text, tal, heltal, procent, period, år and the name of a field.
        """)),
  Lesson(
    40, Title(sv: "En fil som inte går att läsa", en: "A file that cannot be read"),
    Title(
      sv: """
        Filen finns inte på den platsen, eller så saknas rätten att läsa den. I ett datapaket \
        står filernas namn i datapackage.json, under path, räknat från paketets egen mapp.
        """,
      en: """
        The file is not at that place, or the right to read it is missing. In a data package the \
        names of the files stand in datapackage.json, under path, relative to the package's \
        folder.
        """)),
  Lesson(
    41, Title(sv: "En fil som inte är UTF-8", en: "A file that is not UTF-8"),
    Title(
      sv: """
        Frågor och beskrivningar läses som text i UTF-8. En tabell kan också vara i Windows-1252 \
        eller UTF-16, men inte i flera på en gång, och inte skadad. Spara om filen i UTF-8; i \
        Excel heter valet CSV UTF-8.
        """,
      en: """
        Questions and descriptions are read as UTF-8 text. A table may also be in Windows-1252 \
        or UTF-16, but not in several at once, and not damaged. Save the file again as UTF-8; in \
        Excel the choice is called CSV UTF-8.
        """)),
  Lesson(
    42, Title(sv: "En fil som inte är JSON", en: "A file that is not JSON"),
    Title(
      sv: """
        Filen bryter mot formatet JSON på den rad som anges. Oftast fattas ett komma, ett \
        citattecken eller en parentes, eller så står ett komma för mycket på raden före.
        """,
      en: """
        The file breaks the JSON format at the line given. Mostly a comma, a quote or a bracket \
        is missing, or the line before has a comma too many.
        """)),
  Lesson(
    43, Title(sv: "En beskrivning som inte stämmer", en: "A description that is not right"),
    Title(
      sv: """
        datapackage.json beskriver tabellerna, deras fält och vad fälten är. Meddelandet anger \
        rad, fält och vad som väntas där.
        """,
      en: """
        datapackage.json describes the tables, their fields and what the fields are. The message \
        gives the line, the field and what is wanted there.
        """)),
  Lesson(
    44, Title(sv: "En cell som inte stämmer", en: "A cell that is not right"),
    Title(
      sv: """
        En cell eller rad i en datafil är inte som beskrivningen säger; meddelandet anger fil, \
        rad och tecken. En fil har ett enda decimaltecken, punkt eller komma, och mellanslag \
        bara före tre siffror; perioder skrivs som 2016, T1 2017 eller 2016-03, och det som \
        saknas lämnas tomt.
        """,
      en: """
        A cell or line of a data file is not as the description says; the message gives the \
        file, the line and the letter. A file has a single decimal sign, point or comma, and \
        blanks only before three digits; periods are written as 2016, T1 2017 or 2016-03, and \
        what is missing is left empty.
        """)),
  Lesson(
    45, Title(sv: "Ett ord som hör till språket", en: "A word of the language"),
    Title(
      sv: """
        Namnet är ett av språkets egna ord, eller ett sådant följt av en tabell eller ett fält, \
        som antal insatser. Det skulle göra andra frågor omöjliga att läsa; ett längre namn går \
        bra.
        """,
      en: """
        The name is a word of the language, or one followed by a table or a field, such as count \
        interventions. It would make other questions impossible to read; a longer name is fine.
        """),
    Title(
      sv: "låt \"AR för kvinnor\" = insatser: antal insatser där insatstyp = AR och kön = kvinnor",
      en: "let \"AR for women\" = interventions: count interventions where intervention type = AR "
        + "and gender = women")),
  Lesson(
    46, Title(sv: "En skyddad tabell läses inte in", en: "A protected table is not read"),
    Title(
      sv: """
        Tabellen är märkt som skyddad, alltså om enskilda hushåll eller personer. Sådana tabeller \
        läses bara in när de är märkta som syntetiska, påhittade för övning.
        """,
      en: """
        The table is marked as protected, that is, about single households or people. Such tables \
        are only read when marked as synthetic, made up for practice.
        """)),
  Lesson(
    47, Title(sv: "En rad med alltför många läsningar", en: "A line with too many readings"),
    Title(
      sv: """
        Raden är så lång eller så otydlig att den går att läsa på alltför många sätt. Citattecken \
        runt namn av flera ord, eller två kortare frågor, löser det.
        """,
      en: """
        The line is so long or so unclear that it can be read in far too many ways. Quotes around \
        names of several words, or two shorter questions, solve it.
        """),
    Title(
      sv: "\"andel barn i bidragsfamiljer\" per stadsdel 2016",
      en: "\"share of children in benefit families\" by district 2016")),
  Lesson(
    48, Title(sv: "En fil som inte går att skriva", en: "A file that cannot be written"),
    Title(
      sv: """
        Mappen finns inte, disken är full eller så saknas rätten att skriva där. Välj en annan \
        plats för filen.
        """,
      en: """
        The folder does not exist, the disk is full, or the right to write there is missing. \
        Choose another place for the file.
        """)),
  Lesson(
    49, Title(sv: "Ett mått ur en annan tabell", en: "A measure of another table"),
    Title(
      sv: """
        I en uträkning hör måtten till en och samma tabell. Ett mått ur en annan tabell sätts \
        inom parentes, och hittar då sin egen.
        """,
      en: """
        In an expression the measures belong to one table. A measure of another table stands in \
        parentheses, and then finds its own.
        """),
    Title(
      sv:
        "\"Antal tillhandahållna platser för feriejobb\" / ( \"antal bidragshushåll i snitt\" ) per stadsdel 2016",
      en:
        "\"Antal tillhandahållna platser för feriejobb\" / ( \"antal bidragshushåll i snitt\" ) by district 2016"
    )),
  Lesson(
    50, Title(sv: "Inga frågor", en: "No questions"),
    Title(
      sv: """
        Filen eller det som kom på standard in har ingen fråga att svara på. Är filen den rätta, \
        och blev den skriven färdigt?
        """,
      en: """
        The file, or what came on standard input, has no question to answer. Is it the right \
        file, and was it written to its end?
        """),
    Title(sv: "antal insatser per stadsdel", en: "count interventions by district")),
  Lesson(
    56, Title(sv: "Inget att rita", en: "Nothing to draw"),
    Title(
      sv: """
        En bild behöver tal av ett och samma slag: en staplad eller dragen kolumn med antal, \
        belopp eller andelar. Ett svar av bara ord visas som tabell.
        """,
      en: """
        A picture needs numbers of one kind: a column of counts, amounts or shares. An answer of \
        words alone is shown as a table.
        """),
    Title(
      sv: "antal insatser per stadsdel som staplar", en: "count interventions by district as bars")),
  Lesson(
    70, Title(sv: "Uppgifter som inte ryms i minnet", en: "Data that do not fit in memory"),
    Title(
      sv: """
        Tabellerna hålls i minnet medan insyn är igång, packade så tätt det går. Stäng andra \
        program, ta bort kolumner som inte behövs, eller dela filen.
        """,
      en: """
        The tables are held in memory while insyn runs, packed as tightly as can be. Close other \
        programs, leave out columns that are not needed, or split the file.
        """)),
  Lesson(
    71,
    Title(sv: "En ögonblicksbild som inte går att öppna", en: "A snapshot that cannot be opened"),
    Title(
      sv: """
        En fil som slutar på .insyn är alla tabeller som de var när de sparades. Den prövas när \
        den öppnas och när en kolumn först läses; är en enda byte ändrad ges inga svar ur den. \
        Spara den igen ur mappen som den kom ifrån.
        """,
      en: """
        A file that ends in .insyn is all the tables as they were when they were saved. It is \
        checked when it is opened and when a column is first read; if a single byte has changed \
        no answers are given from it. Save it again from the folder that it came from.
        """)),
  Lesson(
    72, Title(sv: "Disken är full", en: "The disk is full"),
    Title(
      sv: """
        Det fanns inte plats för hela filen. Det som hann skrivas är borttaget, och en äldre fil \
        med samma namn är kvar. Gör plats, eller spara någon annanstans.
        """,
      en: """
        There was no room for the whole file. What was written is gone, and an older file of the \
        same name is still there. Make room, or save it somewhere else.
        """)),
]
