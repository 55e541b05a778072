// The data packages that the runs read: small ones, written here.

/// Two columns with the barest of the standard's properties and none of insyn's.
let plainDescription = """
  {
    "name": "minimal",
    "resources": [
      {
        "name": "besök",
        "path": "besök.csv",
        "schema": {
          "fields": [
            {"name": "ort", "type": "string"},
            {"name": "barn", "type": "integer"},
            {"name": "belopp", "type": "number"}
          ]
        }
      }
    ]
  }

  """
let plainRows = "ort,barn,belopp\nVisby,2,10.50\nUmeå,,7\n\"Ö, norra\",1,0.25\nVisby,3,\n"

/// The plain package with some of its files exchanged.
func plainPackage(_ changed: [String: String] = [:]) -> [String: String] {
  ["p/datapackage.json": plainDescription, "p/besök.csv": plainRows]
    .merging(changed) { $1 }
}

/// Cells that a spreadsheet would run, and cells that csv has to quote.
let awkwardPackage = [
  "p/datapackage.json": """
  {"resources": [{"name": "rader", "path": "r.csv", "schema": {"fields": [
    {"name": "text", "type": "string"}, {"name": "tal", "type": "number"}]}}]}
  """,
  "p/r.csv": """
  text,tal
  =1+1,1
  +2,2.50
  -3,-3
  @x,1000000
  "säg ""hej"", du",0.1
  "två
  rader",6
  "=A1,""b""\",
  vanlig,8

  """,
]

/// Two dimensions whose values may stand bare, with values in common.
let meetings = [
  "p/datapackage.json": """
  {"resources": [{"name": "möten", "path": "m.csv", "schema": {"fields": [
    {"name": "plats", "type": "string", "insyn": {"kind": "dimension", "bare": true}},
    {"name": "ämne", "type": "string", "insyn": {"kind": "dimension", "bare": true}},
    {"name": "deltagare", "type": "integer"}]}}]}
  """,
  "p/m.csv": "plats,ämne,deltagare\nCentrum,Skola,4\nSkola,Centrum,5\nTorget,Skola,6\n",
]

/// Published figures of which some are printed with several numbers.
let publishedPackage = [
  "p/datapackage.json": """
  {"resources": [{"name": "tal", "path": "t.csv",
    "insyn": {"published": {"name": "mått", "value": "värde"}}, "schema": {"fields": [
    {"name": "mått", "type": "string", "insyn": {"kind": "dimension"}},
    {"name": "plats", "type": "string", "insyn": {"kind": "dimension", "role": "place"}},
    {"name": "period", "type": "string",
      "insyn": {"kind": "dimension", "role": "period", "type": "period"}},
    {"name": "värde", "type": "number"},
    {"name": "dokument", "type": "string", "insyn": {"kind": "dimension", "role": "document"}},
    {"name": "rad", "type": "integer", "insyn": {"kind": "attribute", "role": "line"}},
    {"name": "form", "type": "string", "insyn": {"kind": "dimension", "role": "form"}}]}}]}
  """,
  "p/t.csv": """
  mått,plats,period,värde,dokument,rad,form
  besök,Visby,2016,424,B1,64,text
  besök,Visby,2016,426,B1,90,tabell
  besök,Visby,2016,426,B1,99,text
  besök,Visby,2015,400,B1,64,text
  besök,Visby,2015,401,B1,30,text
  besök,Umeå,2016,7,B1,11,tabell
  besök,Umeå,2016,7,B1,12,text

  """,
]

/// A table about single households, which may be synthetic.
func householdPackage(synthetic: Bool) -> [String: String] {
  [
    "p/datapackage.json": """
    {"resources": [{"name": "hushållen", "path": "h.csv",
      "insyn": {"protected": true, "synthetic": \(synthetic)}, "schema": {"fields": [
      {"name": "ort", "type": "string", "insyn": {"kind": "dimension", "bare": true}},
      {"name": "barn", "type": "integer"}]}}]}
    """,
    "p/h.csv": "ort,barn\nVisby,1\nUmeå,2\nUmeå,0\n",
  ]
}
