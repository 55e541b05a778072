/// What a key can do that libedit does not do itself, or not well enough. The raw value is the name
/// under which an .editrc can bind it.
enum Action: String, CaseIterable {
  case accept = "insyn-accept"
  case newline = "insyn-newline"
  case interrupt = "insyn-interrupt"
  case deleteOrLeave = "insyn-delete-or-leave"
  case leave = "insyn-leave"
  case complete = "insyn-complete"
  case whatFollows = "insyn-what-follows"
  case up = "insyn-up"
  case down = "insyn-down"
  case left = "insyn-left"
  case right = "insyn-right"
  case home = "insyn-home"
  case end = "insyn-end"
  case rubOut = "insyn-rub-out"
  case delete = "insyn-delete"
  case search = "insyn-search"
  case redraw = "insyn-redraw"
  case insert = "insyn-insert"
  case external = "insyn-external-editor"
  case ignore = "insyn-ignore"

  /// What libedit is to do after an action.
  enum Outcome: UInt8 {
    /// Ends the line (CC_NEWLINE).
    case finished = 1
    /// The buffer may have changed (CC_REFRESH).
    case changed = 4
    /// There was nothing to do (CC_REFRESH_BEEP): a bell.
    case refused = 9
  }
}

/// A key, as libedit spells it, and what it does.
struct Binding {
  var key: String
  var action: String

  init(_ key: String, _ action: Action) { (self.key, self.action) = (key, action.rawValue) }
  init(_ special: Special, _ action: Action) { self.init(special.key, action) }
  init(_ special: Special, builtIn action: String) { (key, self.action) = (special.key, action) }
}

extension Special {
  /// The private code as libedit takes it.
  var key: String { String(Unicode.Scalar(rawValue)) }
}

/// Bound before the .editrc is read, which may change them: in both maps of vi.
let usualBindings: [Binding] = [
  Binding(.up, .up), Binding(.down, .down), Binding(.left, .left), Binding(.right, .right),
  Binding(.home, .home), Binding(.end, .end), Binding(.delete, .delete),
  Binding(.pageUp, .up), Binding(.pageDown, .down),
  Binding(.wordRight, builtIn: "em-next-word"), Binding(.wordLeft, builtIn: "ed-prev-word"),
  Binding(.backTab, .ignore), Binding("^R", .search), Binding("^L", .redraw),
]

/// Where letters are typed: emacs, and the insert mode of vi.
let typingBindings: [Binding] = [
  Binding("^I", .complete), Binding("?", .whatFollows), Binding("^H", .rubOut),
  Binding("^?", .rubOut), Binding("^X^E", .external),
]

/// Emacs alone.
let emacsBindings: [Binding] = [
  Binding("^P", .up), Binding("^N", .down), Binding("^B", .left), Binding("^F", .right),
  Binding("^A", .home), Binding("^E", .end), Binding("^D", .deleteOrLeave),
  Binding("\\e^J", .newline), Binding("\\e^M", .newline),
]

/// The command mode of vi.
let commandBindings: [Binding] = [
  Binding("k", .up), Binding("j", .down), Binding("v", .external),
]

/// Bound after the .editrc, in every map: without them no line would end.
let vitalBindings: [Binding] = [
  Binding("^J", .accept), Binding("^M", .accept), Binding("^C", .interrupt),
  Binding(.inserted, .insert),
]
