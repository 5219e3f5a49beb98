//! The law behind the stories: no sequence of operations by people without the right makes an approval good that nobody
//! entitled signed, and honest approvals stay good as long as nobody entitled took them back.
//!
//! A game of random operations on real repositories, by honest people and by attackers, against a simple model of what
//! should hold. `CAITIEN_CASES=2000` plays more games than the few of every day; `CAITIEN_SEED=…` plays one again. A game
//! that breaks a law is shortened and its operations are printed.
//!
//! The law about honest approvals is weaker where an attacker may stop, but not deceive: a change of record or offices
//! without right on the branch that is judged, that branch or a tag moved or taken away, and a fork or a record made with
//! a stolen key that nobody knows to be stolen. Such an operation is undone sooner or later, and then all must be as it was.

use std::collections::{BTreeMap, BTreeSet};

use caitien::approval::notice::{Notice, Says};
use caitien::approval::{ApprovalName, Hash, Id};
use caitien::work::verify::Judged;

use super::ground::*;

const SCHOOLS: [&str; 2] = ["mn-hoa-sen", "mn-doi-thong"];
const PERIODS: [&str; 2] = ["2024-2025", "2025-2026"];

/// A school as it should be, by what honest people did.
#[derive(Clone)]
struct School {
    id: &'static str,
    root: Hash,
    serial: u32,
    principal: usize,
    /// The mandate of Bình: from, until, last.
    mandates: Vec<(u64, Option<u64>, Option<Id>)>,
    /// What is said of keys: whose, how, from, last.
    statuses: Vec<Status>,
    /// Honest approvals in their order.
    chain: Vec<Approval>,
    words: u32,
}

