import Live
import Snippets
import Testing

/// Devices that are not there. No camera can be had where tests run; a sound card is tested with the whole program.
struct DeviceTests {
    @Test(arguments: [
        ("/dev/video99", "v4l2:/dev/video99", "No such file or directory"),
        ("hw:99", "alsa:hw:99", "Input/output error"),
    ])
    func `a device that is not there is named, and waited for`(
        name: String, address: String, reason: String
    ) async throws {
        let run = LiveRun(address)
        let isTold = try await run.arrives { $0.tells(.connecting, .error) }
        try #require(isTold != nil)
        let message = try #require(run.statuses.last?.message)
        #expect(message.contains(name) && message.contains(reason), "\(message)")
        #expect(run.stop())
    }
}
