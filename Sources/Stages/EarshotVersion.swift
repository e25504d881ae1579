/// The version of Earshot, as `--version`, the events and the MP4's tags say it.
package enum EarshotVersion {
    package static let text = "0.1.0"
}
