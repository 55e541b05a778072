import InsynValue

/// IN01–IN15: names, splits, comparisons and shares.
let namesAndSplits: [Lesson] = [
  Lesson(
    1, Title(sv: "Ett okänt namn", en: "An unknown name"),
    Title(
      sv: """
        Ordet är inget namn i katalogen: inget mått, ingen tabell, inget fält och inget värde. \
        Närmast visar det mest lika namnet, om det finns något. visa följt av ett ord letar i \
        alla namn, på svenska och engelska.
        """,
      en: """
        The word is no name of the catalogue: no measure, table, field or value. Closest gives \
        the most similar name, if there is one. show followed by a word searches all names, in \
        Swedish and English.
        """),
    Title(
      sv: "andel barn i bidragsfamiljer per stadsdel 2016",
      en: "share of children in benefit families by district 2016")),
  Lesson(
    2, Title(sv: "Ett okänt värde", en: "An unknown value"),
    Title(
      sv: """
        Till höger om en jämförelse står ett av fältets egna värden, och det här är inget av dem. \
        visa följt av fältets namn räknar upp dem alla.
        """,
      en: """
        To the right of a comparison stands one of the field's own values, and this is none of \
        them. show followed by the field's name lists them all.
        """),
    Title(
      sv: "antal insatser per kön där insatstyp = AR",
      en: "count interventions by gender where intervention type = AR")),
  Lesson(
    3, Title(sv: "Ett namn i flera tabeller", en: "A name in several tables"),
    Title(
      sv: """
        Samma namn finns i mer än en tabell, och inget annat i frågan avgör vilken som menas. \
        Skriv tabellens namn och ett kolon först.
        """,
      en: """
        The same name is found in more than one table, and nothing else in the question decides \
        which is meant. Write the table's name and a colon first.
        """),
    Title(sv: "ekonomi: utfall per rad", en: "economy: outcome by line")),
  Lesson(
    4, Title(sv: "Ett fält som tabellen inte har", en: "A field that the table lacks"),
    Title(
      sv: """
        Varje tabell går att dela upp på sina egna fält, och meddelandet räknar upp dem. Med \
        flera mått i en fråga behöver alla ha fältet.
        """,
      en: """
        Each table can be split by its own fields, and the message lists them. With several \
        measures in a question all of them need the field.
        """),
    Title(sv: "antal insatser per avslutsorsak", en: "count interventions by reason for ending")),
  Lesson(
    5, Title(sv: "per utan fortsättning", en: "by with nothing after it"),
    Title(
      sv: """
        Efter per står det som ska bli rader, ett fält eller flera med komma emellan. Också år, \
        tertial och månad kan stå där, när tabellen har perioder.
        """,
      en: """
        After by stands what becomes rows, one field or several with commas between. Year, \
        tertial and month can stand there too, when the table has periods.
        """),
    Title(sv: "antal insatser per stadsdel, kön", en: "count interventions by district, gender")),
  Lesson(
    6, Title(sv: "Två uppdelningar i kolumner", en: "Two column splits"),
    Title(
      sv: """
        Kolumnerna delas upp på ett enda fält, det efter x. Flera fält får plats på raderna, \
        efter per.
        """,
      en: """
        The columns are split by a single field, the one after x. Several fields have room on the \
        rows, after by.
        """),
    Title(
      sv: "antal insatser per insatstyp, period x kön",
      en: "count interventions by intervention type, period x gender")),
  Lesson(
    7, Title(sv: "En vana från ett annat språk", en: "A habit from another language"),
    Title(
      sv: """
        Ordet eller tecknet hör till SQL, KQL eller ett kalkylblad. I insyn står först det som \
        ska mätas, sedan led i valfri ordning: per delar upp, där väljer ut, sortera ordnar, topp \
        begränsar.
        """,
      en: """
        The word or sign belongs to SQL, KQL or a spreadsheet. In insyn what to measure stands \
        first, then clauses in any order: by splits, where selects, sort orders, top limits.
        """),
    Title(
      sv: "antal insatser per avslutsorsak där kön = kvinnor topp 3",
      en: "count interventions by reason for ending where gender = women top 3")),
  Lesson(
    8, Title(sv: "Olika enheter", en: "Unlike units"),
    Title(
      sv: """
        Kronor, procent och antal går inte att lägga ihop, sortera eller rita tillsammans. kr, \
        tkr och mnkr räknas om till varandra av sig själva. Välj en enhet med där, eller ställ \
        måtten bredvid varandra med komma emellan.
        """,
      en: """
        Kronor, percent and counts cannot be added, sorted or drawn together. kr, tkr and mnkr \
        are converted by themselves. Choose one unit with where, or put the measures side by side \
        with a comma between.
        """),
    Title(
      sv: "indikatorer där enhet = procent sortera utfall fallande topp 5",
      en: "indicators where unit = percent sort outcome descending top 5")),
  Lesson(
    9, Title(sv: "Ett fält med många värden", en: "A field with many values"),
    Title(
      sv: """
        Fältet har ett värde för varje rad, och frågan säger inte hur de blir ett tal. Skriv \
        summa, snitt, median, minst eller störst framför fältet, eller räkna raderna där ett \
        villkor gäller.
        """,
      en: """
        The field has a value for each row, and the question does not say how they become one \
        number. Write sum, average, median, min or max before the field, or count the rows where \
        a condition holds.
        """),
    Title(
      sv: "insatser: unika avslutsorsak per insatstyp",
      en: "interventions: distinct reason for ending by intervention type")),
  Lesson(
    10, Title(sv: "Två slags villkor i ett", en: "Two kinds of condition in one"),
    Title(
      sv: """
        Villkor på fält väljer rader innan något räknas; villkor på mått väljer bland de \
        uträknade talen efteråt. De går att förena med och, men inte med eller.
        """,
      en: """
        Conditions on fields select rows before anything is counted; conditions on measures \
        select among the results afterwards. They can be joined with and, but not with or.
        """),
    Title(
      sv: "antal insatser per stadsdel där insatstyp != AR och antal insatser > 10",
      en: "count interventions by district where intervention type != AR "
        + "and count interventions > 10")),
  Lesson(
    11, Title(sv: "En period utan tal", en: "A period without figures"),
    Title(
      sv: """
        Inga tal gäller perioden, eller så har jämförelsen ingen period att utgå från. \
        Meddelandet räknar upp perioderna som finns. i fjol är ett år tidigare och föregående \
        perioden närmast före, enligt kalendern.
        """,
      en: """
        No figures are for the period, or the comparison has no period to start from. The message \
        lists the periods that there are. last year is one year earlier and previous the period \
        just before, by the calendar.
        """),
    Title(
      sv: "andel barn i bidragsfamiljer per stadsdel 2016 mot i fjol",
      en: "share of children in benefit families by district 2016 vs last year")),
  Lesson(
    12, Title(sv: "Inget mål att jämföra med", en: "No target to compare with"),
    Title(
      sv: """
        Bara tabeller med ett fält för mål kan jämföras med det; i rapporterna är det \
        indikatorer, med årsmål och KF:s årsmål. Svaret säger då också om målet är uppfyllt eller \
        missat.
        """,
      en: """
        Only tables with a field for targets can be compared with it; in the reports that is \
        indicators, with target and council target. The answer then also says whether the target \
        is met or missed.
        """),
    Title(sv: "indikatorer mot årsmål där missat", en: "indicators vs target where missed")),
  Lesson(
    13, Title(sv: "En lista utan mellanslag", en: "A list without a space"),
    Title(
      sv: """
        Ett komma mellan två siffror är ett decimaltecken, så (1,2) är ett enda tal. Med ett \
        mellanslag efter kommat blir det en lista: (1, 2).
        """,
      en: """
        A comma between two digits is a decimal sign, so (1,2) is a single number. A space after \
        the comma makes it a list: (1, 2).
        """),
    Title(
      sv: "antal insatser per kön där insatstyp = (AR, OSA)",
      en: "count interventions by gender where intervention type = (AR, OSA)")),
  Lesson(
    14, Title(sv: "En andel av något som inte finns", en: "A share of what is not there"),
    Title(
      sv: """
        En andel av raden behöver kolumner, som x ger, och en andel av kolumnen behöver rader, \
        som per ger. En andel av totalen går alltid.
        """,
      en: """
        A share of row needs columns, which x gives, and a share of column needs rows, which by \
        gives. A share of total is always possible.
        """),
    Title(
      sv: "antal insatser per insatstyp x kön som andel av raden",
      en: "count interventions by intervention type x gender as share of row"),
    Title(
      sv: "antal insatser per insatstyp som andel av totalen",
      en: "count interventions by intervention type as share of total")),
  Lesson(
    15, Title(sv: "Inga rader kvar", en: "No rows left"),
    Title(
      sv: """
        Frågan är riktig, men ingen rad svarar mot alla villkor; meddelandet säger efter vilket \
        de tog slut. förklara visar hur många rader som är kvar efter varje steg.
        """,
      en: """
        The question is right, but no row meets all conditions; the message says after which they \
        ran out. explain shows how many rows are left after each step.
        """),
    Title(sv: "antal insatser per period", en: "count interventions by period")),
]
