import Testing

@testable import Pipeline

struct TurnsTests {
    @Test(arguments: [1, 3]) func `no more have a turn at once than may`(atOnce: Int) throws {
        let turns = Turns(atOnce: atOnce)
        let inside = Monitor((now: 0, most: 0))
        let threads = (0..<8).map { _ in
            Background {
                for _ in 0..<200 {
                    turns.take {
                        inside.change {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        inside.change { $0.now -= 1 }
                    }
                }
            }
        }
        for thread in threads { try thread.value() }
        #expect(inside.read { $0.most } <= atOnce)
    }

    @Test func `turns come in the order in which they were asked for`() throws {
        let turns = Turns(atOnce: 1)
        let latch = Latch()
        let order = Recorder<Int>()
        let hasTurn = Monitor(false)
        let first = Background {
            turns.take {
                hasTurn.change { $0 = true }
                latch.pass()
            }
        }
        #expect(yields { hasTurn.read { $0 } })
        let rest = (0..<5).map { number in
            let thread = Background { turns.take { order.add(number) } }
            #expect(yields { turns.waiting == number + 1 })
            return thread
        }
        latch.open()
        for thread in [first] + rest { try thread.value() }
        #expect(order.items == Array(0..<5))
    }

    @Test func `an error gives the turn back`() throws {
        let turns = Turns(atOnce: 1)
        #expect(throws: Broken.self) { try turns.take { throw Broken(item: 1) } }
        #expect(turns.take { true })
    }
}
