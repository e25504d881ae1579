import ArgumentParser

/// A run of the authors' code whose numbers are committed.
enum ReferenceCase: String, CaseIterable, ExpressibleByArgument {
    case small = "r50_small"
    case full = "r50_360"
    case swin = "swinb_small"

    var width: Int { self == .full ? 426 : 200 }
    var height: Int { self == .full ? 240 : 120 }
}
