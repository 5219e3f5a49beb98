//! Rules on the files beside a plan: the school's record, the progress records, and what people decided
//! from year to year. What their
//! signatures and serials mean is judged in `approval`.

use std::collections::{BTreeMap, HashSet};

use crate::compare::{Chain, Prepared, Ref, Side, Status};
use crate::continuity::{Continuity, places};
use crate::finding::{Finding, Problem, Span};
use crate::period::Period;
use crate::plan::{ItemId, Plan};
use crate::progress::Progress;
use crate::school::{Role, School};

/// What is wrong with a school's record; `folder` is the name of its folder.
pub fn school(text: &str, school: &School, folder: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let id = &school.school.id;
    if id != folder {
        let problem = Problem::SchoolFolder { school: id.clone(), folder: folder.to_owned() };
        findings.push(Finding::new(problem, value(text, id)));
    }
    let mut seen = HashSet::new();
    for person in &school.people {
        if !seen.insert(person.id.as_str()) {
            let span = last_value(text, &person.id);
            findings.push(Finding::new(Problem::DuplicatePerson { id: person.id.clone() }, span));
        }
    }
    if !school.people.iter().any(|person| person.role == Role::Principal) {
        findings.push(Finding::new(Problem::NoPrincipal, Span::new(text.len(), text.len())));
    }
    findings
}

