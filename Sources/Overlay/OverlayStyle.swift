/// What the overlay shows.
package struct OverlayStyle: Sendable, Equatable {
    /// Share of the colour inside a mask, 0…1.
    package var maskOpacity = 0.4
    package var showsContours = true
    package var showsLabels = true
    package var showsLevel = true

    package init() {}

    /// Without what takes time to draw and says least: contours and level bar.
    var reduced: OverlayStyle {
        var style = self
        style.showsContours = false
        style.showsLevel = false
        return style
    }
}