type Status = (usize, &'static str, u64, Option<Id>);

#[derive(Clone)]
struct Approval {
    name: String,
    id: git2::Oid,
    withdrawn: bool,
    /// By whom.
    by: usize,
    /// Made with a key after its theft, as it turned out.
    lost: bool,
}

/// A key in a thief's hands, and since which sequence of which school.
struct Theft {
    who: usize,
    since: Vec<u64>,
    last: Vec<Option<Id>>,
    declared: [bool; 2],
}

impl School {
    /// Says of a key, as a handover does, that it signs no more.
    fn retire(&mut self, who: usize) {
        if !self.statuses.iter().any(|status| status.0 == who) {
            let last = self.chain.last().map(|last| own(last.id));
            self.statuses.push((who, "retired", self.chain.len() as u64 + 1, last));
        }
    }
}

struct Game {
    keys: Keys,
    here: Ground,
    there: Ground,
    schools: Vec<School>,
    /// Tag objects that somebody entitled signed.
    registered: BTreeSet<Id>,
    commits: Vec<git2::Oid>,
    branches: usize,
    thefts: Vec<Theft>,
    /// What the refs were before an attack that may stop everything.
    before: Option<BTreeMap<String, git2::Oid>>,
    /// The attackers' last commit, on which they go on, and who they were.
    evil: Option<git2::Oid>,
    villain: usize,
    /// Names of tags that were there, be it for a moment: they are remembered.
    used: BTreeSet<String>,
    /// Did a key that signs for the school, as far as anybody knows, make what has to be put back? Then what this
    /// clone has seen of it is forgotten with it, as in a clone made anew.
    entitled: bool,
    /// Was anything shown in the other repository?
    shown_there: bool,
    /// What was good after the last operation.
    good: BTreeSet<String>,
    told: Vec<String>,
}

fn record(game_keys: &Keys, school: &School, serial: u32, principal: usize) -> String {
    let line = |who: usize| game_keys.public(who).to_line();
    let mut text = format!(
        "schema = 1\nserial = {serial}\n\n[school]\nid = \"{}\"\nname = \"Trường\"\nlevel = \"preschool\"\n\n\
         [[person]]\nid = \"hieu-truong-{principal}\"\nname = \"{}\"\nrole = \"principal\"\nkeys = [\"{}\"]\n",
        school.id,
        PEOPLE[principal],
        line(principal)
    );
    if principal != BINH {
        text.push_str(&format!(
            "\n[[person]]\nid = \"binh\"\nname = \"Bình\"\nrole = \"deputy\"\nkeys = [\"{}\"]\n",
            line(BINH)
        ));
    }
    let quoted = |id: &Option<Id>| id.map(|id| format!("last = \"{id}\"\n")).unwrap_or_default();
    for (from, until, last) in &school.mandates {
        let until = until.map(|until| format!("until-sequence = {until}\n")).unwrap_or_default();
        text.push_str(&format!(
            "\n[[mandate]]\nperson = \"binh\"\nperiods = [\"2024-2025\"]\nfrom-sequence = {from}\n{until}{}",
            quoted(last)
        ));
    }
    for (who, state, from, last) in &school.statuses {
        text.push_str(&format!(
            "\n[[key-status]]\nkey = \"{}\"\nstatus = \"{state}\"\nfrom-sequence = {from}\n{}",
            game_keys.public(*who).fingerprint(),
            quoted(last)
        ));
    }
    text
}

fn settings(keys: &Keys, who: Option<usize>) -> String {
    let office = |who: usize| {
        let key = keys.public(who).to_line();
        format!("\n[[office]]\nid = \"pgd\"\nname = \"Phòng\"\nkeys = [\"{key}\"]\n")
    };
    format!("schema = 1\n{}", who.map(office).unwrap_or_default())
}

fn record_path(school: &str) -> String {
    format!("schools/{school}/school.toml")
}

impl Game {
    fn new(dice: &mut Dice) -> Game {
        let keys = Keys::read();
        let (here, there) = (Ground::new(), Ground::new());
        let mut commits = Vec::new();
        let mut schools = Vec::new();
        for (ground, words) in [(&here, "đây"), (&there, "kia")] {
            let mut head = ground.commit(&[], &vec![("README.md".into(), Some(words.into()))], None);
            let mut keep = |id| {
                if std::ptr::eq(ground, &here) {
                    commits.push(id);
                }
            };
            keep(head);
            // The settings come first, with the first school, or not at all; signed or not.
            let when = dice.below(4);
            if when == 0 {
                let signer = if dice.one_in(2) { Some(keys.of(MAI)) } else { None };
                head = ground.commit(
                    &[head],
                    &vec![("caitien.toml".into(), Some(settings(&keys, None)))],
                    signer,
                );
                keep(head);
            }
            for (number, id) in SCHOOLS.into_iter().enumerate() {
                let mut school = School {
                    id,
                    root: caitien::approval::hex::Hex([0; 32]),
                    serial: 1,
                    principal: if number == 0 { MAI } else { LAN },
                    mandates: Vec::new(),
                    statuses: Vec::new(),
                    chain: Vec::new(),
                    words: 0,
                };
                let text = record(&keys, &school, 1, school.principal);
                let mut edits = vec![(record_path(id), Some(text))];
                if number == 0 && when == 1 {
                    edits.push(("caitien.toml".into(), Some(settings(&keys, None))));
                }
                for period in PERIODS {
                    edits.push((plan_path(id, period), Some(plan_text(id, period, "0"))));
                }
                head = ground.commit(&[head], &edits, Some(keys.of(school.principal)));
                keep(head);
                ground.move_to("refs/heads/main", head);
                school.root = ground.root(id).unwrap();
                ground.pin(id, school.root);
                if std::ptr::eq(ground, &here) {
                    schools.push(school);
                }
            }
        }
        Game {
            keys,
            here,
            there,
            schools,
            registered: BTreeSet::new(),
            commits,
            branches: 0,
            thefts: Vec::new(),
            before: None,
            evil: None,
            villain: TUNG,
            used: BTreeSet::new(),
            entitled: false,
            shown_there: false,
            good: BTreeSet::new(),
            told: Vec::new(),
        }
    }

    fn play(&mut self, mut dice: Dice) -> Result<(), String> {
        let harmless = self.operation(&mut dice);
        self.law(harmless)
    }

    fn say(&mut self, words: String) {
        self.told.push(words);
    }

    /// Does one thing; true where honest approvals must stand afterwards as they stood before.
    fn operation(&mut self, dice: &mut Dice) -> bool {
        if self.before.is_some() && dice.one_in(3) {
            let refs = self.before.take().unwrap_or_default();
            self.here.restore(&refs);
            if std::mem::take(&mut self.entitled) {
                let _ = std::fs::remove_dir_all(self.here.path.join("caitien"));
            }
            self.say("what was broken is put back".into());
            return false;
        }
        let honest = self.before.is_none() && dice.one_in(2);
        if honest { self.honest(dice) } else { self.dishonest(dice) }
    }

    fn honest(&mut self, dice: &mut Dice) -> bool {
        let at = dice.below(2);
        match dice.below(12) {
            0..=1 => self.edit(at, dice),
            2..=5 => self.approve(at, dice),
            6 => self.hand_over(at, dice),
            7 => self.mandate(at),
            8 => self.withdraw(at, dice),
            9 => self.steal(),
            10 => self.declare(at, dice),
            _ => self.merge(at, dice),
        }
    }

    /// Is this school's principal's key in the hands of a thief, and does nobody know?
    fn is_stolen(&self, at: usize, who: usize) -> bool {
        self.thefts.iter().any(|theft| theft.who == who && !theft.declared[at])
    }

    fn advance(&mut self, edits: &Edits, signer: Option<usize>) {
        let signer = signer.map(|who| self.keys.of(who));
        let id = self.here.commit(&[self.here.head()], edits, signer);
        self.here.move_to("refs/heads/main", id);
        self.commits.push(id);
    }

    fn edit(&mut self, at: usize, dice: &mut Dice) -> bool {
        self.schools[at].words += 1;
        let (school, words) = (self.schools[at].id, self.schools[at].words.to_string());
        let period = *dice.pick(&PERIODS);
        let edits = vec![(plan_path(school, period), Some(plan_text(school, period, &words)))];
        self.advance(&edits, None);
        self.say(format!("somebody edits the plan of {school} for {period}"));
        true
    }

    /// A name for the next version of a plan, never used again.
    fn name(&mut self, school: &str, period: &str) -> String {
        let name = |version: u32| format!("approved/{school}/{period}/v{version}");
        let free = (1..).map(name).find(|name| !self.used.contains(name)).unwrap_or_default();
        self.used.insert(free.clone());
        free
    }

    fn approve(&mut self, at: usize, dice: &mut Dice) -> bool {
        let period = *dice.pick(&PERIODS);
        let school = self.schools[at].clone();
        let sequence = school.chain.len() as u64 + 1;
        let open = school.mandates.iter().any(|(from, until, _)| *from <= sequence && until.is_none());
        let by_deputy = open && period == "2024-2025" && dice.one_in(2);
        let who = if by_deputy { BINH } else { school.principal };
        let name = self.name(school.id, period);
        let head = self.here.head();
        let text = self.here.read(head, &plan_path(school.id, period)).unwrap_or_default();
        let previous = school.chain.last().map(|last| own(last.id));
        let (root, serial) = (school.root, school.serial);
        let standing = Standing { root, sequence, previous, serial, deputy: by_deputy };
        let statement = statement(&name, content(&text), &standing).unwrap();
        let id = self.here.tag_object(&name, head, &statement.message("Trường"), self.keys.of(who));
        self.here.move_to(&format!("refs/tags/{name}"), id);
        self.registered.insert(own(id));
        self.schools[at].chain.push(Approval {
            name: name.clone(),
            id,
            withdrawn: false,
            by: who,
            lost: false,
        });
        self.say(format!("{} approves {name}, sequence {sequence}", PEOPLE[who]));
        true
    }

    /// Writes the school's record as the model has it.
    fn save_record(&mut self, at: usize, signer: usize) {
        let school = &self.schools[at];
        let edits =
            vec![(record_path(school.id), Some(record(&self.keys, school, school.serial, school.principal)))];
        self.advance(&edits, Some(signer));
    }

    fn hand_over(&mut self, at: usize, dice: &mut Dice) -> bool {
        let old = self.schools[at].principal;
        let used: Vec<usize> = self.schools[at].statuses.iter().map(|status| status.0).collect();
        let free: Vec<usize> =
            [MAI, LAN, HANH].into_iter().filter(|who| *who != old && !used.contains(who)).collect();
        if free.is_empty() || self.is_stolen(at, old) {
            return self.edit(at, dice);
        }
        let new = *dice.pick(&free);
        let school = &mut self.schools[at];
        school.retire(old);
        (school.serial, school.principal) = (school.serial + 1, new);
        let words = format!("{} hands {} over to {}", PEOPLE[old], school.id, PEOPLE[new]);
        self.save_record(at, old);
        self.say(words);
        true
    }

    fn mandate(&mut self, at: usize) -> bool {
        let school = &mut self.schools[at];
        let (next, last) = (school.chain.len() as u64 + 1, school.chain.last().map(|last| own(last.id)));
        let open = school.mandates.iter_mut().find(|mandate| mandate.1.is_none());
        let words = match open {
            Some(mandate) => {
                mandate.1 = Some(next - 1);
                mandate.2 = last;
                "is over"
            }
            None => {
                if school.mandates.iter().any(|mandate| mandate.0 == next) {
                    return true;
                }
                school.mandates.push((next, None, None));
                "begins"
            }
        };
        school.serial += 1;
        let words = format!("the mandate of Bình at {} {words} before {next}", school.id);
        let principal = school.principal;
        self.save_record(at, principal);
        self.say(words);
        true
    }

    fn withdraw(&mut self, at: usize, dice: &mut Dice) -> bool {
        let school = &self.schools[at];
        if school.chain.is_empty() {
            return true;
        }
        let place = dice.below(school.chain.len());
        let approval = &school.chain[place];
        let name: ApprovalName = approval.name.parse().unwrap();
        let (root, says) = (school.root, Says::Withdrawn { reason: "sai".into() });
        let notice = Notice { name, root, approval: own(approval.id), says };
        let tag = approval.name.replacen("approved/", "withdrawn/", 1);
        let words = format!("{} takes {} back", PEOPLE[school.principal], approval.name);
        if self.here.repo.find_reference(&format!("refs/tags/{tag}")).is_ok() {
            return true;
        }
        self.notice(&tag, &notice, school.principal);
        let principal = self.schools[at].principal;
        let approval = &mut self.schools[at].chain[place];
        if !approval.withdrawn {
            (approval.withdrawn, approval.by) = (true, principal);
        }
        self.say(words);
        false
    }

    fn notice(&self, tag: &str, notice: &Notice, who: usize) {
        let id = self.here.tag_object(tag, self.here.head(), &notice.message("Trường"), self.keys.of(who));
        self.here.move_to(&format!("refs/tags/{tag}"), id);
    }

    /// A thief gets the key of the first school's principal.
    fn steal(&mut self) -> bool {
        let who = self.schools[0].principal;
        if self.thefts.iter().any(|theft| theft.who == who) {
            return true;
        }
        let since = self.schools.iter().map(|school| school.chain.len() as u64 + 1).collect();
        let last = self.schools.iter().map(|school| school.chain.last().map(|last| own(last.id))).collect();
        self.thefts.push(Theft { who, since, last, declared: [false, false] });
        self.say(format!("the key of {} is stolen", PEOPLE[who]));
        true
    }

    /// It is found out: the school says since when, and has a new principal.
    fn declare(&mut self, at: usize, dice: &mut Dice) -> bool {
        let open = |theft: &&mut Theft| !theft.declared[at];
        let Some(theft) = self.thefts.iter_mut().find(open) else { return true };
        let (who, since, last) = (theft.who, theft.since[at], theft.last[at]);
        let school = &mut self.schools[at];
        let before = school.principal;
        let used = |heir: &usize| *heir != who && !school.statuses.iter().any(|status| status.0 == *heir);
        let free: Vec<usize> = [MAI, LAN, HANH].into_iter().filter(used).collect();
        // Somebody new has to be there to take the school over.
        if before == who && free.is_empty() {
            return true;
        }
        theft.declared[at] = true;
        school.statuses.retain(|status| status.0 != who);
        school.statuses.push((who, "compromised", since, last));
        if before == who {
            school.principal = *dice.pick(&free);
        }
        // A principal of the past whose key signed anything loses what it signed since.
        for approval in school.chain.iter_mut().skip(since as usize - 1) {
            approval.lost = true;
        }
        school.serial += 1;
        let words = format!("{} calls the key of {} stolen since {since}", school.id, PEOPLE[who]);
        self.save_record(at, before);
        self.say(words);
        false
    }

    /// Somebody works on a branch from before, and it is merged; the newest record stays.
    fn merge(&mut self, at: usize, dice: &mut Dice) -> bool {
        let head = self.here.head();
        let old = self.here.repo.find_commit(head).unwrap().parent_id(0).unwrap_or(head);
        let note = vec![("ghi-chu.md".to_owned(), Some(self.commits.len().to_string()))];
        let side = self.here.commit(&[old], &note, None);
        let merged = self.here.commit(&[head, side], &note, None);
        self.here.move_to("refs/heads/main", merged);
        self.commits.extend([side, merged]);
        let _ = (at, dice);
        self.say("a branch from before is merged".into());
        true
    }

    /// Somebody who may try: Tùng, Bình beside his mandate, principals of the past, or a thief with a principal's key.
    fn attacker(&mut self, at: usize, dice: &mut Dice) -> usize {
        let mut hands = vec![TUNG, TUNG, BINH];
        hands.extend(self.schools[at].statuses.iter().map(|status| status.0));
        hands.extend(self.thefts.iter().map(|theft| theft.who));
        hands.extend((0..PEOPLE.len()).filter(|who| {
            let leads = |school: &School| school.principal == *who;
            !leads(&self.schools[at])
        }));
        if dice.one_in(2) {
            self.villain = *dice.pick(&hands);
        }
        if hands.contains(&self.villain) { self.villain } else { TUNG }
    }

    /// From here on all may be stopped, until it is put back.
    fn break_things(&mut self) {
        if self.before.is_none() {
            self.before = Some(self.here.refs());
        }
    }

    fn break_entitled(&mut self) {
        self.break_things();
        self.entitled = true;
    }

    fn dishonest(&mut self, dice: &mut Dice) -> bool {
        let at = dice.below(2);
        let who = self.attacker(at, dice);
        match dice.below(20) {
            16..=17 => self.rewrite(at, who, dice),
            18..=19 => self.take_office(at, if dice.one_in(4) { who } else { TUNG }, dice),
            0..=3 => self.forge(at, who, dice),
            4..=5 => self.replay(at, dice),
            6 => self.dress(at, dice),
            7..=8 => self.smuggle(at, who, dice),
            9..=10 => self.smuggle_merge(who, dice),
            11 => self.name_office(who, dice),
            12 => self.found_school(who, dice),
            13 => self.move_things(dice),
            14 => self.lie_beside(dice),
            _ => self.false_notice(at, who, dice),
        }
    }

    /// Signs a statement that may be true in every part but the right to make it.
    fn forge(&mut self, at: usize, who: usize, dice: &mut Dice) -> bool {
        let school = self.schools[at].clone();
        let period = *dice.pick(&PERIODS);
        let commit = self.begin(dice).first().copied().unwrap_or_else(|| self.here.head());
        let name = self.name(school.id, period);
        let next = school.chain.len() as u64 + 1;
        let sequence = if dice.one_in(2) { next } else { dice.below(next as usize + 2) as u64 };
        let before = usize::try_from(sequence).ok().and_then(|sequence| sequence.checked_sub(2));
        let fit = before.and_then(|before| school.chain.get(before)).map(|link| own(link.id));
        let any = self.here.tags().values().copied().map(own).collect::<Vec<Id>>();
        let previous = if dice.one_in(4) && !any.is_empty() { Some(*dice.pick(&any)) } else { fit };
        let serial =
            if dice.one_in(2) { school.serial } else { dice.below(school.serial as usize + 2) as u32 };
        let serial = self.serial_at(commit, school.id).filter(|_| dice.one_in(2)).unwrap_or(serial);
        let path = plan_path(school.id, period);
        let text = self.here.read(commit, &path).unwrap_or_default();
        let root = if dice.one_in(8) { self.schools[1 - at].root } else { school.root };
        let standing = Standing { root, sequence: sequence.max(1), previous, serial, deputy: dice.one_in(3) };
        let statement = statement(&name, content(&text), &standing).unwrap();
        let id = self.here.tag_object(&name, commit, &statement.message("Trường"), self.keys.of(who));
        // Whoever has the principal's key and is not known to be a thief is the principal, for all that can be seen.
        if self.is_principal_anywhere(at, who) {
            self.break_entitled();
        }
        self.here.move_to(&format!("refs/tags/{name}"), id);
        self.say(format!("{} forges {name}, sequence {sequence}, record {serial}", PEOPLE[who]));
        self.before.is_none()
    }

    fn serial_at(&self, commit: git2::Oid, school: &str) -> Option<u32> {
        let text = self.here.read(commit, &record_path(school))?;
        let line = text.lines().find(|line| line.starts_with("serial"))?;
        line.split('=').nth(1)?.trim().parse().ok()
    }

    /// Could this person's signature be taken for that of the school's own principal, now?
    fn is_principal_anywhere(&self, at: usize, who: usize) -> bool {
        let school = &self.schools[at];
        let open = school.mandates.iter().any(|(_, until, _)| until.is_none());
        who == school.principal || self.is_stolen(at, who) || (who == BINH && open)
    }

    /// The very object under another name, in this school, another one, or another repository.
    fn replay(&mut self, at: usize, dice: &mut Dice) -> bool {
        let tags: Vec<(String, git2::Oid)> = self.here.tags().into_iter().collect();
        if tags.is_empty() {
            return true;
        }
        let (from, id) = dice.pick(&tags).clone();
        let school = SCHOOLS[dice.below(2)];
        let period = *dice.pick(&PERIODS);
        let name = self.name(school, period);
        match dice.below(3) {
            0 => {
                let (kind, bytes) = self.here.raw(id);
                self.there.repo.odb().unwrap().write(kind, &bytes).unwrap();
                self.there.move_to(&format!("refs/tags/{from}"), id);
                self.shown_there = true;
                self.say(format!("{from} is shown in the other repository"));
            }
            1 => {
                let text = String::from_utf8_lossy(&self.here.raw(id).1).replace(&from, &name);
                let id = self.here.store(text.as_bytes());
                self.here.move_to(&format!("refs/tags/{name}"), id);
                self.say(format!("{from} gets the header {name}"));
            }
            _ => {
                self.here.move_to(&format!("refs/tags/{name}"), id);
                self.say(format!("{from} is called {name}"));
            }
        }
        let _ = at;
        true
    }

    /// A tag in another dress: an empty line behind it, another signature, another commit, no tag at all.
    fn dress(&mut self, at: usize, dice: &mut Dice) -> bool {
        let chain = &self.schools[at].chain;
        if chain.is_empty() {
            return true;
        }
        let approval = dice.pick(chain).clone();
        let text = String::from_utf8_lossy(&self.here.raw(approval.id).1).into_owned();
        let other = dice.pick(&self.commits).to_string();
        let id = match dice.below(5) {
            0 => self.here.store(format!("{text}\n").as_bytes()),
            1 => self.here.store(text.replace("sequence = ", "sequence = 1").as_bytes()),
            2 => self.here.store(format!("object {other}{}", &text[47..]).as_bytes()),
            3 => self.here.store(
                format!("object {}\ntype tag\n{}", approval.id, text.splitn(3, '\n').nth(2).unwrap())
                    .as_bytes(),
            ),
            _ => self.here.head(),
        };
        self.break_things();
        self.here.move_to(&format!("refs/tags/{}", approval.name), id);
        self.say(format!("{} is dressed in other clothes", approval.name));
        false
    }

    /// Where an attacker's commit goes: to a branch of his own, or to the one that is judged.
    fn put(&mut self, id: git2::Oid, dice: &mut Dice) -> bool {
        self.commits.push(id);
        self.evil = Some(id);
        self.branches += 1;
        if dice.one_in(3) {
            self.break_things();
            self.here.move_to("refs/heads/main", id);
            return false;
        }
        self.here.move_to(&format!("refs/remotes/tung/{}", self.branches), id);
        self.before.is_none()
    }

    /// A commit to begin from: the attackers' last one, HEAD, any that there ever was, the first ones, or none.
    fn begin(&self, dice: &mut Dice) -> Vec<git2::Oid> {
        match (dice.below(8), self.evil) {
            (0..=2, Some(evil)) => vec![evil],
            (0..=3, _) => vec![self.here.head()],
            (4, _) => vec![self.commits[dice.below(3)]],
            (5, _) if dice.one_in(2) => vec![],
            _ => vec![*dice.pick(&self.commits)],
        }
    }

    /// Hides the honest approvals from some place on, and signs another past from there with a key of old.
    fn rewrite(&mut self, at: usize, who: usize, dice: &mut Dice) -> bool {
        let school = self.schools[at].clone();
        if school.chain.is_empty() {
            return true;
        }
        self.break_things();
        let place = dice.below(school.chain.len());
        for approval in school.chain.iter().skip(place) {
            self.here.forget(&format!("refs/tags/{}", approval.name));
        }
        // The commit of an honest approval, with the record of its time.
        let commit = self.here.repo.find_tag(school.chain[place].id).unwrap().target_id();
        let period = *dice.pick(&PERIODS);
        let edits = vec![(plan_path(school.id, period), Some(plan_text(school.id, period, "00")))];
        let commit = self.here.commit(&[commit], &edits, None);
        let text = self.here.read(commit, &plan_path(school.id, period)).unwrap_or_default();
        let name = self.name(school.id, period);
        let previous = place.checked_sub(1).map(|before| own(school.chain[before].id));
        let serial = self.serial_at(commit, school.id).unwrap_or(1);
        let (sequence, deputy) = (place as u64 + 1, who == BINH && dice.one_in(2));
        let standing = Standing { root: school.root, sequence, previous, serial, deputy };
        let statement = statement(&name, content(&text), &standing).unwrap();
        let id = self.here.tag_object(&name, commit, &statement.message("Trường"), self.keys.of(who));
        self.here.move_to(&format!("refs/tags/{name}"), id);
        self.say(format!("{} hides all from {sequence} on and signs {name}", PEOPLE[who]));
        self.put(commit, dice);
        false
    }

    /// A record with his own person in it.
    fn smuggle(&mut self, at: usize, who: usize, dice: &mut Dice) -> bool {
        let mut school = self.schools[at].clone();
        let principal = if dice.one_in(4) { school.principal } else { who };
        let serial = match dice.below(4) {
            0 => school.serial,
            1 => 1,
            _ => school.serial + 1,
        };
        if dice.one_in(2) {
            school.statuses.clear();
        }
        if dice.one_in(3) {
            school.mandates.push((1, None, None));
        }
        school.statuses.retain(|status| status.0 != principal || dice.one_in(2));
        if school.principal != principal && dice.one_in(2) {
            school.retire(school.principal);
        }
        let text = record(&self.keys, &school, serial, principal);
        let folder = if dice.one_in(6) { "schools/cu/" } else { "schools/" };
        let edits =
            vec![(format!("{folder}{}/school.toml", school.id), Some(text).filter(|_| !dice.one_in(8)))];
        let signer = if dice.one_in(5) { None } else { Some(self.keys.of(who)) };
        let parents = self.begin(dice);
        let id = self.here.commit(&parents, &edits, signer);
        // With a key that is the principal's for all that can be seen, this is no attack but a change.
        let entitled = self.thefts.iter().any(|theft| theft.who == who && !theft.declared[at])
            || who == self.schools[at].principal;
        if entitled {
            self.break_entitled();
        }
        self.say(format!(
            "{} writes a record {serial} of {} with {} as principal",
            PEOPLE[who], school.id, PEOPLE[principal]
        ));
        self.put(id, dice) && !entitled
    }

    /// A merge whose tree is partly one side's, partly the other's.
    fn smuggle_merge(&mut self, who: usize, dice: &mut Dice) -> bool {
        let count = 2 + dice.below(2);
        let mut parents: Vec<git2::Oid> = vec![self.here.head()];
        parents.extend(self.evil.filter(|_| dice.one_in(2)));
        parents.extend((parents.len()..count).map(|_| *dice.pick(&self.commits)));
        if dice.one_in(2) {
            parents.reverse();
        }
        let from = *dice.pick(&parents);
        let paths = [
            "caitien.toml".to_owned(),
            record_path(SCHOOLS[0]),
            record_path(SCHOOLS[1]),
            record_path("th-ma"),
        ];
        let mut edits = Vec::new();
        for path in paths {
            if dice.one_in(2) {
                edits.push((path.clone(), self.here.read(from, &path)));
            }
        }
        let signer = if dice.one_in(3) { None } else { Some(self.keys.of(who)) };
        let id = self.here.commit(&parents, &edits, signer);
        self.say(format!("{} merges {count} commits", PEOPLE[who]));
        if (0..2).any(|at| self.is_stolen(at, who) || who == self.schools[at].principal) {
            self.break_entitled();
            self.put(id, dice);
            return false;
        }
        self.put(id, dice)
    }

    /// Names an education office with his own key.
    fn name_office(&mut self, who: usize, dice: &mut Dice) -> bool {
        let text = settings(&self.keys, Some(if dice.one_in(2) { TUNG } else { who }));
        let signer = if dice.one_in(5) { None } else { Some(self.keys.of(who)) };
        let parents = self.begin(dice);
        let id = self.here.commit(&parents, &vec![("caitien.toml".into(), Some(text))], signer);
        self.say(format!("{} names an office", PEOPLE[who]));
        // The founder may; who that is, is another question than the one that is played here.
        let may = [MAI, LAN].contains(&who);
        if may {
            self.break_entitled();
        }
        self.put(id, dice) && !may
    }

    /// A school of his own, with his key or anybody's as the principal's.
    fn found_school(&mut self, who: usize, dice: &mut Dice) -> bool {
        let mut school = self.schools[0].clone();
        (school.id, school.mandates, school.statuses) = ("th-ma", Vec::new(), Vec::new());
        let text = record(&self.keys, &school, 1, who);
        let parents = self.begin(dice);
        let id =
            self.here.commit(&parents, &vec![(record_path("th-ma"), Some(text))], Some(self.keys.of(who)));
        self.say(format!("{} founds a school", PEOPLE[who]));
        self.put(id, dice)
    }

    /// All the way to power through an office: a branch of his own, perhaps with a school on it, an office named there,
    /// a merge with the school's history, a record by the office's right, and an approval under it.
    fn take_office(&mut self, at: usize, who: usize, dice: &mut Dice) -> bool {
        let school = self.schools[at].clone();
        let head = self.here.head();
        let mut side = if dice.one_in(3) { vec![] } else { vec![self.commits[dice.below(3)]] };
        if dice.one_in(2) {
            let mut own_school = school.clone();
            (own_school.id, own_school.mandates, own_school.statuses) = ("th-ma", Vec::new(), Vec::new());
            let text = record(&self.keys, &own_school, 1, who);
            side = vec![self.here.commit(
                &side,
                &vec![(record_path("th-ma"), Some(text))],
                Some(self.keys.of(who)),
            )];
        }
        let office = settings(&self.keys, Some(TUNG));
        let named = vec![("caitien.toml".to_owned(), Some(office.clone()))];
        side = vec![self.here.commit(&side, &named, Some(self.keys.of(who)))];
        let mut edits = vec![("caitien.toml".to_owned(), Some(office).filter(|_| !dice.one_in(4)))];
        edits.push((record_path("th-ma"), self.here.read(side[0], &record_path("th-ma"))));
        for id in SCHOOLS {
            let paths = [record_path(id), plan_path(id, PERIODS[0]), plan_path(id, PERIODS[1])];
            edits.extend(paths.map(|path| (path.clone(), self.here.read(head, &path))));
        }
        let mut parents = vec![head, side[0]];
        if dice.one_in(2) {
            parents.reverse();
        }
        let signer = if dice.one_in(2) { None } else { Some(self.keys.of(who)) };
        let merged = self.here.commit(&parents, &edits, signer);
        let mut own_record = school.clone();
        own_record.retire(school.principal);
        let text = record(&self.keys, &own_record, school.serial + 1, TUNG);
        let record = vec![(record_path(school.id), Some(text))];
        let mut taken = self.here.commit(&[merged], &record, Some(self.keys.of(TUNG)));
        if dice.one_in(2) {
            let back = vec![("caitien.toml".to_owned(), self.here.read(head, "caitien.toml"))];
            taken = self.here.commit(&[taken], &back, Some(self.keys.of(TUNG)));
        }
        let period = PERIODS[dice.below(2)];
        let text = self.here.read(taken, &plan_path(school.id, period)).unwrap_or_default();
        let (name, sequence) = (self.name(school.id, period), school.chain.len() as u64 + 1);
        let previous = school.chain.last().map(|last| own(last.id));
        let (root, serial) = (school.root, school.serial + 1);
        let standing = Standing { root, sequence, previous, serial, deputy: false };
        let statement = statement(&name, content(&text), &standing).unwrap();
        let id = self.here.tag_object(&name, taken, &statement.message("Trường"), self.keys.of(TUNG));
        self.here.move_to(&format!("refs/tags/{name}"), id);
        self.say(format!("{} names an office on a branch, and Tùng takes {} over", PEOPLE[who], school.id));
        // A principal's key that founded the settings may name an office, whoever holds it.
        if who != TUNG {
            self.break_entitled();
        }
        self.put(taken, dice) && who == TUNG
    }

    /// Moves or takes away what is honest: a tag, or the branch that is judged.
    fn move_things(&mut self, dice: &mut Dice) -> bool {
        self.break_things();
        let tags: Vec<String> = self.here.tags().into_keys().collect();
        if tags.is_empty() || dice.one_in(3) {
            let id = *dice.pick(&self.commits);
            self.here.move_to("refs/heads/main", id);
            self.say("the branch goes to another commit".into());
        } else {
            let tag = dice.pick(&tags).clone();
            self.here.forget(&format!("refs/tags/{tag}"));
            self.say(format!("{tag} is taken away"));
        }
        false
    }

    /// Replacement refs, grafts, settings: what lies beside the history.
    fn lie_beside(&mut self, dice: &mut Dice) -> bool {
        let (one, other) = (*dice.pick(&self.commits), *dice.pick(&self.commits));
        match dice.below(3) {
            0 => self.here.move_to(&format!("refs/replace/{one}"), other),
            1 => {
                let path = self.here.path.join("info/grafts");
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, format!("{one}\n")).unwrap();
            }
            _ => {
                let mut config = self.here.repo.config().unwrap();
                config.set_str("gpg.ssh.program", "/bin/true").unwrap();
                config.set_str("core.commitGraph", "true").unwrap();
            }
        }
        self.say("something lies beside the history".into());
        self.before.is_none()
    }

    /// A withdrawal or a receipt by somebody without the right.
    fn false_notice(&mut self, at: usize, who: usize, dice: &mut Dice) -> bool {
        let school = &self.schools[at];
        let Some(approval) = school.chain.get(dice.below(school.chain.len().max(1))) else { return true };
        let name: ApprovalName = approval.name.parse().unwrap();
        let id = if dice.one_in(2) { own(approval.id) } else { own(self.here.head()) };
        let says = match dice.below(3) {
            0 => Says::Withdrawn { reason: "sai".into() },
            1 => Says::Received { number: None, note: None },
            _ => Says::Issued { number: "1/KH".into(), date: "2025-01-01".parse().unwrap(), pdf: None },
        };
        let (kind, root) = (format!("{}/", says.kind().as_str()), school.root);
        let tag = approval.name.replacen("approved/", &kind, 1);
        if self.here.repo.find_reference(&format!("refs/tags/{tag}")).is_ok() {
            return true;
        }
        // Whoever ever was the principal may take back, as long as the key is not called stolen.
        let was = who != TUNG
            || school.statuses.iter().any(|status| status.0 == who && status.1 == "retired")
            || self.is_stolen(at, who);
        if was {
            self.break_entitled();
        }
        let notice = Notice { name, root, approval: id, says };
        self.notice(&tag, &notice, who);
        self.say(format!("{} makes {tag}", PEOPLE[who]));
        self.before.is_none()
    }

    /// Both laws, after one operation.
    fn law(&mut self, harmless: bool) -> Result<(), String> {
        if std::mem::take(&mut self.shown_there) {
            // An object without what it leads to: there is no answer, and so no good one.
            let judged = self.there.judge().unwrap_or_default();
            if let Some(one) = judged.iter().find(|one| one.verdict.is_good()) {
                return Err(format!("{} is {} in the other repository", one.tag, one.verdict.code()));
            }
        }
        let judged = match self.here.judge() {
            Err(error) if self.before.is_none() => {
                return Err(format!("there is no answer any more: {error}"));
            }
            Err(_) => return Ok(()),
            Ok(judged) => judged,
        };
        let good = || judged.iter().filter(|one| one.verdict.is_good());
        let unsigned = |one: &&Judged| !self.registered.contains(&one.id.into()) && !self.is_exempt(one);
        if let Some(one) = good().find(unsigned) {
            return Err(format!("{} is {}, and nobody entitled signed it", one.tag, one.verdict.code()));
        }
        let before = std::mem::replace(&mut self.good, good().map(|one| one.tag.clone()).collect());
        if self.before.is_some() {
            return Ok(());
        }
        let lost = before.iter().find(|tag| harmless && !self.good.contains(*tag) && self.is_honest(tag));
        match lost {
            Some(tag) => Err(format!("{tag} was good and is not any more")),
            None => self.all_stand(&judged),
        }
    }

    fn is_honest(&self, tag: &str) -> bool {
        self.schools.iter().flat_map(|school| &school.chain).any(|approval| approval.name == tag)
    }

    /// Signed with a key that signs for the school as far as anybody knows: a thief's that is not found out, the
    /// principal's own tag that was copied to a name of its own, or a deputy's within the mandate.
    fn is_exempt(&self, one: &Judged) -> bool {
        let Some(name) = &one.name else { return false };
        let Some(at) = SCHOOLS.iter().position(|school| *school == name.school) else { return false };
        let fingerprint = one.signer.as_ref().map(|signer| signer.fingerprint.clone());
        let of = |who: usize| fingerprint.as_deref() == Some(self.keys.public(who).fingerprint().as_str());
        // While all is as honest people left it, only their keys sign; else a thief may have changed the record.
        let whole = self.before.is_some() && self.thefts.iter().any(|theft| !theft.declared[at]);
        whole || (0..PEOPLE.len()).any(|who| of(who) && self.is_principal_anywhere(at, who))
    }

    /// Where nothing is broken, every honest approval stands as the model has it.
    fn all_stand(&self, judged: &[Judged]) -> Result<(), String> {
        for school in &self.schools {
            let mut sound = true;
            for approval in &school.chain {
                let one = judged.iter().find(|one| one.tag == approval.name);
                let verdict = one.map_or("missing", |one| one.verdict.code());
                let holds = ["valid", "valid-retired-key", "superseded"].contains(&verdict);
                let expected = if approval.lost {
                    // What was signed with a key after it was stolen, or after such an approval.
                    sound = false;
                    true
                } else if approval.withdrawn {
                    // What was taken back with a key that was called stolen later stands again: nothing tells when it
                    // was taken back.
                    let stolen = |status: &Status| status.0 == approval.by && status.1 == "compromised";
                    verdict == "withdrawn" || (holds && school.statuses.iter().any(stolen))
                } else {
                    holds
                };
                if sound && !expected {
                    return Err(format!("{} is {verdict}", approval.name));
                }
            }
        }
        Ok(())
    }
}