/// What is wrong with the progress records of a plan; `people` are those of the school's record,
/// None where it could not be read.
pub fn progress(text: &str, progress: &Progress, plan: &Plan, people: Option<&School>) -> Vec<Finding> {
    let items: HashSet<ItemId> = plan.items().filter_map(|placed| placed.item.id).collect();
    let mut said: HashSet<String> = HashSet::new();
    let mut findings = Vec::new();
    for record in &progress.records {
        let id = record.item.to_string();
        if !items.contains(&record.item) && said.insert(id.clone()) {
            findings.push(Finding::new(Problem::UnknownItem { id: id.clone() }, value(text, &id)));
        }
        let Some((by, people)) = record.by.as_ref().zip(people) else { continue };
        if people.person(by).is_none() && said.insert(by.clone()) {
            findings.push(Finding::new(Problem::UnknownPerson { id: by.clone() }, value(text, by)));
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// A school's plans, by their periods.
pub type Years<'p> = BTreeMap<Period, &'p Plan>;

/// What is wrong with what people decided from year to year. `people` are those of the school's record,
/// None where it could not be read.
pub fn continuity(
    text: &str,
    decided: &Continuity,
    years: &Years<'_>,
    people: Option<&School>,
) -> Vec<Finding> {
    let places = places(text);
    let mut findings = Vec::new();
    let links = decided.links.iter().zip(&places.links).map(|(record, place)| {
        let (from, to) = record.periods;
        (place, &record.signed, [Some((record.before, from)), Some((record.after, to))])
    });
    let accounts = decided.accounts.iter().zip(&places.accounts).map(|(record, place)| {
        let (from, to) = record.periods;
        // Between two versions of one plan the newer one, which is here, does not have it.
        (place, &record.signed, [Some((record.item, from)).filter(|_| from != to), None])
    });
    for (place, signed, items) in links.chain(accounts) {
        let span = Span::new(place.start, place.end);
        let mut report = |problem| findings.push(Finding::new(problem, span));
        if people.is_some_and(|people| people.person(&signed.by).is_none()) {
            report(Problem::UnknownPerson { id: signed.by.clone() });
        }
        for (id, period) in items.into_iter().flatten() {
            match years.get(&period) {
                None => report(Problem::RecordWithoutPlan { period }),
                Some(plan) if plan.item(id).is_none() => {
                    report(Problem::RecordWithoutItem { id: id.to_string(), period });
                }
                Some(_) => {}
            }
        }
    }
    for (record, place) in decided.accounts.iter().zip(&places.accounts) {
        let (from, period) = record.periods;
        let plans = years.get(&from).zip(years.get(&period));
        if plans.is_some_and(|plans| stands(record.item, plans, decided)) {
            let problem = Problem::ContradictedAccount { id: record.item.to_string(), period };
            findings.push(Finding::new(problem, Span::new(place.start, place.end)));
        } else if !years.contains_key(&period) {
            let span = Span::new(place.start, place.end);
            findings.push(Finding::new(Problem::RecordWithoutPlan { period }, span));
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings.dedup();
    findings
}

/// Does a weakness of the earlier plan stand in the later one too?
fn stands(item: ItemId, (before, after): (&&Plan, &&Plan), decided: &Continuity) -> bool {
    let nothing = Progress::default();
    let prepared = |plan| Prepared::new(Side { plan, progress: &nothing });
    let (before, after) = (prepared(before), prepared(after));
    let told = Chain::new(&[&before, &after], decided).weaknesses(0);
    let is_meant = |side: &Option<Ref>| side.as_ref().is_some_and(|side| side.id == Some(item));
    told.iter().any(|one| one.status == Status::Carried && is_meant(&one.before))
}

/// Where a quoted value first stands; the file's beginning where it is written in another way.
pub(super) fn value(text: &str, value: &str) -> Span {
    let quoted = format!("\"{value}\"");
    text.find(&quoted).map_or(Span::default(), |at| Span::new(at, at + quoted.len()))
}

fn last_value(text: &str, value: &str) -> Span {
    let quoted = format!("\"{value}\"");
    text.rfind(&quoted).map_or(Span::default(), |at| Span::new(at, at + quoted.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHOOL: &str =
        "schema = 1\nserial = 1\n[school]\nid = \"mn-a\"\nname = \"Trường A\"\nlevel = \"preschool\"\n";

    fn check(people: &str) -> Vec<&'static str> {
        let text = format!("{SCHOOL}{people}");
        let record = School::parse(&text).unwrap();
        school(&text, &record, "mn-a").iter().map(|finding| finding.code().as_str()).collect()
    }

    fn person(id: &str, role: &str) -> String {
        format!("[[person]]\nid = \"{id}\"\nname = \"Ai\"\nrole = \"{role}\"\n")
    }

    #[test]
    fn a_school_has_a_principal_and_people_of_their_own_names() {
        assert_eq!(check(&person("ht", "principal")), [""; 0]);
        assert_eq!(check(&person("ht", "staff")), ["no-principal"]);
        assert_eq!(
            check(&format!("{}{}", person("ht", "principal"), person("ht", "staff"))),
            ["duplicate-person"]
        );
        let record = School::parse(&format!("{SCHOOL}{}", person("ht", "principal"))).unwrap();
        assert_eq!(school(SCHOOL, &record, "mn-b")[0].code().as_str(), "school-folder");
    }

    #[test]
    fn records_speak_of_items_and_people_that_exist() {
        let record =
            "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2024-05-20\nstatus = \"done\"\nby = \"ht\"\n";
        let records = Progress::parse(record).unwrap();
        let people = School::parse(&format!("{SCHOOL}{}", person("ht", "principal"))).unwrap();
        let plan = |id: &str| {
            let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n";
            crate::plan::parse::parse(&format!("{head}- Một. {{#{id}}}\n")).plan
        };
        let codes = |plan: &Plan, people: Option<&School>| -> Vec<&'static str> {
            progress(record, &records, plan, people).iter().map(|finding| finding.code().as_str()).collect()
        };
        assert_eq!(codes(&plan("w-1.5-2021-1"), Some(&people)), [""; 0]);
        assert_eq!(codes(&plan("w-1.5-2021-2"), None), ["unknown-item"]);
        let others = School::parse(&format!("{SCHOOL}{}", person("khac", "principal"))).unwrap();
        assert_eq!(codes(&plan("w-1.5-2021-1"), Some(&others)), ["unknown-person"]);
    }

    #[test]
    fn decisions_speak_of_what_there_is() {
        let plan = |period: &str, items: &str| {
            let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n";
            let front = format!("+++\nschema = 1\nperiod = \"{period}\"\n+++\n\n");
            crate::plan::parse::parse(&format!("{front}{head}{items}")).plan
        };
        let plans = [
            plan("2021-2022", "- Còn 02 lớp ghép. {#w-1.5-2021-1}\n- Sân chơi hẹp. {#w-1.5-2021-2}\n"),
            plan("2022-2023", "- Còn 01 lớp ghép. {#w-1.5-2021-1}\n"),
        ];
        let years: Years<'_> = plans.iter().map(|plan| (plan.front.period().unwrap(), plan)).collect();
        let people = School::parse(&format!("{SCHOOL}{}", person("ht", "principal"))).unwrap();
        let codes = |item: &str, to: &str, by: &str| -> Vec<&'static str> {
            let text = format!(
                "[[account]]\nitem = \"{item}\"\nfrom = \"2021-2022\"\nto = \"{to}\"\noutcome = \"dropped\"\n\
                 reason = \"Thôi.\"\ndate = 2022-09-10\nby = \"{by}\"\n"
            );
            let decided = Continuity::parse(&text).unwrap();
            continuity(&text, &decided, &years, Some(&people))
                .iter()
                .map(|finding| finding.code().as_str())
                .collect()
        };
        assert_eq!(codes("w-1.5-2021-2", "2022-2023", "ht"), [""; 0]);
        assert_eq!(codes("w-1.5-2021-1", "2022-2023", "ht"), ["contradicted-account"]);
        assert_eq!(codes("w-1.5-2021-9", "2022-2023", "ht"), ["record-without-item"]);
        assert_eq!(codes("w-1.5-2021-2", "2024-2025", "ht"), ["record-without-plan"]);
        assert_eq!(codes("w-1.5-2021-2", "2022-2023", "ai"), ["unknown-person"]);
    }
}
