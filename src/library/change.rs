//! A change to one file of `data/`: the resulting content, and the bytes to edit.

use super::{
    splice::{ScalarSpot, Splice},
    tree::{Tree, key_of},
};
use crate::yaml::{Key, Node, Value};

/// One change in a file that is a map from id to entry.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryChange {
    /// Further wordings of an answer.
    Phrasings {
        /// The answer's id.
        answer: String,
        /// The wordings.
        wordings: Vec<String>,
    },
    /// New values for fields of an entry, or their removal.
    Fields {
        /// The entry's id.
        entry: String,
        /// The fields.
        fields: Vec<(&'static str, Option<Tree>)>,
    },
    /// New values for fields of a questionnaire's question, or their removal.
    Question {
        /// The questionnaire's id.
        entry: String,
        /// The index of the question.
        at: usize,
        /// The fields.
        fields: Vec<(&'static str, Option<Tree>)>,
    },
    /// Further questions of a questionnaire.
    Questions {
        /// The questionnaire's id.
        entry: String,
        /// The questions.
        questions: Vec<Tree>,
    },
    /// Further entries, at the end.
    Entries(Vec<NewEntry>),
}

/// A new entry.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// Its id.
    pub id: String,
    /// The comment above it.
    pub comment: Option<String>,
    /// Its fields.
    pub fields: Tree,
}

impl EntryChange {
    /// Applies the change to `tree`, the present content of the file.
    pub fn expect(&self, tree: &mut Tree) -> Option<()> {
        match self {
            Self::Phrasings { answer, wordings } => {
                let entry = tree.field(answer)?;
                let items = match entry.field("phrasings") {
                    Some(Tree::List(items)) => std::mem::take(items),
                    Some(one) => vec![one.clone()],
                    None => vec![],
                };
                entry.set(
                    "phrasings",
                    Some(Tree::List(items.into_iter().chain(wordings.iter().map(Tree::text)).collect())),
                );
            }
            Self::Fields { entry, fields } => {
                let entry = tree.field(entry)?;
                fields.iter().for_each(|(name, value)| entry.set(name, value.clone()));
            }
            Self::Question { entry, at, fields } => {
                let Tree::List(items) = tree.field(entry)?.field("questions")? else { return None };
                let question = items.get_mut(*at)?;
                fields.iter().for_each(|(name, value)| question.set(name, value.clone()));
            }
            Self::Questions { entry, questions } => {
                let Tree::List(items) = tree.field(entry)?.field("questions")? else { return None };
                items.extend(questions.iter().cloned());
            }
            Self::Entries(entries) => entries.iter().for_each(|it| tree.set(&it.id, Some(it.fields.clone()))),
        }
        Some(())
    }

    /// The edits for the change; `None` if the notation of the file is not fully supported.
    pub fn splices(&self, spot: ScalarSpot, root: &Node) -> Option<Vec<Splice>> {
        match self {
            Self::Phrasings { answer, wordings } => {
                let entry = field(root, answer)?.1;
                let items: Vec<_> = wordings.iter().map(Tree::text).collect();
                match field(entry, "phrasings") {
                    Some((_, list @ Node { value: Value::List(_), .. })) => spot.append(list, &items),
                    Some((key, one)) => spot.into_list(key, one, &items),
                    None => spot.insert(entry, Some("question"), &[("phrasings", Tree::List(items))]),
                }
            }
            Self::Fields { entry, fields } => set_all(spot, field(root, entry)?.1, fields),
            Self::Question { entry, at, fields } => {
                let Value::List(items) = &field(field(root, entry)?.1, "questions")?.1.value else {
                    return None;
                };
                set_all(spot, items.get(*at)?, fields)
            }
            Self::Questions { entry, questions } => {
                spot.append(field(field(root, entry)?.1, "questions")?.1, questions)
            }
            Self::Entries(entries) => spot.at_end(root, &written(entries)),
        }
    }
}

/// New entries as the lines of a file, separated by an empty line.
pub fn written(entries: &[NewEntry]) -> String {
    let each = entries.iter().map(|change| {
        let comment = change.comment.as_ref().map(|it| format!("# {it}\n")).unwrap_or_default();
        format!("{comment}{}:{}\n", key_of(&change.id, false), change.fields.behind_entry())
    });
    each.collect::<Vec<_>>().join("\n")
}

impl Tree {
    /// The fields of an entry are never written on one line.
    fn behind_entry(&self) -> String {
        format!("\n  {}", self.block(2))
    }
}

fn set_all(spot: ScalarSpot, map: &Node, fields: &[(&'static str, Option<Tree>)]) -> Option<Vec<Splice>> {
    let mut splices = Vec::new();
    let mut new = Vec::new();
    for (name, value) in fields {
        match (field(map, name), value) {
            (Some((key, node)), Some(value)) => splices.push(spot.replace(map, key, node, value)?),
            (Some(_), None) => splices.push(spot.remove(map, name)?),
            (None, Some(value)) => new.push((*name, value.clone())),
            (None, None) => {}
        }
    }
    if !new.is_empty() {
        splices.extend(spot.insert(map, None, &new)?);
    }
    Some(splices)
}

fn field<'n>(map: &'n Node, name: &str) -> Option<(&'n Key, &'n Node)> {
    let Value::Map(entries) = &map.value else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(key, it)| (key, it))
}
