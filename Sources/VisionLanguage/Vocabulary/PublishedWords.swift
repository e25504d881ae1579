/// What the published model is used with: the 70 AVSBench words with their split and the 14 prompts (Spec §7, §9).
package enum PublishedWords {
    package static let words = table.split(separator: " ").map { entry in
        let isNovel = entry.hasPrefix("*")
        return KnownWord(word: String(isNovel ? entry.dropFirst() : entry), split: isNovel ? .novel : .base)
    }

    package static let templates = [
        "a photo of a {}.", "This is a photo of a {}", "There is a {} in the scene", "There is the {} in the scene",
        "a photo of a {} in the scene", "a photo of a small {}.", "a photo of a medium {}.", "a photo of a large {}.",
        "This is a photo of a small {}.", "This is a photo of a medium {}.", "This is a photo of a large {}.",
        "There is a small {} in the scene.", "There is a medium {} in the scene.", "There is a large {} in the scene.",
    ]

    /// In the order of AVSBench's labels, a star before the novel ones.
    private static let table = """
        *accordion airplane *axe baby *bassoon bell bird boat boy bus car cat *cello *clarinet *clipper clock dog \
        donkey drum duck elephant *emergency-car *erhu *flute *frying-food girl goose guitar gun *guzheng \
        hair-dryer *handpan *harmonica *harp helicopter hen horse keyboard *leopard lion man *marimba \
        missile-rocket motorcycle *mower parrot piano pig *pipa *saw *saxophone sheep *sitar *sorna squirrel \
        *tabla *tank tiger tractor train *trombone truck trumpet *tuba *ukulele *utv vacuum-cleaner *violin *wolf \
        woman
        """
}
