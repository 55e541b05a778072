import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// One thing that may stand at a place, before it is known whether it matches what is typed. Handed on by the
/// thousand, so that it is not copied.
final class Candidate {
  /// What it means: known at once, or looked up when it is shown.
  enum Gloss {
    case title(Title)
    case name(Nameable, Entry?, mark: Title)
  }

  let phrases: [Phrase]
  /// Its group at this place, the likeliest first.
  let rank: Int
  let gloss: Gloss
  /// True when a blank comes after it.
  let isFollowed: Bool

  /// A name, as it is in the line's own table.
  init(_ nameable: Nameable, _ rank: Int, _ entry: Entry? = nil, mark: Title = Title("")) {
    phrases = nameable.phrases
    self.rank = rank
    gloss = .name(nameable, entry, mark: mark)
    isFollowed = true
  }

  init(_ keyword: Keyword, _ rank: Int, mark: Title = Title(""), gloss own: Title? = nil) {
    let (sv, en) = keyword.spellings
    phrases =
      sv.map { Phrase($0, en.contains($0) ? nil : .sv) }
      + en.map { Phrase($0, sv.contains($0) ? nil : .en) }
    self.rank = rank
    let gloss = own ?? keyword.gloss
    self.gloss = .title(
      Title(sv: marked(mark.sv, gloss.sv), en: marked(mark.en, gloss.en)))
    isFollowed = true
  }

  init(_ text: String, _ rank: Int, gloss: Title, isFollowed: Bool = true) {
    phrases = [Phrase(verbatim: text)]
    self.rank = rank
    self.gloss = .title(gloss)
    self.isFollowed = isFollowed
  }

  convenience init(_ sign: Sign, _ rank: Int) {
    self.init(sign.rawValue, rank, gloss: sign.gloss)
  }
}

private func marked(_ mark: String, _ gloss: String) -> String {
  mark.isEmpty ? gloss : gloss.isEmpty ? mark : "\(mark): \(gloss)"
}

extension Candidate {
  /// How it is written in a language.
  func phrase(_ tongue: Tongue) -> Phrase {
    switch gloss {
    case .title: phrases.first { $0.tongue == tongue } ?? phrases[0]
    case .name(let nameable, _, _): nameable.phrase(tongue)
    }
  }

  /// True for something with a name, which may be quoted.
  var isName: Bool { if case .name = gloss { true } else { false } }

  var isValue: Bool {
    if case .name(let nameable, _, _) = gloss { nameable.kind == .value } else { false }
  }

  /// The gloss in a language.
  func gloss(_ tongue: Tongue, _ catalogue: Catalogue) -> String {
    switch gloss {
    case .title(let title): return title[tongue]
    case .name(let nameable, let entry, let mark):
      return mark[tongue].isEmpty ? nameable.gloss(entry, catalogue)[tongue] : mark[tongue]
    }
  }
}
