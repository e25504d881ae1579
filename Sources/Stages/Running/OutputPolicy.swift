/// What happens where an output already exists.
package enum OutputPolicy: Sendable {
    case refuse
    case overwrite
    /// Goes on where an interrupted run stopped.
    case resume
}
