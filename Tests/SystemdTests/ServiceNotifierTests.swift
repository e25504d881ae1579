import Foundation
import Glibc
import Testing

@testable import Systemd

/// A service manager's socket.
private struct Manager: ~Copyable {
    let name: String
    private let descriptor: Int32

    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let address = try #require(SocketAddress(name))
        let bound = address.withSocketAddress { bind(descriptor, $0, $1) }
        try #require(bound == 0, "\(String(cString: strerror(errno)))")
    }

    deinit {
        close(descriptor)
        unlink(name)
    }

    func receive() -> String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

@Suite struct ServiceNotifierTests {
    @Test(arguments: ["/tmp/earshot-\(getpid())-notify", "@earshot-\(getpid())-notify"])
    func `each message is one datagram to the socket that the environment names`(name: String) throws {
        let manager = try Manager(name)
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": name]))
        #expect(notifier.send(.ready(status: "2 pipelines")))
        #expect(notifier.send(.watchdog))
        #expect(manager.receive() == "READY=1\nSTATUS=2 pipelines")
        #expect(manager.receive() == "WATCHDOG=1")
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"]])
    func `without a socket there is nobody to tell`(environment: [String: String]) {
        #expect(ServiceNotifier(environment: environment) == nil)
    }

    @Test func `a manager that is gone is no failure`() throws {
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": "/nowhere/at/all"]))
        #expect(!notifier.send(.watchdog))
    }

    @Test func `a status is one line`() {
        #expect(ServiceMessage.status("a\nREADY=1").text == "STATUS=a READY=1")
    }

    @Test func `a reload says when it began by the monotonic clock`() {
        #expect(ServiceMessage.reloading(at: 17).text == "RELOADING=1\nMONOTONIC_USEC=17")
    }
}

@Suite struct ServiceEnvironmentTests {
    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], Duration.seconds(30)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"], .seconds(30)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"], nil), (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
    ])
    func `the watchdog waits as long as the manager says, for this process`(
        environment: [String: String], limit: Duration?
    ) {
        #expect(ServiceEnvironment(environment).watchdogLimit == limit)
    }

    @Test func `a descriptor is the journal's if device and inode are`() {
        var status = stat()
        fstat(STDERR_FILENO, &status)
        let mine = "\(status.st_dev):\(status.st_ino)"
        #expect(ServiceEnvironment(["JOURNAL_STREAM": mine]).isJournal(STDERR_FILENO))
        #expect(!ServiceEnvironment(["JOURNAL_STREAM": "1:2"]).isJournal(STDERR_FILENO))
        #expect(!ServiceEnvironment([:]).isJournal(STDERR_FILENO))
    }
}
