//! What a tag's signature is worth: SSH in process, other kinds by the examiner, which knows every key that the history
//! names.

use crate::approval::judge::Signature;
use crate::git::tag::TagObject;
use crate::signing::{Carrier, Checked, Examiner, check};
use crate::work::verify::Error;

pub(super) fn signature(examiner: &Examiner, tag: &TagObject) -> Result<Signature, Error> {
    let Some(armoured) = &tag.signature else { return Ok(Signature::Missing) };
    let checked = match check(&tag.payload, armoured) {
        Checked::OtherKind => examiner.check(&Carrier::Tag { payload: &tag.payload }, armoured)?,
        checked => checked,
    };
    Ok(match checked {
        Checked::Good(key) => Signature::By(key),
        Checked::Broken => Signature::Broken,
        Checked::OtherKind => Signature::OtherKind,
    })
}
