// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: language mode 6, strict imports, warnings are errors.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Targets whose loops run per sample, per pixel or per weight are optimised in debug builds too:
/// without it the test suite would take hours.
let optimised = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func kernel(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: optimised)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let httpServer = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let sockets = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

let package = Package(
    name: "earshot",
    products: [.executable(name: "earshot", targets: ["earshot"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavdevice libavformat libavcodec libavutil libswscale libswresample",
            providers: [
                .apt([
                    "libavdevice-dev", "libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev",
                    "libswresample-dev",
                ])
            ]),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-pthread-dev"])]),
        .systemLibrary(name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),

        kernel("MediaTypes", []),
        library("Words", []),
        kernel("Tensors", ["COpenBLAS", "CKernels"]),
        kernel("Network", ["CMinizip", "Tensors"]),
        kernel("AudioFeatures", ["Tensors", "MediaTypes"]),
        kernel("Segmentation", ["Network", "Tensors", "MediaTypes"]),
        kernel("VisionLanguage", ["Network", "Tensors", "MediaTypes", "Words"]),
        library(
            "Bundles", ["Network", "Tensors", "Segmentation", "VisionLanguage", "Words", "COpenSSL", "CZlib"],
            resources: [.copy("Resources")]),
        library("Downloads", ["Bundles", "CCurl"]),
        kernel("Media", ["CFFmpeg", "MediaTypes", logging]),
        kernel("Snippets", ["Media", "MediaTypes"]),
        library("Live", ["Media", "MediaTypes", "Snippets"]),
        kernel("Overlay", ["CFreeType", "MediaTypes"]),
        kernel("Recording", ["Media", "MediaTypes", "Overlay", "Snippets"]),
        library("Events", ["MediaTypes"]),
        kernel(
            "Analysis",
            ["AudioFeatures", "Bundles", "MediaTypes", "Network", "Segmentation", "Tensors", "VisionLanguage", "Words"]),
        library(
            "Evaluation", ["Analysis", "AudioFeatures", "Bundles", "Media", "MediaTypes", "Tensors", "VisionLanguage"]),
        library("Pipeline", []),
        library("Specs", ["Pipeline", "Words", yams]),
        library("Systemd", []),
        kernel("Verification", ["Events", "Media", "MediaTypes", "Snippets"]),
        library(
            "Stages",
            [
                "Analysis", "AudioFeatures", "Bundles", "Events", "Live", "Media", "MediaTypes", "Overlay", "Pipeline",
                "Recording", "Segmentation", "Snippets", "Specs", "VisionLanguage", "Words", logging,
            ]),
        library(
            "DaemonKit",
            [
                "Analysis", "AudioFeatures", "Bundles", "Downloads", "Evaluation", "Events", "Media", "MediaTypes",
                "Network", "Overlay", "Pipeline", "Recording", "Segmentation", "Snippets", "Specs", "Stages", "Systemd",
                "Tensors", "Verification", "VisionLanguage", "Words", argumentParser, httpServer, logging,
                serviceLifecycle,
                sockets,
            ]),
        .executableTarget(name: "earshot", dependencies: ["DaemonKit"], swiftSettings: settings),
        .executableTarget(
            name: "earshot-bench",
            dependencies: [
                "AudioFeatures", "Bundles", "MediaTypes", "Network", "Segmentation", "Tensors", "TestSupport",
                "VisionLanguage", argumentParser,
            ], path: "Benchmarks/EarshotBench", swiftSettings: settings),

        kernel(
            "TestSupport", ["COpenSSL", "Media", "MediaTypes", "Network", "Tensors"], resources: [.copy("Goldens")]),
        tests("MediaTypesTests", ["MediaTypes"]),
        tests("WordsTests", ["Words"]),
        tests("TensorsTests", ["Tensors"]),
        tests(
            "NetworkTests", ["MediaTypes", "Network", "Tensors", "TestSupport"], resources: [.copy("Fixtures")]),
        tests("AudioFeaturesTests", ["AudioFeatures", "MediaTypes", "Network", "Tensors", "TestSupport"]),
        tests("SegmentationTests", ["Segmentation", "Network", "Tensors", "MediaTypes", "TestSupport"]),
        tests("VisionLanguageTests", ["VisionLanguage", "Network", "Tensors", "MediaTypes", "TestSupport", "Words"]),
        tests(
            "BundlesTests",
            ["Bundles", "MediaTypes", "Network", "Segmentation", "Tensors", "TestSupport", "VisionLanguage", "Words"]),
        tests("DownloadsTests", ["Bundles", "Downloads", "TestSupport"]),
        tests("MediaTests", ["Media", "MediaTypes", "Tensors", "TestSupport", logging]),
        tests("SnippetsTests", ["Snippets", "Media", "MediaTypes", "TestSupport"], exclude: ["README.md"]),
        tests("LiveTests", ["Live", "Media", "MediaTypes", "Snippets", "TestSupport"]),
        tests("OverlayTests", ["Overlay", "MediaTypes"]),
        tests("RecordingTests", ["Recording", "Media", "MediaTypes", "Overlay", "Snippets", "TestSupport"]),
        tests("EventsTests", ["Events", "MediaTypes"], resources: [.copy("Fixtures")]),
        tests(
            "AnalysisTests",
            [
                "Analysis", "Bundles", "MediaTypes", "Network", "Segmentation", "Tensors", "TestSupport",
                "VisionLanguage", "Words",
            ]),
        tests(
            "EvaluationTests", ["Analysis", "Bundles", "Evaluation", "MediaTypes", "TestSupport"],
            resources: [.copy("Fixtures")]),
        tests("PipelineTests", ["Pipeline"]),
        tests("SpecsTests", ["Specs", "Pipeline", "Words"]),
        tests("VerificationTests", ["Verification", "Events", "Media", "MediaTypes", "TestSupport"]),
        tests(
            "StagesTests",
            [
                "Stages", "Analysis", "Bundles", "Events", "Media", "MediaTypes", "Overlay", "Pipeline", "Recording",
                "Snippets",
                "Specs", "TestSupport", "Verification",
            ]),
        tests("SystemdTests", ["Systemd"]),
        tests(
            "DaemonKitTests",
            [
                "DaemonKit", "Bundles", "Events", "MediaTypes", "Network", "Specs", "Stages", "Tensors", "TestSupport",
                logging,
            ],
            resources: [.copy("Fixtures")]),
        tests("IntegrationTests", ["TestSupport"]),
    ]
)
