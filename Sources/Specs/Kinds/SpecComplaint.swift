/// Why a value is refused; completes the sentence "KEY …".
struct SpecComplaint: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}
