/// The loops that run nodes, one for each kind. They know rings and emitters; the stage knows neither.
enum Drivers {
    typealias Body = @Sendable (NodeContext) throws -> Void

    static func source<S: Source & ~Copyable>(_ owned: Owned<S>, _ emitter: Emitter<S.Output>) -> Body {
        { context in
            var source = owned.take()
            while !context.isStopping(), let item = try nextItem(of: &source, context) {
                try context.meter.work(into: emitter) { emit in try emit(item) }
            }
            while context.isStopping(), let item = try context.meter.work({ try source.rest() }) {
                try context.meter.work(into: emitter) { emit in try emit(item) }
            }
        }
    }

    private static func nextItem<S: Source & ~Copyable>(of source: inout S, _ context: NodeContext) throws -> S.Output?
    {
        do {
            return try context.meter.work { try source.next() }
        } catch  where context.isStopping() {
            // An interrupted read fails; that is the end that was asked for.
            return nil
        }
    }

    static func stage<S: Stage & ~Copyable>(
        _ owned: Owned<S>, _ input: Ring<S.Input>, _ emitter: Emitter<S.Output>
    ) -> Body {
        { context in
            var stage = owned.take()
            while let item = try context.next(from: input) {
                try context.meter.work(into: emitter) { emit in try stage.process(item, emit: emit) }
            }
            try context.meter.work(into: emitter) { emit in try stage.drain(emit: emit) }
        }
    }

    static func sink<S: Sink & ~Copyable>(_ owned: Owned<S>, _ input: Ring<S.Input>) -> Body {
        { context in
            var sink = owned.take()
            do {
                while let item = try context.next(from: input) {
                    try context.meter.work { try sink.consume(item) }
                }
            } catch {
                context.report(error)
                try context.meter.work { try sink.finish(context.hasFailed() ? .failed : .cancelled) }
                throw PipelineCancelled()
            }
            try context.meter.work { try sink.finish(.drained) }
        }
    }

    static func join<Left, Right, Key>(
        _ joiner: Joiner<Left, Right, Key>, _ emitter: Emitter<Joined<Left, Right>>
    ) -> Body {
        { context in
            var joiner = joiner
            var late = 0
            while let joined = try context.meter.waitForInput({ try joiner.next() }) {
                context.meter.add(received: joined.missing == nil ? 2 : 1, late: joiner.late - late)
                late = joiner.late
                try context.meter.work(into: emitter) { emit in try emit(joined) }
            }
            context.meter.add(received: 0, late: joiner.late - late)
        }
    }
}
