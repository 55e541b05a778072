/// What is known of a district's households, from which its practice data are made.
///
/// Households in an average month: for Kungsholmen, Norrmalm and Östermalm as VB 2016 prints them for 2015
/// and 2016; elsewhere from the persons of 2017 by area and the city's 6,97 months per household.
struct District: Sendable {
  let name: String
  /// Households in an average month of 2015, 2016 and of 2017 and later.
  let households: [Int]
  /// Of a thousand households in a month, how many are of each kind, in the order of `Kind`.
  let kinds: [Int]
  /// Adults of households that get assistance for ten months or more of 2015, 2016 and of 2017 and later, by
  /// the gender of who applied: of 2016 as VB 2016 prints their share of all adults, and of all three
  /// districts together of 2015. Nil where only the city's share is known.
  let lasting: [(women: Int, men: Int)]?
  /// How short the other spells are, in 2015, 2016 and later: each month more is so many 256ths as likely.
  let brevity: [Int]
  /// Persons with assistance in 2017 by age: 0–17, 18–24, 25–29, 30–39, 40–64 and 65 or more.
  let ages: [Int]
  /// Inhabitants of 2016.
  let population: Population

  /// Inhabitants by gender: children, and adults, whose ages follow the city's.
  struct Population: Sendable {
    let girls: Int
    let boys: Int
    let women: Int
    let men: Int
  }

  /// The area of the city that shares its families' size.
  var isInner: Bool { lasting != nil || name == "Södermalm" }

  /// How many children families have, one after the other.
  var families: [Int] {
    isInner ? [1, 2, 1, 3, 1, 2, 1, 2, 1, 2] : [1, 2, 3, 1, 2, 2, 1, 4, 2, 1, 2, 2]
  }
}

/// A kind of household, in the order of the code list of hushållstyp but for what practice data lack.
enum Kind: Int, CaseIterable, Sendable {
  case man
  case manWithChildren
  case woman
  case womanWithChildren
  case couple
  case coupleWithChildren
  case unknown

  var value: String {
    switch self {
    case .man: "ensamstående man utan barn"
    case .manWithChildren: "ensamstående man med barn"
    case .woman: "ensamstående kvinna utan barn"
    case .womanWithChildren: "ensamstående kvinna med barn"
    case .couple: "sammanboende par utan barn"
    case .coupleWithChildren: "sammanboende par med barn"
    case .unknown: "okänd hushållstyp"
    }
  }

  var hasChildren: Bool {
    self == .manWithChildren || self == .womanWithChildren || self == .coupleWithChildren
  }

  var adults: Int { self == .couple || self == .coupleWithChildren ? 2 : 1 }

  /// Kronor in a month of 2017 before what a child adds, so that the city's mean is 9 135.
  var amount: Int {
    switch self {
    case .man: 7_520
    case .manWithChildren: 6_960
    case .woman: 7_620
    case .womanWithChildren: 7_110
    case .couple: 11_300
    case .coupleWithChildren: 11_000
    case .unknown: 7_880
    }
  }
}

extension District {
  /// The thousandths of each kind where children live in so many of a thousand households; the rest as in
  /// the city of 2017.
  private static func kinds(withChildren: Int) -> [Int] {
    let (with, without) = (withChildren, 1000 - withChildren)
    let families = [with * 495 / 4064, with * 2237 / 4064, with * 1332 / 4064]
    let others = [without * 6186 / 10_508, without * 3587 / 10_508, without * 436 / 10_508]
    let rest = 1000 - families.reduce(0, +) - others.reduce(0, +)
    return [others[0], families[0], others[1], families[1], others[2], families[2], rest]
  }

  private static func outer(
    _ name: String, _ households: Int, withChildren: Int, _ ages: [Int], _ inhabitants: Int,
    children: Int
  ) -> District {
    let young = inhabitants * children / 200
    let adults = inhabitants - 2 * young
    return District(
      name: name, households: [households, households, households],
      kinds: kinds(withChildren: withChildren), lasting: nil, brevity: [230, 230, 230], ages: ages,
      population: Population(
        girls: young * 97 / 100, boys: young * 103 / 100, women: adults * 51 / 100,
        men: adults - adults * 51 / 100))
  }

  /// The three districts of VB 2016.
  static let inner = [
    District(
      name: "Kungsholmen", households: [166, 153, 145],
      kinds: [441, 16, 293, 104, 67, 59, 20], lasting: [(53, 85), (46, 76), (44, 77)],
      brevity: [240, 520, 330], ages: [57, 30, 25, 54, 136, 8],
      population: Population(girls: 5_600, boys: 5_900, women: 30_500, men: 28_100)),
    District(
      name: "Norrmalm", households: [160, 128, 143],
      kinds: [405, 10, 340, 56, 130, 34, 25], lasting: [(64, 67), (56, 58), (58, 55)],
      brevity: [262, 305, 305], ages: [70, 24, 20, 56, 129, 13],
      population: Population(girls: 5_900, boys: 6_100, women: 31_000, men: 29_000)),
    District(
      name: "Östermalm", households: [169, 143, 136],
      kinds: [449, 10, 398, 52, 41, 30, 20], lasting: [(67, 69), (62, 65), (57, 60)],
      brevity: [200, 205, 255], ages: [45, 17, 15, 61, 112, 10],
      population: Population(girls: 6_000, boys: 6_500, women: 32_800, men: 28_500)),
  ]

  /// The fourteen districts of the city from 2007 to 2020, in the order of the code list.
  static let all =
    inner + [
      outer(
        "Hägersten-Liljeholmen", 423, withChildren: 205, [287, 122, 75, 178, 453, 23], 85_000,
        children: 21),
      outer(
        "Hässelby-Vällingby", 739, withChildren: 301, [735, 249, 119, 325, 782, 57], 73_000,
        children: 24),
      outer("Bromma", 336, withChildren: 221, [245, 107, 56, 154, 333, 28], 76_000, children: 25),
      outer(
        "Enskede-Årsta-Vantör", 988, withChildren: 276, [903, 357, 158, 404, 1044, 70], 100_000,
        children: 22),
      outer("Farsta", 568, withChildren: 231, [434, 174, 104, 251, 596, 26], 56_500, children: 21),
      outer(
        "Rinkeby-Kista", 1092, withChildren: 360, [1298, 478, 191, 434, 1134, 69], 49_500,
        children: 26),
      outer(
        "Skarpnäck", 390, withChildren: 239, [308, 144, 69, 122, 423, 34], 45_500, children: 22),
      outer(
        "Skärholmen", 631, withChildren: 276, [577, 221, 133, 258, 633, 54], 36_500, children: 25),
      outer(
        "Spånga-Tensta", 687, withChildren: 335, [761, 317, 130, 226, 703, 64], 39_000, children: 27
      ),
      outer(
        "Södermalm", 425, withChildren: 121, [170, 106, 70, 156, 467, 32], 129_000, children: 16),
      outer("Älvsjö", 153, withChildren: 206, [104, 69, 29, 55, 144, 10], 28_500, children: 25),
    ]
}
