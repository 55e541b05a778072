import InsynValue

/// IN16–IN33: what may stand together in a question.
let rulesOfQuestions: [Lesson] = [
  Lesson(
    16, Title(sv: "Ett publicerat tal räknas inte om", en: "A published figure is not recomputed"),
    Title(
      sv: """
        Talet står i en rapport och visas som det står, så snitt, median och andel av flera \
        sådana tal skulle bli ett tal som ingen har publicerat. summa går för antal och pengar, \
        över delarna av en period.
        """,
      en: """
        The figure stands in a report and is shown as it stands, so an average, median or share \
        of several such figures would be one that nobody has published. sum is possible for \
        counts and money, over the parts of one period.
        """),
    Title(
      sv: "andel barn i bidragsfamiljer per stadsdel 2016",
      en: "share of children in benefit families by district 2016")),
  Lesson(
    17, Title(sv: "En fil skrivs helt ut", en: "A file is written out in full"),
    Title(
      sv: """
        Det som sparas i en fil ska betyda detsamma när uppgifterna växer. Därför står tabellen \
        först, namn av flera ord inom citattecken och värden till höger om en jämförelse. Prova \
        visar raden som den ska stå, och insyn --canonical skriver om en hel fil.
        """,
      en: """
        What is kept in a file must mean the same when the data grow. Therefore the table stands \
        first, names of several words in quotes, and values to the right of a comparison. Try \
        shows the line as it should stand, and insyn --canonical rewrites a whole file.
        """),
    Title(
      sv: "insatser: antal insatser per kön där insatstyp = AR",
      en: "interventions: count interventions by gender where \"intervention type\" = AR")),
  Lesson(
    18, Title(sv: "En hel fråga bland andra mått", en: "A whole question among other measures"),
    Title(
      sv: """
        Namnet står för en sparad fråga med egna led, som en uppdelning eller en jämförelse. En \
        sådan är ensam i sin fråga och ingår inte i någon uträkning; egna led går att lägga till.
        """,
      en: """
        The name stands for a saved question with clauses of its own, such as a split or a \
        comparison. It is alone in its question and part of no sum; clauses can be added to it.
        """),
    Title(sv: "AR-utfall per kön", en: "AR outcomes by gender")),
  Lesson(
    19, Title(sv: "med på ett antal", en: "with on a count"),
    Title(
      sv: """
        med lägger fält till en lista av rader eller till publicerade tal. Ett antal eller en \
        summa har många rader bakom sig och inget eget värde i fältet. Ett villkor på fältet \
        skrivs efter där, en uppdelning efter per.
        """,
      en: """
        with adds fields to a list of rows or to published figures. A count or a sum has many \
        rows behind it and no value of its own in the field. A condition on the field follows \
        where, a split follows by.
        """),
    Title(
      sv: "indikatorer med indikator, utfall, årsmål där enhet = procent",
      en: "indicators with indicator, outcome, target where unit = percent")),
  Lesson(
    20, Title(sv: "mot och x i samma fråga", en: "vs and x in the same question"),
    Title(
      sv: """
        mot ger kolumner för jämförelsen och x för delarna, och tillsammans går de inte att läsa. \
        Lägg uppdelningen på raderna med per, eller ta bort mot och ställ perioderna bredvid \
        varandra med x period.
        """,
      en: """
        vs makes columns for the comparison and x for the parts, and together they cannot be \
        read. Put the split on the rows with by, or drop vs and put the periods side by side with \
        x period.
        """),
    Title(
      sv: "antal insatser per insatstyp x period",
      en: "count interventions by intervention type x period"
    ),
    Title(
      sv: "andel barn i bidragsfamiljer per stadsdel mot föregående",
      en: "share of children in benefit families by district vs previous")),
  Lesson(
    21, Title(sv: "Ett värde av två fält", en: "A value of two fields"),
    Title(
      sv: """
        Värdet finns i mer än ett fält, och för sig självt säger det inte i vilket. Skriv fältet \
        och ett likhetstecken framför.
        """,
      en: """
        The value is found in more than one field, and alone it does not say in which. Write the \
        field and an equals sign before it.
        """),
    Title(
      sv: "antal insatser där avslutsorsak = arbete",
      en: "count interventions where reason for ending = work")),
  Lesson(
    22, Title(sv: "Ett citattecken utan slut", en: "A quote that is not closed"),
    Title(
      sv: """
        Ett namn inom citattecken slutar med ett likadant tecken. ", ' och ” går alla bra.
        """,
      en: """
        A name in quotes ends with the same sign. ", ' and ” all work.
        """),
    Title(
      sv: "antal insatser där insatstyp = \"AR\"",
      en: "count interventions where intervention type = \"AR\"")),
  Lesson(
    23, Title(sv: "En parameter utan värde", en: "A parameter without a value"),
    Title(
      sv: """
        Ett namn som börjar med $ får sitt värde när filen körs, till exempel --år 2016. En \
        param-rad överst i filen anger vad som väntas och kan ge ett värde efter =.
        """,
      en: """
        A name that begins with $ gets its value when the file is run, such as --år 2016. A param \
        line at the top of the file says what is wanted and can give a value after =.
        """),
    Title(sv: "antal insatser per stadsdel 2016", en: "count interventions by district 2016")),
  Lesson(
    24, Title(sv: "Ett antal med bokstäver", en: "A number in letters"),
    Title(
      sv: "Antalet rader efter topp och botten skrivs med siffror.",
      en: "The number of rows after top and bottom is written with digits."),
    Title(
      sv: "antal insatser per avslutsorsak topp 3",
      en: "count interventions by reason for ending top 3")),
  Lesson(
    25, Title(sv: "Året före tertialet", en: "The year before the tertial"),
    Title(
      sv: """
        Ett tertial eller kvartal står före sitt år: T1 2017 är januari till april 2017 och Q1 \
        2017 januari till mars. Månader och dagar skrivs 2017-04 och 2017-04-15.
        """,
      en: """
        A tertial or quarter stands before its year: T1 2017 is January to April 2017 and Q1 2017 \
        January to March. Months and days are written 2017-04 and 2017-04-15.
        """),
    Title(sv: "indikatorer T1 2017", en: "indicators T1 2017")),
  Lesson(
    26, Title(sv: "Inget gemensamt fält", en: "No shared field"),
    Title(
      sv: """
        Ett tal ur en tabell delat med ett ur en annan läggs ihop över de fält som båda har. Dela \
        upp på ett sådant fält, eller ställ frågorna var för sig.
        """,
      en: """
        A figure of one table divided by one of another is aligned on the fields that both have. \
        Split by such a field, or ask the questions one by one.
        """),
    Title(sv: "antal insatser per stadsdel", en: "count interventions by district")),
  Lesson(
    27, Title(sv: "Ett led två gånger", en: "A clause twice"),
    Title(
      sv: """
        Varje led får stå en gång, utom villkor, som får vara flera. Flera fält efter per skiljs \
        åt med komma.
        """,
      en: """
        Each clause may stand once, but for conditions, of which there may be several. Several \
        fields after by are separated by commas.
        """),
    Title(sv: "antal insatser per stadsdel, kön", en: "count interventions by district, gender")),
  Lesson(
    28, Title(sv: "En skyddad tabell listas inte", en: "A protected table is not listed"),
    Title(
      sv: """
        Raderna i en skyddad tabell gäller enskilda hushåll eller personer och visas aldrig en \
        och en. Att räkna dem i grupper med antal, summa och snitt går bra.
        """,
      en: """
        The rows of a protected table are about single households or people and are never shown \
        one by one. Counting them in groups with count, sum and average is fine.
        """),
    Title(sv: "antal insatser per stadsdel", en: "count interventions by district")),
  Lesson(
    29, Title(sv: "En lista delas inte upp", en: "A list is not split"),
    Title(
      sv: """
        En tabells namn för sig listar dess rader, och en lista har inga grupper att dela upp, ta \
        andelar av eller summera. Skriv antal framför tabellens namn för att räkna.
        """,
      en: """
        A table's name alone lists its rows, and a list has no groups to split, take shares of or \
        total. Write count before the table's name to count.
        """),
    Title(sv: "antal indikatorer per stadsdel", en: "count indicators by district")),
  Lesson(
    30, Title(sv: "Något som inte passar här", en: "Something that does not fit here"),
    Title(
      sv: """
        Raden gick att läsa fram till stället som är utmärkt, eller så tar den slut för tidigt. \
        Först står måttet, sedan led i valfri ordning: per, x, där, mot, som andel av, med \
        totalt, sortera, topp.
        """,
      en: """
        The line could be read up to the marked place, or it ends too early. The measure stands \
        first, then clauses in any order: by, x, where, vs, as share of, with total, sort, top.
        """),
    Title(
      sv: "ekonomi: budget mot utfall per rad med totalt",
      en: "economy: budget vs outcome by line with total")),
  Lesson(
    31, Title(sv: "Ett namn som är upptaget", en: "A name that is taken"),
    Title(
      sv: """
        Katalogens namn behåller sin betydelse, så att en fråga betyder detsamma för alla. Välj \
        ett annat namn; de egna namnen kan få en ny betydelse när som helst.
        """,
      en: """
        The catalogue's names keep their meaning, so that a question means the same to everyone. \
        Choose another name; names of one's own can be redefined at any time.
        """),
    Title(
      sv: "låt \"insatser för kvinnor\" = insatser: antal insatser där kön = kvinnor",
      en:
        "let \"interventions for women\" = interventions: count interventions where gender = women"
    )),
  Lesson(
    32, Title(sv: "Ett för stort svar", en: "Too large a result"),
    Title(
      sv: """
        Alla tal räknas exakt, och det här svaret har fler siffror än som ryms. Oftast är det en \
        produkt av stora tal: dela upp uträkningen eller räkna i mnkr.
        """,
      en: """
        All numbers are computed exactly, and this result has more digits than fit. Mostly it is \
        a product of large numbers: split the computation or use mnkr.
        """),
    Title(sv: "antal insatser per period", en: "count interventions by period")),
  Lesson(
    33, Title(sv: "Fel slags värde", en: "The wrong kind of value"),
    Title(
      sv: """
        På det här stället väntas till exempel ett tal, men namnet står för en text, ett fält \
        eller ett villkor. Ett fält med text går att jämföra med =, != och innehåller, och att \
        räkna med unika.
        """,
      en: """
        This place wants for example a number, but the name stands for a text, a field or a \
        condition. A field of text can be compared with =, != and contains, and counted with \
        distinct.
        """),
    Title(
      sv: "indikatorer där indikator innehåller \"barn\"",
      en: "indicators where indicator contains \"barn\"")),
]
