import Foundation
import Glibc
import Media
import TestSupport
import Testing

/// What a live source is watched from: real programs that bring beeps and flashes, go away, and come back.
protocol StreamPeer: AnyObject {
    var address: String { get }

    /// Returns when it can be watched.
    func start() throws

    /// Ends what brings the stream at once, as a power cut does.
    func kill()
}

/// Commands that run together: a server where there is one, and who feeds it.
final class CommandPeer: StreamPeer {
    let address: String
    private let server: [String]
    private let feeder: [String]
    private let folder: SyntheticMedia?
    /// A server that stays is left alone by `kill`.
    private let serverStays: Bool
    private var serving: ProcessGroup?
    private var feeding: ProcessGroup?

    /// - Parameters:
    ///   - server: empty where the feeder is the server.
    ///   - folder: kept for as long as the peer.
    init(
        _ address: String, server: [String] = [], feeder: [String], folder: SyntheticMedia? = nil,
        serverStays: Bool = false
    ) {
        self.address = address
        self.server = server
        self.feeder = feeder
        self.folder = folder
        self.serverStays = serverStays
    }

    deinit {
        serving?.kill()
        feeding?.kill()
    }

    func start() throws {
        if serving == nil, !server.isEmpty {
            serving = try ProcessGroup(server)
            try waitForServer()
        }
        feeding = try ProcessGroup(feeder)
    }

    func kill() {
        feeding?.kill()
        feeding = nil
        guard !serverStays else { return }
        serving?.kill()
        serving = nil
    }

    private func waitForServer() throws {
        let probe = try #require(ConnectProbe(address))
        let deadline = ContinuousClock.now + .seconds(10)
        while probe.ask(within: .seconds(1), interrupt: InputInterrupt()) != .listens {
            try #require(ContinuousClock.now < deadline, "\(server) does not listen")
            usleep(20_000)
        }
    }
}

/// The fault bench's camera.
final class CameraPeer: StreamPeer {
    let address: String
    private let server: RTSPServer
    private let folder: SyntheticMedia?

    /// - Parameter folder: kept for as long as the peer.
    init(
        _ options: String, scheme: String = "rtsp", credentials: String? = nil, folder: SyntheticMedia? = nil
    ) throws {
        self.folder = folder
        server = try RTSPServer(options)
        address = server.url(scheme: scheme, credentials: credentials)
        server.kill()
    }

    func start() throws { try server.restart() }

    func kill() { server.kill() }
}

/// A command and all that it starts. It ends by itself after some minutes, should the process of the tests die.
private struct ProcessGroup {
    private let process = Process()

    init(_ command: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["300"] + command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// `timeout` leads a group of its own.
    func kill() {
        Glibc.kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
