import Analysis
import Bundles
import MediaTypes
import Segmentation
import Testing
import VisionLanguage
import Words

/// A window of the small clip, decoded.
private func decodedWindow(_ bundle: ModelBundle) -> DecodedWindow {
    let model = bundle.segmentation
    var sliding = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center, stride: 5))
    var windows: [Window<AnalysisSnippet>] = []
    for index in 0..<5 {
        let sound = SoundEncoding(model)(second: SmallClip.second(index))
        let snippet = SnippetFusion(model)(VisualEncoding(model)(SmallClip.picture(index)), embedding: sound)
        windows += sliding.append(snippet, for: SnippetKey(epoch: 0, index: index))
    }
    var decoding = WindowDecoding(model)
    return decoding(windows[0])
}

/// Everything that shows becomes a label: the weights are random, so real thresholds would leave nothing.
private let open = ModelManifest.Thresholds(sounding: 0, score: 0, minAreaPx: 1)

@Suite struct NamingTests {
    private let bundle: ModelBundle
    private let window: DecodedWindow

    init() throws {
        bundle = try SmallNetwork.synthetic.bundle()
        window = decodedWindow(bundle)
    }

    @Test(arguments: [Selection.sounding(open), .reference(ReferenceRule(scoreAbove: 0))])
    func `labels have one word each, share no pixel and are sorted by score`(selection: Selection) throws {
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: selection)
        let snippets = naming(window, positions: 0..<5)
        #expect(snippets.contains { $0.labels.count > 1 })
        for snippet in snippets {
            #expect(Set(snippet.labels.map(\.word)).count == snippet.labels.count)
            #expect(snippet.labels.map(\.score) == snippet.labels.map(\.score).sorted(by: >))
            let size = SmallClip.picture(0)
            var taken = [UInt8](repeating: 0, count: size.width * size.height)
            for label in snippet.labels {
                #expect(label.area == label.mask.area && label.area > 0)
                #expect(label.box == label.mask.box)
                #expect(!zip(taken, label.mask.pixels).contains { $0 & $1 != 0 })
                taken = zip(taken, label.mask.pixels).map { $0 | $1 }
                #expect(label.footprint.keys == window.schedule.slots)
            }
        }
    }

    @Test(arguments: [Selection.sounding(open), .reference(ReferenceRule(scoreAbove: 0))])
    func `a snippet's labels do not depend on which others are named with it`(selection: Selection) throws {
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: selection)
        let together = naming(window, positions: 0..<5)
        for position in [0, 3] {
            #expect(naming(window, positions: [position]) == [together[position]])
        }
    }

    @Test func `near misses are words that are no label, best first`() throws {
        let strict = ModelManifest.Thresholds(sounding: 0, score: 0.2, minAreaPx: 1)
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: .sounding(strict))
        let snippets = naming(window, positions: 0..<5)
        #expect(snippets.contains { !$0.below.isEmpty })
        for snippet in snippets {
            #expect(snippet.below.map(\.score) == snippet.below.map(\.score).sorted(by: >))
            #expect(Set(snippet.below.map(\.word)).isDisjoint(with: snippet.labels.map(\.word)))
            #expect(snippet.below.count <= 5)
        }
    }

    @Test func `background words compete and are never reported`() throws {
        let own = try bundle.vocabulary()
        let all = Naming(bundle: bundle, vocabulary: own, selection: .sounding(open))(window, positions: [2])[0]
        let loser = try #require(own.words.map(\.name).first { word in !all.labels.contains { $0.word == word } })
        let alone = Naming(
            bundle: bundle, vocabulary: try bundle.vocabulary(words: [WordEntry(word: loser)]),
            selection: .sounding(open))
        #expect(alone(window, positions: [2])[0].labels.isEmpty)
        let only = Naming(
            bundle: bundle, vocabulary: try bundle.vocabulary(words: [WordEntry(word: loser)], onlyWords: true),
            selection: .sounding(open))
        #expect(only(window, positions: [2])[0].labels.map(\.word) == [loser])
    }

    private func words(_ naming: Naming) -> [Set<String>] {
        naming(window, positions: 0..<5).map { Set($0.labels.map(\.word)) }
    }

    @Test(arguments: [Selection.sounding(open), .reference(ReferenceRule(scoreAbove: 0))])
    func `a word's own threshold and name hold in every selection, and touch no other word`(selection: Selection) throws
    {
        let known = bundle.manifest.words.map(\.word)
        func naming(_ change: (String) -> WordEntry) throws -> Naming {
            Naming(bundle: bundle, vocabulary: try bundle.vocabulary(words: known.map(change)), selection: selection)
        }
        let plain = words(try naming { WordEntry(word: $0) })
        let word = try #require(plain.joined().first)
        let renamed = words(try naming { WordEntry(name: $0 == word ? "the one" : nil, spellings: [$0], threshold: 0) })
        #expect(renamed == plain.map { Set($0.map { $0 == word ? "the one" : $0 }) })
        let strict = words(try naming { WordEntry(spellings: [$0], threshold: $0 == word ? 1 : nil) })
        #expect(!strict.joined().contains(word))
        #expect(zip(plain, strict).allSatisfy { $1.isSuperset(of: $0.subtracting([word])) })
    }

    @Test func `a threshold below that of all words lets its word alone in`() throws {
        let known = bundle.manifest.words.map(\.word)
        let all = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: .sounding(open))
        let word = try #require(words(all).joined().first)
        let entries = known.map { WordEntry(spellings: [$0], threshold: $0 == word ? 0 : nil) }
        let strict = ModelManifest.Thresholds(sounding: 0, score: 1, minAreaPx: 1)
        let naming = Naming(
            bundle: bundle, vocabulary: try bundle.vocabulary(words: entries), selection: .sounding(strict))
        #expect(Set(words(naming).joined()) == [word])
    }

    @Test(arguments: [Selection.sounding(open), .reference(ReferenceRule(scoreAbove: 0))])
    func `synonyms are reported as their entry, once a second`(selection: Selection) throws {
        let known = bundle.manifest.words.map(\.word)
        let entry = WordEntry(name: "thing", spellings: known)
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(words: [entry]), selection: selection)
        let found = naming(window, positions: 0..<5)
        #expect(found.allSatisfy { $0.labels.map(\.word) == ["thing"] && $0.labels[0].score == 1 })
    }

    @Test func `nothing sounds above the highest threshold and nothing is named`() throws {
        let deaf = ModelManifest.Thresholds(sounding: 1.1, score: 0, minAreaPx: 1)
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: .sounding(deaf))
        #expect(naming(window, positions: 0..<5) == Array(repeating: .none, count: 5))
    }

    @Test func `a larger least area leaves larger labels only`() throws {
        let coarse = ModelManifest.Thresholds(sounding: 0, score: 0, minAreaPx: 400)
        let naming = Naming(bundle: bundle, vocabulary: try bundle.vocabulary(), selection: .sounding(coarse))
        #expect(naming(window, positions: 0..<5).allSatisfy { $0.labels.allSatisfy { $0.area >= 400 } })
    }
}
