/// The pages people read about specs, made from the table of keys.
package enum SpecReference {
    /// `docs/pipeline-spec.md`.
    package static var page: String {
        ([introduction] + SpecTable.sections.compactMap(section)).joined(separator: "\n\n") + "\n"
    }

    private static let introduction = """
        # Pipeline specs

        A pipeline is one YAML file. It sets the source, the model, the outputs and, where needed, ring sizes of the
        [standard graph](architecture.md); it writes no edges. `earshot check FILE.yaml` reads a spec, prints the graph it makes, the smallest
        capacity of each ring and the memory bound, and opens nothing. Unknown keys, wrong types and impossible values are
        refused, all at once, as `FILE:LINE:COLUMN: what is wrong`.

        `${NAME}` in a value keeps passwords out of the file. It stands for the line `NAME=value` of the file that
        `source.credentials_file` names, else for the contents of `$CREDENTIALS_DIRECTORY/NAME`, where systemd puts what
        `LoadCredential=NAME:…` names, else for a variable of the environment. A name that is found nowhere is an error, and no
        output of any kind shows its value; nor the password of an address, nor what its query calls `password`, `passphrase`,
        `token`, `key` or the like. Another secret, as the key of an RTMP stream in its path, is known for one by its `${NAME}` only.
        One of less than three characters is removed from addresses only, as gaps in other words would tell it.
        `$$` stands for a dollar. In an address a password is percent-encoded.

        `earshot run FILE.yaml…` runs pipelines together in one process: each spec needs an output, and ids and outputs must differ. A
        relative path is taken from where `earshot` was started. A live source (told by its address: `rtsp:`, `srt:`, `udp:`, `http:`,
        `lavfi:`, a camera, …) never waits for the analysis: `earshot check` says what is given up where the machine is too slow, and
        `rings.recording.items` is how many seconds a second waits for its labels at most.

        A word of `model.words`, and of `--words` and `earshot words`, is `NAME=WORD|SYNONYM|SYNONYM@THRESHOLD`, all but the word
        optional: `dog`, `dog|puppy`, `animal=dog|cat`, `dog@0.6`. Each synonym is looked for like the word, and the entry is as
        probable as the nearest of them. `NAME` is what labels, `below` and the video say. `THRESHOLD`, 0 to 1, takes the place of
        `model.score_threshold`, and in the reference selection that of its 0.3, which a score has to exceed. Whether labels are
        `base` or `novel` goes by the first of word and synonyms that the bundle knows, never by the name. Names, words and synonyms
        leave the bundle's words that compete with yours. Each may stand in one entry, compared ignoring case and treating hyphen and
        space alike; the same entry given twice counts once. A backslash makes one of `= | @ , \\` part of a word: `AC\\=DC`.

        Anchors with aliases are not taken. Sizes are whole numbers with `KiB`, `MiB`, `GiB` or `TiB`. Only `source.url` is required.

        This page is made from the table the parser uses: `earshot check --keys`.
        """

    private static func section(_ section: String) -> String? {
        let keys = SpecTable.keys.filter { $0.section == section }
        guard !keys.isEmpty else { return nil }
        let rows = keys.map(row).joined(separator: "\n")
        return "## `\(section)`\n\n| key | value | default | |\n|---|---|---|---|\n" + rows
    }

    private static func row(_ key: SpecKey) -> String {
        let usual = key.isRequired ? "required" : key.text(PipelineSpec())
        return "| `\(key.name)` | \(key.form) | \(usual) | \(key.about.replacing("|", with: "\\|")) |"
    }

    /// A spec with every key documented in place: those of `settings` set, the others as comments with their default.
    ///
    /// - Parameter settings: Dotted keys and the text of their values.
    package static func template(_ introduction: String, settings: [String: String]) -> String {
        var template = SpecTemplate(settings: settings)
        return template.text(introduction)
    }
}
