//! Determines which files of a crate each file uses, and finds the import cycles within a folder.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The modules of a crate, by path (`answer::respond`; the root is empty).
#[derive(Default)]
pub struct Crate {
    modules: BTreeMap<Vec<String>, Module>,
}

#[derive(Default)]
struct Module {
    imports: Vec<Import>,
    /// Paths in the code with more than one name: `super::place::find`.
    paths: BTreeSet<Vec<String>>,
    /// Single names in the code, outside imports.
    names: BTreeSet<String>,
}

/// One name of a `use`; a glob has the name `*`, and counts as a use of the module itself.
#[derive(Debug, PartialEq)]
struct Import {
    path: Vec<String>,
    name: String,
    public: bool,
}

/// The modules and paths that were followed, so that names that lead to each other are followed only once.
type Seen = BTreeSet<(Vec<String>, Vec<String>)>;

/// Folder -> file or subfolder -> what it uses in the same folder -> under which name in which module.
pub type Folders = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

impl Crate {
    /// Adds the module at `path` with its `text`.
    pub fn add(&mut self, path: Vec<String>, text: &str) {
        let tokens = text.parse().unwrap_or_else(|it| unreachable!("{path:?}: {it}"));
        let mut module = Module::default();
        module.read(tokens, 0);
        self.modules.insert(path, module);
    }

    /// What the files of each folder use of each other. A subfolder counts as one file, and the module of the
    /// folder itself is `mod`.
    pub fn folders(&self) -> Folders {
        let mut folders = Folders::new();
        for (home, module) in &self.modules {
            for path in module.used() {
                let Some(target) = self.file_of(home, path) else { continue };
                let shared = home.iter().zip(&target).take_while(|(one, other)| one == other).count();
                let node = |it: &[String]| it.get(shared).cloned().unwrap_or_else(|| "mod".to_owned());
                if shared == 0 || *home == target {
                    continue;
                }
                let folder = folders.entry(home[..shared].join("::")).or_default();
                let used = folder.entry(node(home)).or_default();
                let place = format!("`{}` in {}", path.join("::"), home.join("::"));
                used.entry(node(&target)).or_insert(place);
            }
        }
        folders
    }

    /// The module whose file defines what `path` names in `home`; `None` for other crates.
    fn file_of(&self, home: &[String], path: &[String]) -> Option<Vec<String>> {
        self.find(home, path, &mut BTreeSet::new())
    }

    fn find(&self, home: &[String], path: &[String], seen: &mut Seen) -> Option<Vec<String>> {
        if !seen.insert((home.to_vec(), path.to_vec())) {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let child = [home, std::slice::from_ref(first)].concat();
        match first.as_str() {
            "crate" => self.below(Vec::new(), rest, seen),
            "self" => self.below(home.to_vec(), rest, seen),
            "super" => {
                let (_, above) = home.split_last()?;
                if rest.first().is_some_and(|it| it == "super") {
                    return self.find(above, rest, seen);
                }
                self.below(above.to_vec(), rest, seen)
            }
            _ if self.modules.contains_key(&child) => self.below(child, rest, seen),
            _ => {
                let import = self.modules.get(home)?.imports.iter().find(|it| it.name == *first)?;
                self.find(home, &[&import.path, rest].concat(), seen)
            }
        }
    }

    /// Resolves `rest` from `module`: to a module below it, to something that the module imports, or to the
    /// module itself.
    fn below(&self, module: Vec<String>, rest: &[String], seen: &mut Seen) -> Option<Vec<String>> {
        let Some((first, further)) = rest.split_first() else { return Some(module) };
        let child = [&module[..], std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&child) {
            return self.below(child, further, seen);
        }
        let known = self.modules.get(&module)?;
        if let Some(import) = known.imports.iter().find(|it| it.name == *first) {
            let path = [&import.path, further].concat();
            return self.find(&module, &path, seen).or(Some(module));
        }
        Some(module)
    }
}

impl Module {
    /// The paths that the code uses. Re-exports (`pub use`) are not uses; an imported module is used where a
    /// path begins with its name.
    fn used(&self) -> impl Iterator<Item = &Vec<String>> {
        let passed_on = |it: &Import| it.public && !self.names.contains(&it.name);
        let begins = |it: &Import| self.paths.iter().any(|path| path[0] == it.name);
        let imports = self.imports.iter().filter(move |it| !passed_on(it) && !begins(it));
        imports.map(|it| &it.path).chain(&self.paths)
    }

