import CFFmpeg
import Synchronization

/// Tells the library's calls for one input when to end: when its interrupt is due, or when the input was given up.
final class InputLimit: Sendable {
    let interrupt: InputInterrupt
    private let givenUp = Atomic<Bool>(false)

    init(_ interrupt: InputInterrupt) {
        self.interrupt = interrupt
    }

    /// For good, whatever other inputs the interrupt is armed for afterwards.
    func giveUp() { givenUp.store(true, ordering: .releasing) }

    var isGivenUp: Bool { givenUp.load(ordering: .acquiring) }

    var isDue: Bool { isGivenUp || interrupt.isDue }

    /// A failure that comes of the limit is told as such.
    func judged(_ result: Int32) -> Int32 { result < 0 && isDue ? earshot_error_exit : result }

    /// The callback libavformat polls. It refers to this object without owning it: the input's context does.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(callback: inputIsDue, opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}

private func inputIsDue(opaque: UnsafeMutableRawPointer?) -> Int32 {
    guard let opaque else { return 0 }
    return Unmanaged<InputLimit>.fromOpaque(opaque).takeUnretainedValue().isDue ? 1 : 0
}
