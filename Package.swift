// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where the project checks itself, not on a newcomer's newer compiler.
let strict: [SwiftSetting] =
  Context.environment["REHEARSE_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + strict

/// A ring of the house. It may name only rings before it: an arrow never runs back.
func ring(_ name: String, _ dependencies: [Target.Dependency], embedsFiles: Bool = false)
  -> Target
{
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings,
    plugins: embedsFiles ? ["EmbedFiles"] : [])
}

/// The tests of a ring, in a folder of the same name.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "RehearsalTestSupport"] + dependencies,
    exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "rehearse",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.0.0"),
  ],
  targets: [
    ring("RehearsalCore", []),
    ring("RehearsalSimulation", ["RehearsalCore"]),
    ring("RehearsalViews", ["RehearsalCore"], embedsFiles: true),
    ring("RehearsalFormats", ["RehearsalCore", "Yams"], embedsFiles: true),
    ring(
      "RehearsalStorage",
      [
        "RehearsalCore", "RehearsalFormats", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    ring("RehearsalEngine", ["RehearsalCore", "RehearsalSimulation", "RehearsalStorage"]),
    ring(
      "RehearsalServer",
      [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalStorage",
        "RehearsalViews", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    ring(
      "RehearsalCommands",
      [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalServer",
        "RehearsalSimulation", "RehearsalStorage", "RehearsalViews",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "rehearse", dependencies: ["RehearsalCommands"], swiftSettings: settings),
    .plugin(
      name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"],
      path: "Sources/EmbedFiles"),
    .executableTarget(name: "embed-files", swiftSettings: settings),

    .target(
      name: "RehearsalTestSupport",
      dependencies: [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalSimulation",
        "RehearsalStorage",
      ],
      path: "Tests/RehearsalTestSupport", swiftSettings: settings),
    tests(of: "RehearsalCore", ["RehearsalFormats"], exclude: ["Time/Fixtures"]),
    tests(
      of: "RehearsalSimulation", ["RehearsalCore", "RehearsalFormats", "RehearsalStorage"],
      exclude: ["Fixtures"]),
    tests(of: "RehearsalViews", ["RehearsalCore", "RehearsalStorage"], exclude: ["Goldens"]),
    tests(of: "RehearsalFormats", ["RehearsalCore"]),
    tests(of: "RehearsalStorage", ["RehearsalCore", "RehearsalFormats"]),
    tests(
      of: "RehearsalEngine",
      ["RehearsalCore", "RehearsalFormats", "RehearsalSimulation", "RehearsalStorage"]),
    tests(
      of: "RehearsalServer",
      [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalStorage",
        "RehearsalViews", .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests(of: "RehearsalCommands", exclude: ["Goldens"]),
    .testTarget(name: "TidyTests", swiftSettings: settings),
    .executableTarget(
      name: "faults",
      dependencies: [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalStorage",
        "RehearsalTestSupport",
      ],
      path: "Tests/Faults", swiftSettings: settings),
    .executableTarget(
      name: "playings", dependencies: ["RehearsalTestSupport"], path: "Tests/Playings",
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "RehearsalCore", "RehearsalFormats", "RehearsalSimulation", "RehearsalStorage",
        "RehearsalTestSupport", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/Benchmarks", swiftSettings: settings),
  ])