    /// Reads `tokens`, which are `depth` inline modules below the file's own.
    fn read(&mut self, tokens: TokenStream, depth: usize) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut public = false;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(word) if word == "use" => {
                    let end =
                        (at..tokens.len()).find(|it| is_punct(&tokens[*it], ';')).unwrap_or(tokens.len());
                    self.read_use(&tokens[at + 1..end], &[], public, depth);
                    at = end;
                }
                TokenTree::Ident(word) if word == "pub" => {
                    let scoped = matches!(tokens.get(at + 1), Some(TokenTree::Group(it))
                        if it.delimiter() == Delimiter::Parenthesis && starts_with_scope(it.stream()));
                    at += usize::from(scoped);
                    public = true;
                    at += 1;
                    continue;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                        if !is_test(&tokens[..at]) {
                            self.read(body.stream(), depth + 1);
                        }
                        at += 2;
                    } else {
                        at += 1; // `mod name;` names a file; it does not use it.
                    }
                }
                TokenTree::Ident(_) => {
                    let path = path_at(&tokens, at);
                    at += (path.len() - 1) * 3;
                    self.note(path, depth);
                }
                TokenTree::Group(group) => self.read(group.stream(), depth),
                _ => {}
            }
            public = false;
            at += 1;
        }
    }

    /// Notes a path of the code outside imports.
    fn note(&mut self, path: Vec<String>, depth: usize) {
        self.names.insert(path[0].clone());
        if path.len() > 1
            && let Some(path) = from_file(path, depth)
        {
            self.paths.insert(path);
        }
    }

    /// Reads what is in a group after `use`.
    fn read_use(&mut self, tokens: &[TokenTree], before: &[String], public: bool, depth: usize) {
        for part in tokens.split(|it| is_punct(it, ',')).filter(|it| !it.is_empty()) {
            let mut path = before.to_vec();
            let mut name = None;
            let mut words = part.iter().peekable();
            while let Some(word) = words.next() {
                match word {
                    TokenTree::Ident(word) if word == "as" => name = words.next().map(ToString::to_string),
                    TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Punct(word) if word.as_char() == '*' => name = Some("*".to_owned()),
                    TokenTree::Group(group) => {
                        let inner: Vec<_> = group.stream().into_iter().collect();
                        self.read_use(&inner, &path, public, depth);
                        path.clear();
                    }
                    _ => {}
                }
            }
            let Some(last) = path.last().cloned() else { continue };
            if let Some(path) = from_file(path, depth) {
                self.imports.push(Import { path, name: name.unwrap_or(last), public });
            }
        }
    }
}

/// `path`, seen from the module `depth` inline modules above; `None` if it does not lead out of them.
fn from_file(path: Vec<String>, depth: usize) -> Option<Vec<String>> {
    let inline = path.iter().take(depth).take_while(|it| *it == "super").count();
    let path = path[inline..].to_vec();
    (!path.is_empty()).then_some(path)
}

/// The names joined by `::`, starting at `at`.
fn path_at(tokens: &[TokenTree], at: usize) -> Vec<String> {
    let mut path = vec![tokens[at].to_string()];
    let mut at = at;
    while let [colon, other, TokenTree::Ident(next)] =
        &tokens[(at + 1).min(tokens.len())..(at + 4).min(tokens.len())]
        && is_punct(colon, ':')
        && is_punct(other, ':')
    {
        path.push(next.to_string());
        at += 3;
    }
    path
}

fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == mark)
}

/// `(crate)`, `(super)` and `(in path)` after `pub`; not the fields of a tuple.
fn starts_with_scope(tokens: TokenStream) -> bool {
    let first = tokens.into_iter().next().map(|it| it.to_string());
    first.is_some_and(|it| matches!(it.as_str(), "crate" | "super" | "self" | "in"))
}

/// Whether an attribute `#[cfg(test)]` is the last one before a module.
fn is_test(before: &[TokenTree]) -> bool {
    let attribute = before.iter().rev().find(|it| matches!(it, TokenTree::Group(_)));
    before.last().is_some_and(|it| matches!(it, TokenTree::Group(_)))
        && attribute.is_some_and(|it| it.to_string().replace(' ', "") == "[cfg(test)]")
}

