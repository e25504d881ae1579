import Foundation
import Testing

@testable import Media

struct InputThreadTests {
    @Test func `calls are made one after the other on a thread of their own, and bring what they return`() throws {
        let thread = InputThread(limit: InputLimit(InputInterrupt()))
        let caller = ObjectIdentifier(Thread.current)
        let others = (0..<3).map { _ in thread.run { ObjectIdentifier(Thread.current) } }
        #expect(others.allSatisfy { $0 != nil && $0 == others[0] && $0 != caller })
    }

    @Test func `a call that ignores its interrupt is given up, and no call follows but the last`() throws {
        let interrupt = InputInterrupt()
        let limit = InputLimit(interrupt)
        let thread = InputThread(limit: limit)
        let release = DispatchSemaphore(value: 0), ended = DispatchSemaphore(value: 0)
        interrupt.cancel()
        let stuck: Bool? = thread.run {
            release.wait()
            return true
        }
        #expect(stuck == nil)
        #expect(limit.isGivenUp)
        #expect(thread.run { true } == nil)
        thread.end { ended.signal() }
        #expect(ended.wait(timeout: .now()) == .timedOut)
        release.signal()
        #expect(ended.wait(timeout: .now() + 60) == .success)
    }

    @Test func `an input that was given up stays so when its interrupt is armed for another`() {
        let interrupt = InputInterrupt(timeout: .seconds(600))
        let first = InputLimit(interrupt), second = InputLimit(interrupt)
        first.giveUp()
        interrupt.arm()
        #expect(first.isDue)
        #expect(!second.isDue)
    }
}
