/// A file of `Pipelines/`: what it is for, and the keys it sets.
struct ReadySpec: CustomStringConvertible, Sendable {
    let name: String
    let purpose: String
    let settings: [String: String]

    var path: String { "Pipelines/\(name).yaml" }
    var description: String { name }

    var introduction: String {
        """
        \(purpose)

            earshot check \(path)    says what this file makes

        Every key a pipeline can have stands here with its meaning; those without effect are comments that show the default.
        """
    }

    static let all = [
        ReadySpec(
            name: "file", purpose: "Watches a file: an annotated video and a stream of labels beside it.",
            settings: [
                "source.url": "holiday.mp4", "model.bundle": "sandbox", "outputs.video.path": "holiday.annotated.mp4",
                "outputs.events.path": "holiday.jsonl",
            ]),
        ReadySpec(
            name: "events-only",
            purpose: "Watches a file for its labels only: no video is written, so no pictures wait in memory.",
            settings: [
                "source.url": "concert.mp4", "model.bundle": "sandbox", "model.words": "[dog, car, emergency car]",
                "model.stride": "5", "outputs.events.path": "concert.jsonl",
            ]),
        ReadySpec(
            name: "archive",
            purpose: "Watches every file of a folder, one after the other, and goes on after an interruption.",
            settings: [
                "source.url": "recordings/", "model.bundle": "sandbox", "outputs.archive.folder": "labelled",
                "outputs.archive.video": "true",
            ]),
        camera("camera", purpose: "Watches a camera for ever: user and password come from credentials."),
        camera(
            "cameras/front",
            purpose: "One of many cameras: earshot run Pipelines/cameras/*.yaml loads their model once."),
        camera("cameras/yard", purpose: "Another of many cameras, with files and a name of its own."),
    ]

    private static func camera(_ name: String, purpose: String) -> ReadySpec {
        let id = name.split(separator: "/").last.map(String.init) ?? name
        return ReadySpec(
            name: name, purpose: purpose,
            settings: [
                "source.id": id, "source.url": "rtsp://${CAMERA_USER}:${CAMERA_PASSWORD}@\(id).example/stream",
                "model.bundle": "sandbox", "model.words": "[dog, car, emergency car]", "model.emit": "newest",
                "outputs.video.path": "\(id).mp4", "outputs.events.path": "\(id).jsonl",
            ])
    }
}
