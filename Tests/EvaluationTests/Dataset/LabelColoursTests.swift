import MediaTypes
import Testing

@testable import Evaluation

@Suite struct LabelColoursTests {
    @Test(
        arguments: [
            (1, [128, 0, 0]), (2, [0, 128, 0]), (3, [128, 128, 0]), (4, [0, 0, 128]), (8, [64, 0, 0]),
            (70, [32, 128, 128]),
        ] as [(UInt8, [UInt8])])
    func `an id has the colour of its bit triples`(id: UInt8, colour: [UInt8]) {
        let (red, green, blue) = LabelColours.colour(of: id)
        #expect([red, green, blue] == colour)
    }

    @Test func `a label image gives back every id`() {
        let pixels = (0...UInt8.max).flatMap { id in
            let (red, green, blue) = LabelColours.colour(of: id)
            return [red, green, blue]
        }
        let map = LabelColours.labelMap(of: Picture(width: 256, height: 1, pixels: pixels))
        #expect(map?.ids == Array(0...UInt8.max))
    }

    @Test func `a colour of no id is refused`() {
        #expect(LabelColours.labelMap(of: Picture(width: 1, height: 1, pixels: [1, 2, 3])) == nil)
    }
}

@Suite struct VideoRowTests {
    @Test func `rows name the video, its words, split and folder`() throws {
        let rows = try VideoRow.parse(
            """
            vid,uid,s_min,s_sec,a_obj,split,label
            abc,abc_10_20,0,10,dog_emergency-car,test,v2
            "x","x_1","0","1","man","train","v1s"

            """, file: "metadata.csv")
        #expect(
            rows == [
                VideoRow(video: "abc_10_20", words: ["dog", "emergency-car"], split: "test", label: "v2"),
                VideoRow(video: "x_1", words: ["man"], split: "train", label: "v1s"),
            ])
    }

    @Test func `a short line is named`() {
        #expect(throws: EvaluationError("line 2 has 2 columns, not 7", in: "metadata.csv")) {
            try VideoRow.parse("header\na,b", file: "metadata.csv")
        }
    }
}
