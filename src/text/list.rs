//! The small word lists of the text layer: `# key: value` lines, then one item a line, with its
//! class before a tab where the list has classes.

/// The items of a list file, as `(class, item)`; the class is empty where there is none.
pub(crate) fn items(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#")
        .map(|line| line.split_once('\t').unwrap_or(("", line)))
}
