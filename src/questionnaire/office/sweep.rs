//! Texts in a part that no other reader looks for. Tables list the elements and attributes that are
//! technical or whose text is read elsewhere; any other text is reported, so that no visible text is
//! missed.

use super::xml::Tag;
use crate::word_list::listed;

/// Attributes of any element whose values are technical, or read elsewhere: fonts, languages, positions,
/// formulas, keys, paths, prompts.
const ATTRIBUTES: &str = "Ignorable, Requires, ProcessContent, PreserveElements, PreserveAttributes, \
     algorithmName, hashValue, saltValue, cryptAlgorithmSid, ascii, hAnsi, cs, eastAsia, font, typeface, \
     panose, lang, codeName, documentId, id, uid, rsid, guid, embed, link, href, pict, dm, lo, qs, relid, \
     src, uri, url, r, ref, sqref, refersTo, spans, cell, activeCell, topLeftCell, location, display, \
     anchor, bookmark, instr, formatCode, numFmtId, stringRefSyntax, extRef, style, styleId, path, adj, eqn, \
     fmla, fillcolor, strokecolor, color, color2, colors, coordsize, coordorigin, arcsize, from, to, \
     control1, control2, points, textboxrect, connectlocs, connectangles, limo, o, spid, progId, ProgID, \
     clsid, classid, ShapeID, ObjectID, author, initials, user, userId, userName, providerId, saveData, \
     space, schemaLocation, noNamespaceSchemaLocation, xpath, prefixMappings, storeItemID, macro, textlink, \
     wordSize, linkedCell, fmlaLink, fmlaRange, fmlaMacro, fmlaTxbx, fmlaGroup, error, errorTitle, prompt, \
     promptTitle, descr, tooltip, altText, altTextSummary, string, ext, gfxdata, relativeHeight, anchorId, \
     editId, paraId, textId, wrapcoords, focusposition, focussize, tableStyle, pivotStyle, \
     defaultTableStyle, defaultPivotStyle, header, equalAverage, rgb, hex, xfDxf, contentType, timestamp, \
     date, created, modified, dT, userInfo, parentId, personId, shapeId, ddeService, ddeTopic, objectType, \
     ObjectType, drawingId, localSheetId, cacheId, alt, title, bag, k, t, inset, dashstyle, gradientshapeok, \
     autoformat, spt, oned, button, method, insetpen, insetmode";
/// Attributes that are technical on these elements.
const AT: &[(&str, &str)] = &[
    (
        "name",
        "bookmarkStart, cNvPr, docPr, customWorkbookView, feature, definedName, protectedRange, sheet, \
         table, tableColumn, tableStyleInfo, pivotTableStyleInfo, font, rFont, style, cellStyle, \
         pivotTableDefinition, cacheField, control, attr, smartTag, docPart, name, customXmlDelRangeStart, \
         moveFromRangeStart, moveToRangeStart, moveFrom, moveTo, permStart, mention, oleObject, pr, \
         customPr, clrScheme, fontScheme, fmtScheme, theme, layoutDef, styleDef, colorsDef, gd, pivotTable, \
         slicerCache, tableReference",
    ),
    ("displayName", "table"),
    ("type", "bag, pt, cxn, prSet, cfvo, presOf, parTrans, sibTrans, f, stroke, fill"),
    ("text", "cfRule"),
    (
        "val",
        "lang, pStyle, rStyle, tblStyle, rFont, name, docPartGallery, docPartCategory, docPartUnique, tag, \
         alias, lvlText, tblCaption, tblDescription, helpText, statusText, listEntry, default, entryMacro, \
         exitMacro, format, dateFormat, lid, styleLink, numStyleLink, nsid, tmpl, sourceRect, placeholder, \
         category, gallery, color, shd, highlight, chr, begChr, endChr, sepChr, srgbClr, sysClr, prstClr, \
         schemeClr, presetID, hlinkClick, uiCompat97To2003, compatSetting, textInput, formatCode, rFonts, \
         date, fullDate, ctrlPr, docVar, bCs",
    ),
    ("fullDate", "date"),
    ("displayText", "listItem"),
    ("value", "listItem"),
    ("docPart", "docPart"),
    ("v", "s, n, d, b, e, m, x"),
];
/// Elements whose own text is technical, or read elsewhere.
const ELEMENTS: &str = "t, v, f, s, r, text, delText, delInstrText, instrText, align, posOffset, pctWidth, \
     pctHeight, pctPosHOffset, pctPosVOffset, formula, formula1, formula2, colOff, rowOff, col, row, id, \
     author, authors, formatCode, sqref, fieldId, oddHeader, oddFooter, evenHeader, evenFooter, firstHeader, \
     firstFooter, definedName, chOff, numFmt, Anchor, FmlaLink, FmlaRange, FmlaMacro, FmlaTxbx, FmlaGroup, \
     TextHAlign, TextVAlign, LockText, SizeWithCells, MoveWithCells, AutoFill, AutoLine, Row, Column, \
     Visible, Checked, Val, Min, Max, Inc, Page, Dx, Sel, SelType, LCT, ListItem, DropStyle, DropLines, \
     WidthMin, NoThreeD, NoThreeD2, PrintObject, Disabled, FirstButton, VTEdit, VScroll, MultiLine, Cancel, \
     Default, Accel, Accel2, CF, MapOCX, Camera, UIObj, RecalcAlways, DDE, Help, Horiz, Colored, MultiSel, \
     ValidIds, JustLastX, SecretEdit, ScriptText, dm, autoUpdate, idx, order, pPr, val, binData";
