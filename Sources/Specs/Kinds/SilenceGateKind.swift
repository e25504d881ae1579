/// A level in dBFS, or `off`.
struct SilenceGateKind: SpecKind {
    private static let level = NumberKind(range: -120...0)

    var name: String { "off or \(Self.level.name)" }

    func read(_ text: String) throws(SpecComplaint) -> SilenceGateSpec {
        if text == "off" { return .off }
        do { return .level(try Self.level.read(text)) } catch { throw expected() }
    }

    func text(of value: SilenceGateSpec) -> String {
        switch value {
        case .off: "off"
        case .standard: Self.level.text(of: SilenceGateSpec.standardLevel)
        case .level(let level): Self.level.text(of: level)
        }
    }
}
