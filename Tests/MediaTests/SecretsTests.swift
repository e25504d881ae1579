import Media
import Testing

struct SecretsTests {
    @Test(arguments: [
        ("rtsp://anna:hunter2@camera/stream", "rtsp://***@camera/stream"),
        ("Opening 'http://a:b@c:8080/x' and rtsp://k@h/", "Opening 'http://***@c:8080/x' and rtsp://***@h/"),
        ("rtsp://anna:p@ss@camera/", "rtsp://***@camera/"),
        ("mail a@b.c, http://host/path@2", "mail a@b.c, http://host/path@2"),
    ])
    func `user information is removed from every address`(text: String, clean: String) {
        #expect(Secrets().removed(from: text) == clean)
    }

    @Test func `a protected secret is removed plain and percent-encoded`() {
        let secrets = Secrets()
        secrets.protect("pä s/s")
        #expect(secrets.removed(from: "a pä s/s b p%C3%A4%20s%2Fs c p%c3%a4%20s%2fs") == "a *** b *** c ***")
    }

    @Test func `the password of an address is protected wherever it appears later`() {
        let secrets = Secrets()
        secrets.protect(credentialsOf: "rtsp://anna:p%40ss@camera/")
        #expect(secrets.removed(from: "auth failed for p@ss (p%40ss)") == "auth failed for *** (***)")
    }
}
