import Testing

@testable import Downloads

struct DownloadChoiceTests {
    private static let digest = "5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f"

    private func source(_ text: String, mirror: String? = nil, digest: String? = nil) throws -> DownloadSource {
        guard
            case .file(let source, _) = try DownloadChoice(
                text, mirror: mirror, digest: digest.flatMap { SHA256Text($0) })
        else { throw DownloadError.address(text, problem: "on a drive") }
        return source
    }

    @Test(arguments: ["ViT-B/16", "vit-b-16", "ViT-B-16.pt"])
    func `a published file is known by its names, its address and its digest`(name: String) throws {
        let source = try source(name)
        #expect(source.address == "https://openaipublic.azureedge.net/clip/models/\(Self.digest)/ViT-B-16.pt")
        #expect(source.fileName == "ViT-B-16.pt" && source.digest == .whole(Self.digest))
    }

    @Test func `every published address that holds a digest holds the one that is compared`() {
        for file in PublishedFile.all {
            guard case .address(let address, let digest) = file.home, let held = SHA256Text(in: address) else {
                continue
            }
            #expect(digest == .whole(held.digits))
        }
    }

    @Test func `the digest in an address is compared, one the user gives comes first`() throws {
        let address = "https://example.org/\(Self.digest.uppercased())/x.pt"
        #expect(try source(address).digest == .whole(Self.digest))
        let other = String(repeating: "a", count: 64)
        #expect(try source(address, digest: other).digest == .whole(other))
        #expect(try source("https://example.org/x.pt").digest == nil)
    }

    @Test(arguments: [
        ("hf:a/b/model.safetensors", "https://huggingface.co/a/b/resolve/main/model.safetensors"),
        ("hf:a/b@1f2e/sub/m.safetensors", "https://huggingface.co/a/b/resolve/1f2e/sub/m.safetensors"),
    ])
    func `files of the hub are named by owner, repository and revision`(text: String, address: String) throws {
        #expect(try source(text).address == address)
    }

    @Test func `a mirror takes the place of scheme and host`() throws {
        let mirrored = try source("RN50", mirror: "http://mirror.example.org:8080/weights/")
        #expect(mirrored.address.hasPrefix("http://mirror.example.org:8080/weights/clip/models/afeb0e10"))
        #expect(try source("https://x.org/a/b?c=d", mirror: "https://m.org").address == "https://m.org/a/b?c=d")
    }

    @Test(arguments: ["resnet", "ftp://example.org/x", "http:///x", "https://example.org/", "hf:a/b", "hf:a//c", ""])
    func `what is no file's address is refused`(text: String) {
        #expect(throws: DownloadError.self) { try source(text) }
    }

    @Test func `a bad mirror is refused`() {
        #expect(throws: DownloadError.self) { try source("RN50", mirror: "mirror.example.org") }
    }

    @Test func `no password and no query is in a message`() throws {
        let source = try source("https://user:secret@example.org/x.pt?token=hidden")
        #expect(source.name == "https://example.org/x.pt")
    }

    @Test func `of a file on a drive the address and what to type next are told`() throws {
        guard case .drive(let file, let addresses) = try DownloadChoice("ovavss-swinb", mirror: nil, digest: nil) else {
            Issue.record("it has an address now")
            return
        }
        #expect(addresses.contains { $0.hasPrefix("https://1drv.ms/") })
        let empty = DownloadFolder(environment: ["XDG_CACHE_HOME": "/absent"])
        #expect(
            ImportCommand.text(for: file, at: nil, in: empty)
                == "earshot models import --ovavss model_ov_avss_swinb.pth --merges bpe_simple_vocab_16e6.txt.gz "
                + "--as ovavss-swinb")
    }

    @Test func `a path with odd characters is quoted as the shell wants it`() throws {
        let file = try #require(PublishedFile.named("RN50"))
        let command = ImportCommand.text(
            for: file, at: "/my files/it's.pt", in: DownloadFolder(environment: ["XDG_CACHE_HOME": "/absent"]))
        #expect(command.contains("--clip '/my files/it'\\''s.pt'"))
    }
}
