/// Why a value is refused; completes the sentence "KEY …".
struct SpecComplaint: Error {
    let text: String
    /// Which element of a list is meant, nil for the value as a whole.
    let element: Int?

    init(_ text: String, element: Int? = nil) {
        self.text = text
        self.element = element
    }
}
