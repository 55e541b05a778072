import InsynValue

// Words that mean something only in their place.

let placesOfWords: [Lesson] = [
  Lesson(
    57, Title(sv: "En kolumn som bara mot ger", en: "A column that only vs adds"),
    Title(
      sv: """
        Jämförelse, skillnad och ändring är kolumner som mot lägger till. Utan mot finns de inte, \
        och då går det varken att pröva dem eller att sortera efter dem.
        """,
      en: """
        Reference, difference and change are columns that vs adds. Without vs they are not there, \
        and can neither be tested nor sorted by.
        """),
    Title(
      sv: "indikatorer mot årsmål där skillnad > 0",
      en: "indicators vs annual target where difference > 0"),
    Title(
      sv: "bidragshushåll per stadsdel mot i fjol sortera skillnad",
      en: "benefit households by district vs last year sort difference")),
  Lesson(
    58, Title(sv: "Inte står före villkoret", en: "Not stands before the condition"),
    Title(
      sv: """
        Inte vänder på ett helt villkor och står framför det: inte årsmål saknas är alla rader \
        som har ett årsmål.
        """,
      en: """
        Not turns a whole condition round and stands before it: not annual target missing is all \
        rows that have an annual target.
        """),
    Title(
      sv: "indikatorer där inte årsmål saknas",
      en: "indicators where not annual target missing")),
  Lesson(
    60, Title(sv: "Ett id räknas bara", en: "An id is only counted"),
    Title(
      sv: """
        Ett id skiljer hushåll eller personer åt, så att samma hushåll känns igen på flera rader. \
        Unika räknar dem; att söka ett visst, summera eller visa dem går inte, för en rad om ett \
        enda hushåll lämnas aldrig ut.
        """,
      en: """
        An id tells households or people apart, so that the same household is known in several \
        rows. Distinct counts them; they cannot be searched, summed or shown, for a row about a \
        single household is never given out.
        """),
    Title(sv: "unika hushållsid per stadsdel", en: "distinct household id by district")),
]
