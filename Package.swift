// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A library target of the chain from text to answer; what it may import is what it names here.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "insyn",
  products: [.executable(name: "insyn", targets: ["insyn"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    room("InsynValue"),
    room("InsynLanguage", ["InsynValue"]),
    room("InsynStore", ["InsynValue"]),
    room("InsynPlan", ["InsynValue", "InsynLanguage", "InsynStore"]),
    room("InsynEngine", ["InsynValue", "InsynStore", "InsynPlan", "CAllocator"]),
    room("InsynGuard", ["InsynValue", "InsynStore", "InsynPlan"]),
    room("InsynFinish", ["InsynValue", "InsynStore", "InsynPlan", "InsynGuard"]),
    room("InsynRender", ["InsynValue", "InsynFinish"]),
    room("InsynEditor", ["InsynValue", "CEditline"]),
    room(
      "InsynShell",
      [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynEngine", "InsynGuard",
        "InsynFinish", "InsynRender", "InsynEditor", "CBundle",
      ]),
    .executableTarget(
      name: "insyn",
      dependencies: [
        "InsynValue", "InsynShell",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["insyn.docc"], swiftSettings: settings),
    .executableTarget(
      name: "insyn-bundle", dependencies: ["InsynValue", "InsynStore", "InsynShell"],
      swiftSettings: settings),
    .executableTarget(
      name: "insyn-bench",
      dependencies: [
        "InsynValue", "InsynStore", "InsynPlan", "InsynEngine", "InsynFinish", "InsynRender",
        "InsynShell", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("peers")], swiftSettings: settings),
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CAllocator"),
    .target(name: "CBundle", exclude: ["practice", "reports", "snapshot.insyn", "snapshot.names"]),
    .target(
      name: "InsynTestSupport",
      dependencies: [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynFinish", "InsynRender",
        "InsynShell",
      ],
      path: "Tests/InsynTestSupport", swiftSettings: settings),
    tests("InsynValueTests", ["InsynValue"]),
    tests("InsynLanguageTests", ["InsynValue", "InsynLanguage"]),
    tests(
      "InsynStoreTests",
      ["InsynValue", "InsynStore", "InsynPlan", "InsynShell", "InsynTestSupport"]),
    tests(
      "PracticeTests",
      [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynEditor", "InsynRender",
        "InsynShell",
        "InsynTestSupport",
      ]),
    tests("InsynEditorTests", ["InsynValue", "InsynEditor", "InsynTestSupport"]),
    tests("PtyTests", ["InsynValue", "InsynEditor", "InsynShell", "InsynTestSupport", "insyn"]),
    tests(
      "CorpusTests",
      [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynEngine", "InsynFinish",
        "InsynRender", "InsynShell", "InsynTestSupport",
      ]),
    tests(
      "OracleTests",
      [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynEngine", "InsynGuard",
        "InsynFinish", "InsynRender", "InsynShell", "InsynTestSupport",
      ]),
    tests(
      "BatchTests",
      [
        "InsynValue", "InsynLanguage", "InsynEditor", "InsynShell", "InsynTestSupport", "insyn",
      ]),
    tests(
      "GuideTests",
      [
        "InsynValue", "InsynLanguage", "InsynStore", "InsynPlan", "InsynEditor", "InsynShell",
        "InsynTestSupport",
      ]),
    tests(
      "RenderTests",
      [
        "InsynValue", "InsynLanguage", "InsynFinish", "InsynRender", "InsynShell",
        "InsynTestSupport", "insyn",
      ]),
    tests(
      "ReportTests",
      ["InsynValue", "InsynStore", "InsynPlan", "InsynShell", "InsynTestSupport"],
      exclude: ["Rest", "Published"]),
    tests(
      "BenchTests",
      [
        "InsynValue", "InsynStore", "InsynPlan", "InsynFinish", "InsynTestSupport", "insyn-bench",
      ]),
    tests(
      "DocumentTests", ["InsynValue", "InsynShell", "InsynTestSupport", "insyn"],
      exclude: ["Expected"]),
  ]
)