/// Plays a game; the operations and the law that was broken.
fn play(seed: u64, moves: &[u64]) -> Result<(), (String, Vec<String>)> {
    let mut game = Game::new(&mut Dice(seed));
    for seed in moves {
        if let Err(law) = game.play(Dice(*seed)) {
            return Err((law, game.told));
        }
    }
    Ok(())
}

/// Takes out whatever is not needed to break the law.
fn shorten(seed: u64, mut moves: Vec<u64>) -> Vec<u64> {
    let mut size = moves.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < moves.len() {
            let mut fewer = moves.clone();
            fewer.drain(at..(at + size).min(moves.len()));
            if play(seed, &fewer).is_err() {
                moves = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    moves
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn nobody_without_the_right_makes_anything_good() {
    let seeds: Vec<u64> = match number("CAITIEN_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("CAITIEN_CASES").unwrap_or(40)).collect(),
    };
    let length = number("CAITIEN_MOVES").unwrap_or(30) as usize;
    let games =
        |seeds: &[u64]| seeds.iter().filter_map(|seed| game(*seed, length)).take(3).collect::<Vec<_>>();
    let (one, other) = seeds.split_at(seeds.len() / 2);
    let broken = std::thread::scope(|scope| {
        let half = scope.spawn(|| games(one));
        [games(other), half.join().unwrap()].concat()
    });
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Plays one game; what broke a law in it, as short as it can be told.
fn game(seed: u64, length: usize) -> Option<String> {
    let mut dice = Dice(seed.wrapping_mul(0x0005_deec_e66d));
    let moves: Vec<u64> = (0..length).map(|_| dice.next()).collect();
    play(seed, &moves).err()?;
    let (law, told) = play(seed, &shorten(seed, moves)).unwrap_err();
    Some(format!("CAITIEN_SEED={seed}: {law}\n  {}", told.join("\n  ")))
}