/// The maximum number of bytes of a value that are kept.
const LONG: usize = 2_000;

/// The texts in the attributes of an element that no other reader looks for.
pub fn of_tag(tag: &Tag) -> Vec<String> {
    let element = tag.name();
    let known =
        |name: &str| listed(ATTRIBUTES, name) || AT.iter().any(|it| it.0 == name && listed(it.1, element));
    let words = tag.attributes().filter(|it| is_words(&it.1) && !known(it.0));
    words.map(|it| it.1.chars().take(LONG).collect()).collect()
}

/// The text of an element that no other reader looks for.
pub fn of_text(element: &str, text: &str) -> Option<String> {
    (is_words(text.trim()) && !listed(ELEMENTS, element)).then(|| text.trim().chars().take(LONG).collect())
}

/// Whether a value may be text for people, and not a number, a key, or a keyword of a standard, as in
/// `lowerCamelCase`.
fn is_words(value: &str) -> bool {
    let letters = value.chars().filter(|it| it.is_alphabetic()).count();
    let plain = value.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'));
    let standard = plain && value.starts_with(|it: char| it.is_ascii_lowercase() || it == '_');
    let hexadecimal =
        value.bytes().all(|it| it.is_ascii_hexdigit() || matches!(it, b'{' | b'}' | b'-' | b'#'));
    letters > 1 && !standard && !hexadecimal && !is_key(value)
}

/// Whether a value is the name of a resource, a part or a schema: `http://`, `{F9}`, `rId3`, `x14`.
fn is_key(value: &str) -> bool {
    let braced = value.starts_with('{') && value.ends_with('}') && !value.contains(' ');
    braced || ["http://", "https://", "urn:", "mailto:", "file:", "#_"].iter().any(|it| value.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::office::xml::{Node, Walk};

    fn swept(part: &str) -> Vec<String> {
        let (mut walk, mut found) = (Walk::new("part", part), Vec::new());
        while let Ok(Some(node)) = walk.next() {
            match node {
                Node::Open(tag) => found.extend(of_tag(&tag)),
                Node::Text(text) => found.extend(of_text(walk.open().last().unwrap_or(&""), &text)),
                Node::Close { .. } => {}
            }
        }
        found
    }

    #[test]
    fn words_are_reported_and_technical_values_are_not() {
        for (part, expected) in [
            (
                "<scenario name=\"At subcontractors\" comment=\"Only Brazil\" user=\"Jane Doe\"/>",
                "At subcontractors|Only Brazil",
            ),
            ("<x:new says=\"Subcontractors\"/>", "Subcontractors"),
            ("<new>For subcontractors</new>", "For subcontractors"),
            ("<w:t>Read elsewhere</w:t>", ""),
            ("<a:latin typeface=\"Courier New\"/>", ""),
            ("<cfRule type=\"containsText\" text=\"Gap found\" id=\"{0-A}\" rgb=\"FF00AA\"/>", ""),
            ("<new kind=\"lowerCamel\" count=\"12\" on=\"true\" xmlns:y=\"Some thing\"/>", ""),
            ("<new v=\"\u{4e0d}\u{9069}\u{7528}\"/>", "\u{4e0d}\u{9069}\u{7528}"),
        ] {
            assert_eq!(swept(part).join("|"), expected, "{part}");
        }
    }
}
