/// What the overlay shows; overload sheds parts of it by name.
package struct OverlayStyle: Sendable, Equatable {
    /// Share of the colour inside a mask, 0…1.
    package var maskOpacity = 0.4
    package var showsContours = true
    package var showsLabels = true
    package var showsLevel = true

    package init() {}
}