/// The import cycles of a folder: for each set of files that all use each other, a shortest cycle.
pub fn cycles(folder: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<Vec<String>> {
    let mut cycles: Vec<Vec<String>> = Vec::new();
    for start in folder.keys() {
        if cycles.iter().flatten().any(|it| it == start) {
            continue;
        }
        cycles.extend(shortest_cycle(folder, start));
    }
    cycles
}

/// The shortest cycle through `start`.
fn shortest_cycle(folder: &BTreeMap<String, BTreeMap<String, String>>, start: &str) -> Option<Vec<String>> {
    let mut ways = std::collections::VecDeque::from([vec![start.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in folder.get(way.last()?).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back([&way[..], std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

/// What the files of the folder `folder` use, as `from -> to`, in a crate of these files.
fn used(files: &[(&str, &str)], folder: &str) -> Vec<String> {
    let mut all = Crate::default();
    for (path, text) in files {
        all.add(path.split("::").map(str::to_owned).collect(), text);
    }
    let folder = all.folders().remove(folder).unwrap_or_default();
    let of = |(from, to): (&String, &BTreeMap<String, String>)| {
        to.keys().map(|to| format!("{from} -> {to}")).collect::<Vec<_>>()
    };
    folder.iter().flat_map(of).collect()
}

#[test]
fn every_way_to_name_a_sibling_is_detected() {
    let ways = [
        "use super::b::Name;",
        "use super::{c, b::{self, Name}};",
        "use super::super::room::b::Name as Other;",
        "use crate::{other, room::b};\nfn f() { b::g() }",
        "fn f() { super::b::g() }",
        "fn f() { vec![super::b::g()] }",
        "fn f(name: crate::room::b::Name) {}",
        "use super::b;\nfn f() { b::g() }",
        "pub use super::b::Name;\nfn f(name: Name) {}",
        "mod inner { use super::super::b::Name; }",
        "use super::Name;",
        "use crate::room;\nfn f(name: room::Name) {}",
    ];
    for way in ways {
        let files = [
            ("room", "mod a; mod b; mod c; pub use b::Name;"),
            ("room::a", way),
            ("room::b", ""),
            ("room::c", ""),
        ];
        assert!(used(&files, "room").contains(&"a -> b".to_owned()), "{way}: {:?}", used(&files, "room"));
    }
}

#[test]
fn reexports_comments_and_tests_do_not_count_as_uses() {
    let texts = [
        "pub use super::b::Name;",
        "pub(super) use super::b::Name;",
        "// use super::b;\n/// [`super::b`]\nconst A: &str = \"super::b::g()\";",
        "#[cfg(test)]\nmod tests { use super::super::b::g; }",
        "pub(in crate::room) fn b() {}",
        "use std::b::Name;",
    ];
    for text in texts {
        let files = [("room", "mod a; mod b; pub use b::Name;"), ("room::a", text), ("room::b", "")];
        assert_eq!(used(&files, "room"), [""; 0], "{text}");
    }
}

#[test]
fn items_of_mod_rs_count_as_a_separate_file() {
    let own = "mod a;\npub struct Own;\nfn f() { a::g() }";
    let files = [("room", own), ("room::a", "use super::Own;")];
    assert_eq!(used(&files, "room"), ["a -> mod", "mod -> a"]);
}

#[test]
fn files_in_subfolders_count_as_their_folder() {
    let files = [
        ("room", "mod a; mod b;"),
        ("room::a", "mod x;"),
        ("room::a::x", "use super::super::b;\nfn f() { b::y::g() }"),
        ("room::b", "mod y;"),
        ("room::b::y", "use crate::room::a::x;"),
    ];
    assert_eq!(used(&files, "room"), ["a -> b", "b -> a"]);
    assert_eq!(used(&files, "room::a"), [""; 0]);
}

#[test]
fn each_cycle_is_reported_once_with_its_shortest_path() {
    let files = [
        ("room::a", "use super::b;"),
        ("room::b", "use super::{c, d};"),
        ("room::c", "use super::a;"),
        ("room::d", "use super::c;"),
        ("room::e", "use super::a;"),
    ];
    let mut all = Crate::default();
    for (path, text) in files {
        all.add(path.split("::").map(str::to_owned).collect(), text);
    }
    let found = cycles(&all.folders()["room"]);
    assert_eq!(found[0], ["a", "b", "c"]);
    assert!(!found.iter().flatten().any(|it| it == "e"));
}
