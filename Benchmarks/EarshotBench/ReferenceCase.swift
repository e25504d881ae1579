import ArgumentParser

/// A run of the authors' code whose numbers are committed.
enum ReferenceCase: String, CaseIterable, ExpressibleByArgument {
    case small = "r50_small"
    case full = "r50_360"

    var width: Int { self == .small ? 200 : 426 }
    var height: Int { self == .small ? 120 : 240 }
}
