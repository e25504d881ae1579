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

    @Test(arguments: [
        (
            "srt://camera:9000?mode=caller&passphrase=a1b2c3d4e5&pbkeylen=16",
            "srt://camera:9000?mode=caller&passphrase=***&pbkeylen=16"
        ),
        (
            "cannot open http://camera/snap?user=admin&Password=x#y: refused",
            "cannot open http://camera/snap?user=admin&Password=***: refused"
        ),
        (
            "'http://a/x?access_token=abcd' and https://b/y?sig=q",
            "'http://a/x?access_token=***' and https://b/y?sig=***"
        ),
        ("http://a/x?keyframe=1&token=&apikey", "http://a/x?keyframe=1&token=&apikey"),
        ("what? password=no address", "what? password=no address"),
    ])
    func `values of a query that are called secret are removed from every address`(text: String, clean: String) {
        #expect(Secrets().removed(from: text) == clean)
    }

    @Test func `what a query calls secret is protected wherever it appears later, but not a digit`() {
        let secrets = Secrets()
        secrets.protect(credentialsOf: "http://camera/x?auth=1&pwd=hun%2Fter&cmd=snap")
        #expect(secrets.removed(from: "hun/ter, hun%2Fter, 1 snap") == "***, ***, 1 snap")
    }

    @Test func `a protected secret is removed plain and percent-encoded`() {
        let secrets = Secrets()
        secrets.protect("pä s/s")
        #expect(secrets.removed(from: "a pä s/s b p%C3%A4%20s%2Fs c p%c3%a4%20s%2fs") == "a *** b *** c ***")
    }

    @Test func `a user called pi takes nothing from a pipeline`() {
        let secrets = Secrets()
        secrets.protect("pi")
        secrets.protect(credentialsOf: "rtsp://pi:pw@camera/?key=x")
        #expect(secrets.removed(from: "pipeline: rtsp://pi:pw@camera/?key=x") == "pipeline: rtsp://***@camera/?key=***")
    }

    @Test func `a protected secret is removed as it stands in quoted text`() {
        let secrets = Secrets()
        secrets.protect(#"a"b\c/d"#)
        #expect(secrets.removed(from: #"{"x":"a\"b\\c/d","y":"a\"b\\c\/d"}"#) == #"{"x":"***","y":"***"}"#)
    }

    @Test(arguments: [
        ("rtsp://anna:p/ss@camera/x", "p/ss"), ("rtsp://anna:p#s?@camera", "p#s?"),
    ])
    func `a password is known that should have been percent-encoded and was not`(address: String, password: String) {
        let secrets = Secrets()
        secrets.protect(credentialsOf: address)
        #expect(!secrets.removed(from: "cannot open \(address)").contains(password))
    }

    @Test func `a port before a path with an at sign is no password`() {
        let secrets = Secrets()
        secrets.protect(credentialsOf: "http://host:8080/path@2")
        #expect(secrets.removed(from: "http://host:8080/path@2") == "http://host:8080/path@2")
    }

    @Test func `the password of an address is protected wherever it appears later`() {
        let secrets = Secrets()
        secrets.protect(credentialsOf: "rtsp://anna:p%40ss@camera/")
        #expect(secrets.removed(from: "auth failed for p@ss (p%40ss)") == "auth failed for *** (***)")
    }
}
