import Testing

@testable import Segmentation

struct WindowGridTests {
    @Test(arguments: [(24, 36), (8, 14), (5, 12), (3, 2)], [false, true])
    func `every patch has one place in one window, and every other place is empty`(
        size: (height: Int, width: Int), shifted: Bool
    ) {
        let grid = WindowGrid(height: size.height, width: size.width, window: 12, shifted: shifted)
        #expect(grid.gathering.count == grid.windows * grid.tokens)
        #expect(grid.scattering.count == size.height * size.width)
        for (patch, place) in grid.scattering.enumerated() { #expect(grid.gathering[Int(place)] == Int32(patch)) }
        #expect(grid.gathering.filter { $0 >= 0 }.count == grid.scattering.count)
    }

    @Test func `a shift moves windows half their side down and to the right`() {
        let grid = WindowGrid(height: 8, width: 8, window: 4, shifted: true)
        #expect(grid.gathering.prefix(4) == [18, 19, 20, 21])
        // The last window: two lines from the end, two from the start.
        #expect(grid.gathering.suffix(4) == [14, 15, 8, 9])
    }

    /// In a map of two windows or more; rolled, a smaller one brings together what is near anyway.
    @Test(arguments: [(24, 36), (30, 17)])
    func `patches of a window are of one part where they are less than its side apart`(
        height: Int, width: Int
    ) {
        let window = 12
        let grid = WindowGrid(height: height, width: width, window: window, shifted: true)
        for start in stride(from: 0, to: grid.gathering.count, by: grid.tokens) {
            let places = (start..<start + grid.tokens).filter { grid.gathering[$0] >= 0 }
            for first in places {
                for second in places where second > first {
                    let (a, b) = (Int(grid.gathering[first]), Int(grid.gathering[second]))
                    let isNear = abs(a / width - b / width) < window && abs(a % width - b % width) < window
                    #expect((grid.regions[first] == grid.regions[second]) == isNear)
                }
            }
        }
        #expect(WindowGrid(height: height, width: width, window: window, shifted: false).regions.isEmpty)
    }

    @Test func `four neighbours merge column by column, with nothing beyond an odd side`() {
        #expect(PatchMerging.neighbours(height: 3, width: 4) == [0, 4, 1, 5, 2, 6, 3, 7, 8, -1, 9, -1, 10, -1, 11, -1])
    }
}
