/// Whether every one of several runs moves: how a stuck one is told from one that has nothing to do. Times are durations
/// since any fixed instant.
struct ProgressWatch {
    /// A live source that is away says so at least every minute, so a run that stands still for longer is stuck.
    static let patience = Duration.seconds(90)

    private var last: [String: (movement: Int, at: Duration)] = [:]

    /// Takes note of how far each run has come; those that are not there any more are forgotten.
    ///
    /// - Returns: those that have not moved for longer than the patience, sorted.
    mutating func stuck(_ movements: [String: Int], at now: Duration) -> [String] {
        last = Dictionary(
            uniqueKeysWithValues: movements.map { name, movement in
                let before = last[name]
                return (name, before?.movement == movement ? before ?? (movement, now) : (movement, now))
            })
        return last.filter { now - $0.value.at > Self.patience }.keys.sorted()
    }
}
