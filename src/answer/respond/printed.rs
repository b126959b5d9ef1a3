//! Questions with printable characters, and their names.

use crate::{
    fact::printable,
    questionnaire::{composed, layout::Asked},
};

/// The customer's id of a question, or its position.
pub(super) fn id_of(asked: &Asked, sheet: &str) -> String {
    asked.id.clone().unwrap_or_else(|| format!("{sheet}!{}", asked.at))
}

/// The question with printable characters, with accents as part of their letters.
pub fn printed(asked: Asked) -> Asked {
    let printed = |text: &str| composed(&printable(text)).into_owned();
    let text = printed(&asked.text).trim().to_owned();
    Asked {
        id: asked.id.map(|it| printed(&it).trim().to_owned()).filter(|it| !it.is_empty()),
        sections: asked.sections.iter().map(|it| printed(it)).filter(|it| !it.trim().is_empty()).collect(),
        text: if text.is_empty() { "(no words)".into() } else { text },
        guidance: asked.guidance.map(|it| printed(&it)),
        ..asked
    }
}
